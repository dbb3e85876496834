import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../../spec/browser/launchChromium.js';

const sizes = { wide: { width: 1280, height: 800 }, narrow: { width: 390, height: 844 } } as const;

type Size = keyof typeof sizes;

const startPlayground = (): Promise<{ readonly url: string; readonly process: ChildProcess }> => {
  const start = fileURLToPath(new URL('./start.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', start, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let told = '';
  return new Promise((started, failed) => {
    child.stdout.on('data', (part) => {
      told += String(part);
      const [url] = /http:\/\/localhost:\d+\//.exec(told) ?? [];
      if (url && told.includes('Now open')) started({ url, process: child });
    });
    child.once('exit', () => failed(new Error(`The playground did not start: ${told}`)));
  });
};

/** Presses a weather switch, which is behind a button where there is little room. */
const weather = async (page: Page, name: string): Promise<void> => {
  const opener = page.getByRole('button', { name: 'Weather' });
  const narrow = await opener.isVisible();
  if (narrow) await opener.click();
  await page.getByRole('button', { name, exact: true }).click();
  if (narrow) await opener.click();
};

const say = async (page: Page, text: string): Promise<void> => {
  await page.getByLabel('Message to the agent').fill(text);
  await page.keyboard.press('Enter');
};

const area = async (page: Page, name: string): Promise<void> => {
  const tab = page.getByRole('tab', { name });
  if (await tab.isVisible()) await tab.click();
};

const chatLog = (page: Page) => page.getByRole('log', { name: 'Conversation', exact: true });

const visit = async (browser: Browser, url: string, size: Size, colorScheme: 'light' | 'dark', folder: string) => {
  const context = await browser.newContext({ viewport: sizes[size], colorScheme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(`${size} ${colorScheme}: ${error}`));
  page.on('console', (message) => {
    if (/security policy|TrustedScript/i.test(message.text())) console.error(message.text());
  });
  const shot = async (name: string): Promise<void> => {
    await page.screenshot({ path: join(folder, `${size}-${colorScheme}-${name}.png`) });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) console.error(`${size} ${colorScheme} ${name}: ${over} px too wide`);
  };
  await page.goto(url);
  await page.getByRole('button', { name: 'Start the chat' }).waitFor();
  await shot('1-start');
  await page.getByLabel('Subject').fill('My order');
  await page.keyboard.press('Enter');
  await chatLog(page).getByText('How can I help you?').waitFor();
  await say(page, 'Hello, could I have a link? The one at https://example.com/orders/2026 does not work.');
  await chatLog(page).getByText('Suggests a page').waitFor();
  await say(page, 'And the file with the delivery times, please');
  await chatLog(page)
    .getByRole('button', { name: /^Download/ })
    .waitFor();
  await page.getByLabel('Send hidden').check();
  await page.getByLabel('Hidden message', { exact: true }).fill('My code is 4711');
  await page.keyboard.press('Enter');
  await page.getByText('Hidden message sent').waitFor();
  await shot('2-chat');
  await area(page, 'Agent');
  if (size === 'narrow') await shot('2-chat-agent');
  await area(page, 'Events');
  if (size === 'narrow') await shot('2-chat-events');
  await area(page, 'Customer');
  await weather(page, 'Cut the network');
  await page.getByText('No network').waitFor();
  await say(page, 'Are you still there?');
  await page.getByText('Not sent.').waitFor();
  await shot('3-offline');
  await weather(page, 'Cut the network');
  await page.getByText(/^back after/).waitFor();
  await shot('4-recovered');
  await page.reload();
  await page.getByText('Restored after the reload').waitFor();
  await say(page, 'Here I am again');
  await chatLog(page).getByText('From here on, live').waitFor();
  await shot('5-restored');
  await page
    .getByRole('radio', { name: 'Me' })
    .check({ force: true })
    .catch(() => undefined);
  await area(page, 'Agent');
  await page.locator('.segments').getByText('Me').click();
  await page.getByLabel('Message to the customer').fill('Let me see');
  await shot('6-agent');
  await page.locator('.segments').getByText('Script').click();
  await area(page, 'Customer');
  await page.getByRole('button', { name: 'End chat' }).click();
  await page.getByText('The chat has ended.').waitFor();
  await shot('7-ended');
  await context.close();
};

/** Looks at the playground as a person would, and keeps what it saw: `tsx scripts/playground/screenshots.ts FOLDER`. */
const main = async (folder = 'screenshots'): Promise<void> => {
  await mkdir(folder, { recursive: true });
  const playground = await startPlayground();
  const browser = await launchChromium();
  try {
    for (const size of ['wide', 'narrow'] as const) {
      for (const colours of ['light', 'dark'] as const) await visit(browser, playground.url, size, colours, folder);
    }
  } finally {
    await browser.close();
    playground.process.kill();
  }
};

await main(process.argv[2]);
