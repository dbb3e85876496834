import type { Page } from 'playwright-core';

/** A page's call of a command, which tells how it went and, of an answer, its statusCode. */
export const commandOf = (name: string, given: string): string => `
  void CXBus.command('WebChatService.${name}', ${given}).done(function (e) {
    told.push(['done', e && 'statusCode' in e ? e.statusCode : null]);
  }).fail(function (e) {
    told.push(['fail', e]);
  });`;

/** A file that comes when it is told to. */
export const slowly = (path: string) => {
  let come = (): void => {};
  const released = new Promise<void>((resolve) => {
    come = resolve;
  });
  return {
    come,
    on: (tab: Page): Promise<unknown> =>
      tab.route(`**${path}`, async (route) => {
        await released;
        await route.fulfill({ body: '' });
      }),
  };
};
