import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { objectOf, textOf } from '../transports/json.js';

/** What a folder's package.json says. */
export const versionIn = (folder: string): string =>
  textOf(objectOf(readFileSync(join(folder, 'package.json'), 'utf8'))?.version);

export const version = versionIn('.');
