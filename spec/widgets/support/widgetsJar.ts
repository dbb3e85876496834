import type { Page } from 'playwright-core';

/** What Widgets call their cookies. */
export const state = '_genesys.widgets.webchat.state';
export const nexus = `${state}.pureengage-v3-rest`;

/** A value as js-cookie 2 writes it, which the shipped product has inside. */
const written = (value: string): string =>
  encodeURIComponent(value).replace(/%(23|24|26|2B|3A|3C|3E|3D|2F|3F|40|5B|5D|5E|60|7B|7D|7C)/g, decodeURIComponent);

/** Writes cookies as the shipped product does on a page of the shop. */
export const keepAsWidgets = async (
  page: Page,
  cookies: Readonly<Record<string, string>>,
  domain = '.shop.test',
): Promise<void> => {
  const all = Object.entries(cookies).map(([name, value]) => ({ name, value: written(value), domain, path: '/' }));
  await page.context().addCookies(all);
};

/** The cookies that there are, by name, as js-cookie reads them. */
export const cookiesOf = async (page: Page): Promise<Record<string, string>> => {
  const cookies = await page.context().cookies();
  return Object.fromEntries(cookies.map(({ name, value }) => [name, decodeURIComponent(value)]));
};
