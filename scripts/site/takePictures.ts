import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { launchChromium } from '../../spec/browser/launchChromium.js';
import { startPlayground } from '../../spec/playground/support/startPlayground.js';
import { type Visitor, visitor } from '../../spec/playground/support/visitor.js';

type Shot = (name: string) => Promise<void>;

const wide = { viewport: { width: 1120, height: 760 } } as const;
const narrow = { viewport: { width: 390, height: 780 } } as const;

const chat = async ({ start, say, conversation }: Visitor): Promise<void> => {
  await start();
  await say('Hello, could I have a link?');
  await conversation.getByText('Suggests a page').waitFor();
};

const restored = async ({ page, say, conversation }: Visitor, shot: Shot): Promise<void> => {
  await page.reload();
  await page.getByText('Restored after the reload').waitFor();
  await say('Here I am again');
  await conversation.getByText('From here on, live').waitFor();
  await shot('restored');
};

const offline = async ({ page, say, weather }: Visitor, shot: Shot): Promise<void> => {
  await weather('Cut the network');
  await page.getByText('No network').waitFor();
  await say('Are you still there?');
  await page.getByText('Not sent.').waitFor();
  await shot('offline');
};

const bus = async ({ show, command, busRows }: Visitor, shot: Shot): Promise<void> => {
  await show('Bus');
  await command("WebChatService.startChat {nickname: 'Ada'}");
  await busRows('messageReceived').filter({ hasText: 'How can I help you?' }).waitFor();
  await command("WebChatService.sendMessage {message: 'Hello from the bus'}");
  await busRows('sendMessage').filter({ hasText: '✓' }).waitFor();
  await shot('bus');
};

/** One visit, with an empty profile and a chat of its own. */
const visit = async (
  browser: Browser,
  options: BrowserContextOptions,
  folder: string,
  act: (who: Visitor, shot: Shot) => Promise<void>,
): Promise<void> => {
  await using playground = await startPlayground();
  const context = await browser.newContext({ ...options, reducedMotion: 'reduce', baseURL: playground.url });
  const page = await context.newPage();
  await page.goto('/');
  await act(visitor(page), async (name) => {
    await page.screenshot({ path: join(folder, `${name}.png`) });
  });
  await context.close();
};

/** Takes the pictures of the playground that the site shows. */
export const takePictures = async (folder: string): Promise<void> => {
  const browser = await launchChromium();
  try {
    await visit(browser, { ...wide, colorScheme: 'light' }, folder, async (who, shot) => {
      await chat(who);
      await shot('chat');
      await restored(who, shot);
    });
    await visit(browser, { ...wide, colorScheme: 'dark' }, folder, async (who, shot) => {
      await chat(who);
      await offline(who, shot);
    });
    await visit(browser, { ...wide, colorScheme: 'light' }, folder, bus);
    await visit(browser, { ...narrow, colorScheme: 'light' }, folder, async (who, shot) => {
      await chat(who);
      await shot('narrow');
    });
  } finally {
    await browser.close();
  }
};
