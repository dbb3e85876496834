import { expect } from 'chai';
import type { Page } from 'playwright-core';

const areThere = ([selector, lines]: readonly [string, readonly string[]]): boolean => {
  const shown = [...document.querySelectorAll(selector)].map(({ textContent }) => textContent);
  return JSON.stringify(shown) === JSON.stringify(lines);
};

/** Waits until what a person reads at a selector is this, no more and no less. */
export const readsOn = async (page: Page, selector: string, ...lines: readonly string[]): Promise<void> => {
  // What is there instead is told below.
  await page.waitForFunction(areThere, [selector, lines] as const).catch(() => undefined);
  expect(await page.locator(selector).allTextContents()).to.deep.equal(lines);
};
