import type { Page } from 'playwright-core';
import { transportNamed } from '../reference/abilities.js';
import { writeProofs } from '../support/proofFile.js';
import { startStoryServer } from '../support/storyServer.js';
import { bundleStories, bundleVisit, bundleWorker } from './bundle.js';
import { launchChromium } from './launchChromium.js';
import { pageOf, servePages } from './pageServer.js';
import { type Report, report } from './report.js';
import { sourceStack } from './sourceStack.js';
import type { Told } from './told.js';

const silence = 60_000;

/** What a browser says by itself of each request that fails: stories let many fail. */
const isExpected = (text: string): boolean =>
  /^(Failed to load resource|Access to fetch|Access to XMLHttp|WebSocket connection to)/.test(text);

/** Runs the stories of a page, and resolves when they are over, or when nothing can come any more. */
const runStories = (page: Page, url: string, { hear, trouble }: Report): Promise<void> =>
  new Promise((resolve) => {
    let over = false;
    let quiet = setTimeout(() => {});
    const finish = (): void => {
      over = true;
      clearTimeout(quiet);
      resolve();
    };
    const giveUp = (sentence: string): void => {
      if (over) return;
      trouble(sentence);
      finish();
    };
    const stirred = (): void => {
      clearTimeout(quiet);
      if (!over) quiet = setTimeout(() => giveUp(`Nothing happened for ${silence / 1000} s.`), silence);
    };
    const tellRunner = (told: Told): void => {
      stirred();
      hear(told);
      if (told.kind === 'end') finish();
    };
    page.on('crash', () => giveUp('The page crashed.'));
    page.on('close', () => giveUp('The browser is gone.'));
    page.on('pageerror', (error) => trouble(`Uncaught in the page: ${error.stack ?? error.message}`));
    page.on('console', (said) => {
      if (!isExpected(said.text())) console.log(`      ${said.type()}: ${said.text()}`);
    });
    stirred();
    page
      .exposeFunction('tellRunner', tellRunner)
      .then(() => page.goto(url))
      .catch((error: unknown) => giveUp(`The page did not open: ${error}`));
  });

const [only] = process.argv.slice(2);
const leg = process.env.PROOFS_LEG;
const transport = transportNamed(process.env.STORIES_TRANSPORT);
const [stories, visit, worker] = await Promise.all([bundleStories(transport), bundleVisit(), bundleWorker()]);
const heard = report(console.log, sourceStack({ '/stories.js': stories, '/visit.js': visit }));

const chatServer = await startStoryServer(transport, true);
const pages = await servePages({
  '/': pageOf('/stories.js'),
  '/stories.js': stories,
  '/visit.html': pageOf('/visit.js'),
  '/visit.js': visit,
  '/worker.js': worker,
});
try {
  const { controlURL } = chatServer;
  const urls = JSON.stringify(chatServer.urls);
  const query = new URLSearchParams({ transport, urls, controlURL, ...(only === undefined ? {} : { grep: only }) });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    let sockets = 0;
    page.on('websocket', () => {
      sockets += 1;
    });
    await runStories(page, `${pages.url}/?${query}`, heard);
    if (transport === 'gmsCometd' && sockets === 0) heard.trouble('No WebSocket was opened.');
  } finally {
    await browser.close();
  }
} finally {
  await Promise.all([pages.close(), chatServer.close()]);
}
if (heard.passed + heard.failed === 0) heard.trouble('No story ran.');
heard.close();
const { passed, failed, proofs } = heard;
// A part of the stories proves a part: only a whole leg is kept.
if (only === undefined && leg !== undefined) writeProofs({ leg, passed, failed, proofs });
process.exitCode = failed === 0 ? 0 : 1;
