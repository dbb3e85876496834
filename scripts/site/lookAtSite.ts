import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../../spec/browser/launchChromium.js';
import { filesBelow } from '../../spec/support/filesBelow.js';

const sizes = { wide: { width: 1280, height: 900 }, narrow: { width: 390, height: 844 } } as const;
const colours = ['light', 'dark'] as const;

/** One page of each kind. */
const kinds = {
  front: 'index.html',
  guide: 'guides/retry.html',
  marbles: 'guides/operators.html',
  playground: 'guides/playground.html',
  migration: 'papers/migration.html',
  reference: 'papers/reference.html',
  type: 'interfaces/webchat-streams.WebChatService.html',
  module: 'modules/webchat-streams.html',
  source: 'sources/lib/createWebChatService.ts.html',
} as const;

const tooWide = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Every page on a small screen: none may be wider than that. */
const visitAll = async (browser: Browser, site: string): Promise<string[]> => {
  const problems: string[] = [];
  const page = await browser.newPage({ viewport: sizes.narrow });
  for (const path of filesBelow(site, '.html')) {
    await page.goto(pathToFileURL(resolve(path)).href);
    await page.locator('h1').first().waitFor();
    const over = await tooWide(page);
    if (over > 0) problems.push(`${path}: ${over} px too wide at ${sizes.narrow.width} px`);
  }
  await page.close();
  return problems;
};

/** The menu of a small screen is there for the keyboard too. */
const openMenu = async (browser: Browser, site: string): Promise<string[]> => {
  const page = await browser.newPage({ viewport: sizes.narrow });
  await page.goto(pathToFileURL(join(resolve(site), kinds.front)).href);
  await page.getByRole('button', { name: 'Menu' }).press('Enter');
  const problems = await page
    .locator('.site-menu')
    .waitFor({ timeout: 2000 })
    .then(
      () => [],
      () => ['the menu of a small screen cannot be opened by the keyboard'],
    );
  await page.close();
  return problems;
};

const look = async (browser: Browser, site: string, folder: string, name: keyof typeof sizes) => {
  const problems: string[] = [];
  for (const colorScheme of colours) {
    const context = await browser.newContext({ viewport: sizes[name], colorScheme });
    const page = await context.newPage();
    const note = (what: string) => problems.push(`${name} ${colorScheme} ${page.url()}: ${what}`);
    page.on('pageerror', (error) => note(String(error)));
    page.on('request', (request) => {
      if (!/^(file|data|blob):/.test(request.url())) note(`asks for ${request.url()}`);
    });
    for (const [kind, address] of Object.entries(kinds)) {
      await page.goto(pathToFileURL(join(resolve(site), address)).href);
      await page.locator('h1').first().waitFor();
      await page.screenshot({ path: join(folder, `${name}-${colorScheme}-${kind}.png`) });
      const over = await tooWide(page);
      if (over > 0) note(`${over} px too wide`);
    }
    await context.close();
  }
  return problems;
};

/** Opens the site from the disk as a reader would, keeps what it looks like, and tells what is wrong. */
export const lookAtSite = async (site: string, folder: string): Promise<string[]> => {
  mkdirSync(folder, { recursive: true });
  const browser = await launchChromium();
  try {
    return [
      ...(await look(browser, site, folder, 'wide')),
      ...(await look(browser, site, folder, 'narrow')),
      ...(await openMenu(browser, site)),
      ...(await visitAll(browser, site)),
    ];
  } finally {
    await browser.close();
  }
};
