import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../spec/browser/launchChromium.js';
import { startPlayground } from '../../spec/playground/support/startPlayground.js';
import { type Visitor, visitor } from '../../spec/playground/support/visitor.js';
import { scenes } from './scenes.js';

const sizes = { wide: { width: 1280, height: 800 }, narrow: { width: 390, height: 844 } } as const;

interface Look {
  readonly size: keyof typeof sizes;
  readonly colours: 'light' | 'dark';
}

/** Keeps what is seen, and complains of what a person would trip over. */
const camera =
  ({ page, tooWide }: Visitor, folder: string, name: string) =>
  async (scene: string) => {
    await page.screenshot({ path: join(folder, `${name}-${scene}.png`), animations: 'disabled' });
    const over = await tooWide();
    if (over > 0) console.error(`${name} ${scene}: ${over} px too wide`);
  };

/** What is looked at, and where it is kept. */
interface Album {
  readonly folder: string;
  /** All, if there are none. */
  readonly only: readonly string[];
}

const look = async (browser: Browser, url: string, { size, colours }: Look, { folder, only }: Album): Promise<void> => {
  for (const [name, scene] of Object.entries(scenes)) {
    if (only.length > 0 && !only.includes(name)) continue;
    const context = await browser.newContext({
      viewport: sizes[size],
      colorScheme: colours,
      reducedMotion: 'reduce',
      baseURL: url,
    });
    const page = await context.newPage();
    page.on('pageerror', (error) => console.error(`${size} ${colours} ${name}: ${error}`));
    page.on('console', (message) => {
      if (/security policy|TrustedScript/i.test(message.text())) console.error(message.text());
    });
    const who = visitor(page);
    await page.goto('/');
    try {
      await scene(who, camera(who, folder, `${size}-${colours}-${name}`));
    } catch (error) {
      console.error(`${size} ${colours} ${name}: ${error}`);
      await camera(who, folder, `${size}-${colours}-${name}`)('stuck');
    }
    await context.close();
  }
};

/** Looks at the playground as a person would, and keeps what it saw: `tsx scripts/playground/screenshots.ts FOLDER [SCENE …]`. */
const main = async (folder = 'screenshots', ...only: readonly string[]): Promise<void> => {
  await mkdir(folder, { recursive: true });
  await using playground = await startPlayground();
  const browser = await launchChromium();
  try {
    for (const size of ['wide', 'narrow'] as const) {
      for (const colours of ['light', 'dark'] as const) {
        await look(browser, playground.url, { size, colours }, { folder, only });
        await playground.play.set({ scripted: true, cut: false });
      }
    }
  } finally {
    await browser.close();
  }
};

await main(...process.argv.slice(2));
