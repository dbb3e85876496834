import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { filesBelow } from '../../spec/support/filesBelow.js';
import { brokenSiteLinks } from './brokenSiteLinks.js';
import { finishPage, sourceAddress } from './finishPage.js';
import { renderSite } from './renderSite.js';
import { sourcePage } from './sourcePage.js';

const isSource = (file: string): boolean => /\.(ts|json|css|html|md)$/.test(file);

const write = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

/** What was built, and what is wrong with it. */
export interface Built {
  readonly pages: number;
  readonly problems: readonly string[];
}

/** Builds the site into a folder of its own, which is emptied before. */
export const buildSite = async (folder: string): Promise<Built> => {
  rmSync(folder, { recursive: true, force: true });
  const { media } = await renderSite(folder);
  const fileOf = (name: string): string => relative('.', media.get(decodeURI(name)) ?? '');
  const sources = new Set<string>();
  for (const path of filesBelow(folder, '.html')) {
    const finished = finishPage(relative(folder, path), readFileSync(path, 'utf8'), {
      inMedia: (name) => (isSource(name) ? fileOf(name) : undefined),
      wanted: (file) => sources.add(file),
    });
    writeFileSync(path, finished);
  }
  for (const file of sources) write(join(folder, sourceAddress(file)), sourcePage(file, readFileSync(file, 'utf8')));
  for (const name of media.keys()) if (isSource(name)) rmSync(join(folder, 'media', name), { force: true });

  const files = filesBelow(folder, '').map((path) => relative(folder, path));
  const pages = files.filter((path) => path.endsWith('.html'));
  const texts = new Map(pages.map((page) => [page, readFileSync(join(folder, page), 'utf8')] as const));
  return { pages: pages.length, problems: brokenSiteLinks(texts, new Set(files)) };
};
