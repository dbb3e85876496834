import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { launchChromium } from '../../spec/browser/launchChromium.js';
import type { Rounds } from './busPublishPage.js';
import type { Bench, Figure } from './figure.js';
import { median } from './median.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

const pageScript = async (): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [`${root}scripts/bench/busPublishPage.ts`],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    logLevel: 'warning',
  });
  const [file] = outputFiles;
  if (!file) throw new Error('esbuild wrote nothing for the page.');
  return file.text;
};

const inPage = async (): Promise<readonly Rounds[]> => {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(error));
    await page.addScriptTag({ content: await pageScript() });
    return await page.evaluate('measureBusPublish()');
  } finally {
    await browser.close();
  }
};

const goals = { 'not read': 50, read: 4 } as const;

const us = (figures: readonly number[]): string => `${median(figures).toFixed(2)} µs`;

const figureOf = ({ subscribers, events, reading, ours, theirs }: Rounds): Figure => ({
  name: `P6 ${subscribers} subscribers, data ${reading}, ${events} event${events === 1 ? '' : 's'} at once`,
  ...(events > 1 && { goal: goals[reading] }),
  ratios: ours.map((each, round) => (theirs[round] ?? Number.NaN) / each),
  parts: `an event costs ${us(ours)} here, ${us(theirs)} there`,
});

/** P6: what it costs to publish on our bus, against one with a timer for each subscriber. */
export const busPublish: Bench = {
  name: 'bus publish, Chromium, against a timer per subscriber that shares one payload',
  how: `Wall time from the publish until the last subscriber was called, on an idle page, both buses by turns in each round,
each for 100 ms at least: whatever else the machine does hits both alike. A burst is published in one task that no timer
began: no timer is nested, and the clamp of 4 ms flatters nobody. Bursts are of 10,000 deliveries, so that the time is
work and not waiting. "1 event at once" is for information: it waits for the timer of each event, and for the task that
each begins in.`,
  measure: async () => (await inPage()).map(figureOf),
};
