import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Context } from 'mocha';
import type { Browser, Page } from 'playwright-core';
import { type GlobalFile, globalBuild } from '../../../scripts/globalBuild.js';
import { listen } from '../../../scripts/playground/listen.js';
import { launchChromium } from '../../browser/launchChromium.js';
import { type ChatServer, startChatServer } from '../../chatServer/chatServer.js';

/** A page of the shop, as its authors wrote it. */
export interface ShopPage {
  /** What comes before our script, as a rule the configuration. */
  readonly before?: string;
  /** @default the script tag of webchat-streams.global.js */
  readonly script?: string;
  /** What comes behind it. */
  readonly after?: string;
  /** @default 'www.shop.test' */
  readonly host?: string;
  /**
   * The test moves its clock, which otherwise goes as clocks do. To install `page.clock` later is a fault: its `clearTimeout` and
   * `clearInterval` do not stop timers that the page has set before.
   * @default false
   */
  readonly clock?: boolean;
}

/** A browser that a person goes to the shop with. */
export interface Visitor<Chats extends ChatServer = ChatServer> {
  readonly chats: Chats;
  /** Opens a page, in a tab of its own unless one is given. */
  open(page: ShopPage, tab?: Page): Promise<Page>;
  /** What went wrong on the pages so far and was not expected. */
  readonly troubles: string[];
  /** The files that pages have asked for so far, without those of the chat server. */
  fetched(): readonly string[];
}

export const scriptTag = '<script src="/webchat-streams.global.js"></script>';

const typeOf = (path: string): string => (path.endsWith('.js') ? 'text/javascript' : 'text/html');

const htmlOf = ({ before = '', script = scriptTag, after = '' }: ShopPage): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title><link rel="icon" href="data:,">` +
  `<script>window.told = [];</script>${before}${script}</head><body>${after}</body></html>`;

/** Serves the script's files, and each page that is put up. */
const openShop = async (files: readonly GlobalFile[]) => {
  const texts = new Map(files.map(({ name, text }) => [`/${name}`, text]));
  const fetched: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const text = texts.get(path);
    fetched.push(path);
    response.writeHead(text === undefined ? 404 : 200, { 'content-type': `${typeOf(path)}; charset=utf-8` });
    response.end(text);
  });
  const port = await listen(server, 0);
  let pages = 0;
  return {
    fetched,
    put(page: ShopPage): string {
      pages += 1;
      texts.set(`/page-${pages}`, htmlOf(page));
      return `http://${page.host ?? 'www.shop.test'}:${port}/page-${pages}`;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};

interface Street {
  readonly browser: Browser;
  readonly shop: Awaited<ReturnType<typeof openShop>>;
}

let street: Promise<Street> | undefined;

const setUp = async (): Promise<Street> => {
  const [browser, shop] = await Promise.all([
    launchChromium('--host-resolver-rules=MAP *.test 127.0.0.1,MAP *.co.uk 127.0.0.1'),
    globalBuild('0.0.0').then(openShop),
  ]);
  return { browser, shop };
};

const reach = (): Promise<Street> => {
  street ??= setUp();
  return street;
};

// One browser and one shop serve all files. The first test must not spend its own time on them.
before(async function () {
  this.timeout(60_000);
  await reach();
});

after(async () => {
  if (!street) return;
  const { browser, shop } = await street;
  await browser.close();
  await shop.close();
});

/** `visiting`, where the chat server is another one. */
export const visitingAt =
  <Chats extends ChatServer>(start: () => Promise<Chats>) =>
  (act: (visitor: Visitor<Chats>) => Promise<void>) =>
    async function (this: Context): Promise<void> {
      this.timeout(20_000);
      const { browser, shop } = await reach();
      const chats = await start();
      const context = await browser.newContext();
      context.setDefaultTimeout(8000);
      const troubles: string[] = [];
      const from = shop.fetched.length;
      const open = async (shown: ShopPage, tab?: Page): Promise<Page> => {
        const page = tab ?? (await context.newPage());
        if (!tab) page.on('pageerror', (error) => troubles.push(String(error)));
        if (shown.clock) await page.clock.install();
        await page.goto(shop.put(shown));
        return page;
      };
      try {
        await act({
          chats,
          open,
          troubles,
          fetched: () => shop.fetched.slice(from),
        });
      } finally {
        await context.close();
        await chats.close();
      }
      if (troubles.length > 0) throw new Error(`A page complained: ${troubles.join('\n')}`);
    };

/** Goes to the shop with a profile and a chat server of its own. Fails where a page had to complain. */
export const visiting = visitingAt(() => startChatServer());

/** A script in a page. */
export const scriptOf = (text: string): string => `<script>${text}</script>`;

/** The configuration, as pages write it; what JSON cannot say is given as a text of the whole section. */
export const configured = (webchat: object | string, more: object = {}): string =>
  scriptOf(
    `window._genesys = { widgets: ${JSON.stringify(more)} };` +
      `window._genesys.widgets.webchat = ${typeof webchat === 'string' ? webchat : JSON.stringify(webchat)};`,
  );

/** What the page has told so far, by `told.push(…)`, once there is as much as asked for. */
export const toldBy = async (page: Page, count = 1): Promise<unknown[]> => {
  // A page that has just been gone to may not have run its first script.
  await page.waitForFunction((many) => Reflect.get(window, 'told')?.length >= many, count);
  return page.evaluate(() => Reflect.get(window, 'told'));
};
