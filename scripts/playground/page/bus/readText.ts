import { Mistyped } from './mistyped.js';
import { peek, type Source, take } from './source.js';

/** What closes a text. A phone writes the curved ones by itself. */
const closers: Readonly<Record<string, string>> = {
  "'": "'",
  '"': '"',
  '`': '`',
  '‘': '’',
  '’': '’',
  '“': '”',
  '”': '”',
};

export const isQuote = (character: string): boolean => character !== '' && Object.hasOwn(closers, character);

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', 0: '\0' };

const unescaped = (text: string): string =>
  text.replace(/\\(?:u\{0*([\da-f]{1,6})\}|u([\da-f]{4})|x([\da-f]{2})|(.))/gisu, (all, braced, four, two, one) => {
    if (one !== undefined) return escapes[one] ?? one;
    const point = Number.parseInt(braced ?? four ?? two, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : all;
  });

/** Reads a text in quotes. */
export const readText = (source: Source): string => {
  const quote = peek(source);
  const begin = source.at;
  const closer = closers[quote] ?? quote;
  const found = take(source, new RegExp(`.((?:[^${closer}\\\\]|\\\\.)*)${closer}`, 'su'));
  if (!found) {
    source.at = source.text.length;
    throw new Mistyped(
      `The text that begins at character ${begin + 1} does not end: close it with ${closer}.`,
      source.at,
    );
  }
  const [, text = ''] = found;
  if (quote === '`' && /\$\{/.test(text)) {
    throw new Mistyped('Nothing is worked out here, so $ and { cannot stand side by side in backticks.', begin);
  }
  return unescaped(text);
};
