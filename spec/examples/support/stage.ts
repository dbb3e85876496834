import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../../browser/launchChromium.js';
import { type ChatServer, startChatServer } from '../../chatServer/chatServer.js';
import type { Desk } from '../../chatServer/desk.js';
import { type AngularVersion, bundleExample } from '../angular/bundleExample.js';
import { type ServedExample, serveExample } from '../angular/serveExample.js';
import { rendered } from './rendered.js';

/** A customer at the example's page, and an agent. */
export interface Visit {
  readonly page: Page;
  readonly desk: Desk;
  /** Starts a chat by the keyboard. */
  start(): Promise<void>;
  /** The same, and an agent joins; resolves with whom and what the desk needs to go on. */
  meet(): Promise<{ readonly chatId: string; readonly ann: number }>;
  /** What the page has written to its console. */
  readonly said: readonly string[];
  /** What the page tells of itself, see watchedMain. */
  watched<T>(ask: string): Promise<T>;
}

const main = fileURLToPath(new URL('./watchedMain.ts', import.meta.url));

const serve = async (version: AngularVersion, chats: ChatServer): Promise<ServedExample> => {
  const files = await bundleExample(version, chats.dataURL, main);
  const page = String(files.get('/')?.body);
  const { html } = await rendered(version, page);
  return serveExample(new Map([...files, ['/rendered', { type: 'text/html', body: html }]]));
};

const visitOf = (page: Page, { desk }: ChatServer, said: readonly string[]): Visit => {
  const start = async () => {
    await page.getByLabel('Your name').fill('Jo');
    await page.keyboard.press('Enter');
    await page.getByLabel('Message').waitFor();
  };
  return {
    page,
    desk,
    said,
    start,
    async meet() {
      await start();
      const chatId = (await desk.sessions()).at(-1)?.chatId ?? '';
      return { chatId, ann: await desk.join(chatId, { name: 'Ann', role: 'Agent' }) };
    },
    watched: (ask) => page.evaluate(`watched.${ask}`),
  };
};

/** The example on one version of Angular, for the tests of a `describe`. */
export const stage = (version: AngularVersion) => {
  let browser: Browser;
  let chats: ChatServer;
  let example: ServedExample;
  const running: { close(): Promise<void> }[] = [];

  before(async () => {
    browser = await launchChromium();
    running.push(browser);
    chats = await startChatServer();
    running.push(chats);
    example = await serve(version, chats);
    running.push(example);
  });
  after(() => Promise.all(running.map((each) => each.close())));

  const open = async (context: BrowserContext, said: string[], troubles: string[]): Promise<Page> => {
    context.setDefaultTimeout(8000);
    const page = await context.newPage();
    page.on('pageerror', (error) => troubles.push(String(error)));
    page.on('console', (message) => {
      const isTrouble = message.type() === 'error' || message.type() === 'warning';
      (isTrouble ? troubles : said).push(message.text());
    });
    return page;
  };

  /** Visits the example in a profile of its own. Fails where the page had to complain. */
  return (act: (visit: Visit) => Promise<void>, path = '/', width = 1280) =>
    async (): Promise<void> => {
      const said: string[] = [];
      const troubles: string[] = [];
      const context = await browser.newContext({ viewport: { width, height: 844 } });
      try {
        const page = await open(context, said, troubles);
        await page.goto(new URL(path, example.url).href);
        await act(visitOf(page, chats, said));
      } finally {
        await context.close();
      }
      if (troubles.length > 0) throw new Error(`The page complained: ${troubles.join('\n')}`);
    };
};
