import { isObject } from './json.js';

/**
 * Tells errors of a name, also those of another copy of this library: a page may hold two, and what turns modules into
 * CommonJS makes a second of what is imported on demand.
 */
export const named =
  (name: string) =>
  (value: unknown): boolean =>
    isObject(value) && value.name === name;
