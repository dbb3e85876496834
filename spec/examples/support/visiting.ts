import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../../browser/launchChromium.js';
import { servePages } from '../../browser/pageServer.js';
import { type ChatServer, startChatServer } from '../../chatServer/chatServer.js';

/** An example that is served, with a profile and a chat server of its own. */
export interface Visit {
  readonly chats: ChatServer;
  readonly context: BrowserContext;
  /** Opens the example's page in a tab. */
  open(): Promise<Page>;
}

let browser: Promise<Browser> | undefined;

// One browser serves all files.
after(async () => {
  await (await browser)?.close();
});

/**
 * Visits an example in a real browser. Fails where a page had to complain.
 * @param files by their path, the page at `/`
 */
export const visiting =
  (files: (dataURL: string) => Promise<Record<string, string>>, act: (visit: Visit) => Promise<void>) =>
  async (): Promise<void> => {
    browser ??= launchChromium();
    const chats = await startChatServer();
    const [pages, context] = await Promise.all([
      files(chats.dataURL).then(servePages),
      browser.then((it) => it.newContext()),
    ]);
    context.setDefaultTimeout(8000);
    const troubles: string[] = [];
    context.on('weberror', (trouble) => troubles.push(String(trouble.error())));
    const open = async (): Promise<Page> => {
      const page = await context.newPage();
      await page.goto(pages.url);
      return page;
    };
    try {
      await act({ chats, context, open });
    } finally {
      await context.close();
      await pages.close();
      await chats.close();
    }
    if (troubles.length > 0) throw new Error(`A page complained: ${troubles.join('\n')}`);
  };
