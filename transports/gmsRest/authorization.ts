import { isObject } from '../json.js';
import { isPrintable } from '../optionRules.js';

/** What the option `header` may be, whether it is sent or not. */
export const authorization = [
  (value: unknown) =>
    isObject(value) && typeof value.Authorization !== 'number' && isPrintable(value.Authorization ?? ''),
  'an object with Authorization of printable characters',
] as const;
