import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Links of a page to files that are not there, as `page:line what is wrong`. */
export const brokenLinks = (page: string, text: string): string[] =>
  text.split('\n').flatMap((line, index) =>
    [...line.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)]
      .map(([, target]) => target ?? '')
      .filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(dirname(page), target)))
      .map((target) => `${page}:${index + 1} links to ${target}, which is not there`),
  );
