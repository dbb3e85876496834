import { readFileSync } from 'node:fs';
import { extname } from 'node:path';

/** Puts a file where a page says `<!-- code: FILE -->`: what is shown is what the specs run. */
export const withCode = (text: string, read = (file: string): string => readFileSync(file, 'utf8')): string =>
  text.replace(/^<!-- code: (\S+) -->$/gm, (_, file: string) =>
    ['```', extname(file).slice(1), '\n', read(file).trimEnd(), '\n```'].join(''),
  );
