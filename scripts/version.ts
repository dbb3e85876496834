import { readFileSync } from 'node:fs';
import { objectOf, textOf } from '../transports/json.js';

/** What package.json says. */
export const version = textOf(objectOf(readFileSync('package.json', 'utf8'))?.version);
