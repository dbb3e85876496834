import type { Browser } from 'playwright-core';
import { fairWeather } from '../../../scripts/playground/shared/play.js';
import { launchChromium } from '../../browser/launchChromium.js';
import { startPlayground } from './startPlayground.js';
import { type Visitor, visitor } from './visitor.js';

/** A visit, and what went wrong on its page. */
export interface Visit extends Visitor {
  readonly troubles: readonly string[];
}

type Playground = Awaited<ReturnType<typeof startPlayground>>;

interface Stage {
  readonly browser: Browser;
  readonly playground: Playground;
}

let stage: Promise<Stage> | undefined;

/** One playground and one browser serve all files. */
const setUp = async (): Promise<Stage> => {
  const [browser, playground] = await Promise.all([launchChromium(), startPlayground()]);
  return { browser, playground };
};

const openStage = (): Promise<Stage> => {
  stage ??= setUp();
  return stage;
};

after(async () => {
  if (!stage) return;
  const { browser, playground } = await stage;
  await browser.close();
  await playground[Symbol.asyncDispose]();
});

/** What a browser says by itself when the network is cut, which these visits do. */
const isExpected = (text: string): boolean =>
  /^(Failed to load resource: (net::|.*status of 500)|WebSocket connection to)/.test(text);

export const narrow = { width: 390, height: 844 } as const;
export const wide = { width: 1280, height: 800 } as const;

export const playgroundOnStage = async (): Promise<Playground> => (await openStage()).playground;

/** Visits the playground in a profile of its own, then goes. Fails where the page had to complain. */
export const visiting =
  (act: (visit: Visit) => Promise<void>, viewport: typeof narrow | typeof wide = wide) =>
  async (): Promise<void> => {
    const { browser, playground } = await openStage();
    const context = await browser.newContext({ baseURL: playground.url, viewport, reducedMotion: 'reduce' });
    context.setDefaultTimeout(8000);
    const page = await context.newPage();
    const troubles: string[] = [];
    page.on('pageerror', (error) => troubles.push(String(error)));
    page.on('console', (said) => {
      if (said.type() === 'error' && !isExpected(said.text())) troubles.push(said.text());
    });
    try {
      await page.goto('/');
      // The page is put together once it knows what it serves.
      await page.locator('main.areas').waitFor();
      await act({ ...visitor(page), troubles });
    } finally {
      await context.close();
      await playground.play.set(fairWeather);
    }
    if (troubles.length > 0) throw new Error(`The page complained: ${troubles.join('\n')}`);
  };
