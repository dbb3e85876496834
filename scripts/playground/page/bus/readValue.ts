import { Mistyped } from './mistyped.js';
import { isQuote, readText } from './readText.js';
import { peek, rest, type Source, take } from './source.js';

/** What a word stands for, where it stands for something that cannot be written. */
export type Names = ReadonlyMap<string, unknown>;

const words: Names = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['undefined', undefined],
]);

const deepest = 64;

/** A regular expression; a slash in brackets does not end it. */
const readPattern = (source: Source): RegExp => {
  const begin = source.at;
  const [, body = '', flags = ''] = take(source, /\/((?:[^/\\[]|\\.|\[(?:[^\]\\]|\\.)*\])+)\/(\w*)/u) ?? [];
  if (body === '') throw new Mistyped('A pattern is written between two slashes, as in /code/i.', begin);
  try {
    return new RegExp(body, flags);
  } catch (error) {
    throw new Mistyped(error instanceof Error ? `${error.message}.` : 'That is no regular expression.', begin);
  }
};

const readWord = (source: Source, names: Names): unknown => {
  const begin = source.at;
  const [word = ''] = take(source, /[\p{L}_$][\p{L}\w$]*/u) ?? [];
  for (const known of [words, names]) if (known.has(word)) return known.get(word);
  if (word === 'function' || word === 'async' || peek(source) === '=' || peek(source) === '(') {
    const these = [...names.keys()].join(', ');
    throw new Mistyped(`Functions and calls cannot be typed here. These names stand for something: ${these}.`, begin);
  }
  throw new Mistyped(`${word} is no value. A text stands in quotes: '${word}'.`, begin);
};

const readList = (source: Source, names: Names, depth: number): unknown[] => {
  const list: unknown[] = [];
  take(source, /\[/u);
  while (peek(source) !== ']') {
    list.push(readValue(source, names, depth + 1));
    if (peek(source) !== ']' && !take(source, /,/u)) throw missing(source, ', or ]', 'behind a value in a list');
  }
  take(source, /\]/u);
  return list;
};

const missing = (source: Source, what: string, where: string): Mistyped => {
  const found = peek(source) === '' ? 'the line ends' : `there is ${rest(source)}`;
  return new Mistyped(`Here ${found}, but ${what} has to stand ${where}.`, source.at);
};

const readKey = (source: Source): string => {
  if (isQuote(peek(source))) return readText(source);
  const [key] = take(source, /[\p{L}\w$]+/u) ?? [];
  if (key === undefined) throw missing(source, 'a name or }', "in an object, as in {message: 'Hello'}");
  return key;
};

const readObject = (source: Source, names: Names, depth: number): object => {
  const fields: [string, unknown][] = [];
  take(source, /\{/u);
  while (peek(source) !== '}') {
    const key = readKey(source);
    peek(source);
    if (!take(source, /:/u)) throw missing(source, ':', `behind ${key}, as in {${key}: 'Hello'}`);
    fields.push([key, readValue(source, names, depth + 1)]);
    if (peek(source) !== '}' && !take(source, /,/u)) throw missing(source, ', or }', `behind the value of ${key}`);
  }
  take(source, /\}/u);
  return Object.fromEntries(fields);
};

/** Reads one value as JavaScript writes it: texts, numbers, lists, objects, patterns, and names. Nothing is evaluated. */
export const readValue = (source: Source, names: Names, depth = 0): unknown => {
  const next = peek(source);
  if (depth > deepest) throw new Mistyped('That is nested too deep.', source.at);
  if (next === '{') return readObject(source, names, depth);
  if (next === '[') return readList(source, names, depth);
  if (next === '/') return readPattern(source);
  if (isQuote(next)) return readText(source);
  const [number] = take(source, /[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?(?![\p{L}\w$.])/iu) ?? [];
  if (number !== undefined) return Number(number);
  if (/[\p{L}_$]/u.test(next)) return readWord(source, names);
  throw missing(source, 'a value', 'there: a text in quotes, a number, true, false, [ … ], { … } or /…/');
};
