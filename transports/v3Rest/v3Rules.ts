import type { OptionRule } from '../checkOptions.js';
import { isObject, isSerializable } from '../json.js';
import { address, isPrintable, milliseconds, redirects } from '../optionRules.js';
import type { V3RestOptions } from './v3RestOptions.js';

const isHeader = ([name, value]: readonly [string, unknown]): boolean =>
  /^[\w!#$%&'*+.^`|~-]+$/.test(name) && isPrintable(value);

/** What the options have to be. */
export const v3Rules = {
  dataURL: address,
  headers: [
    // A Headers or a Map shows none of its entries.
    (value) => isObject(value) && typeof value.get !== 'function' && Object.entries(value).every(isHeader),
    'an object of header names with strings or numbers of printable characters',
  ],
  endpoint: 'string',
  clientType: 'string',
  stream: 'string',
  interactionData: [(value) => isObject(value) && isSerializable(value), 'an object that JSON can carry'],
  ajaxTimeout: milliseconds,
  fileUploadTimeout: milliseconds,
  pollTimeout: [100, 2 ** 31 - 1],
  pollIntervalMultiplier: [1, 100],
  redirects,
} satisfies Record<keyof V3RestOptions, OptionRule>;
