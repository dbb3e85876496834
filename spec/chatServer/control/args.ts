import type { JsonRecord } from '../conversation/transcriptEvent.js';

/** Takes an argument that came over HTTP, or throws a sentence that names it. */
export type Take<Value> = (value: unknown, name: string) => Value;

const wanted = (name: string, what: string): TypeError => new TypeError(`${name} must be ${what}.`);

export const text: Take<string> = (value, name) => {
  if (typeof value === 'string') return value;
  throw wanted(name, 'a string');
};

export const number: Take<number> = (value, name) => {
  if (typeof value === 'number' && value >= 0) return value;
  throw wanted(name, 'a number from 0');
};

export const flag: Take<boolean> = (value, name) => {
  if (typeof value === 'boolean') return value;
  throw wanted(name, 'true or false');
};

export const record: Take<JsonRecord> = (value, name) => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw wanted(name, 'an object');
};

/** An object with no other fields than these: a misspelt one would count for nothing. */
export const fields = (value: unknown, name: string, ...known: readonly string[]): JsonRecord => {
  const given = record(value, name);
  const stranger = Object.keys(given).find((field) => !known.includes(field));
  if (stranger === undefined) return given;
  throw new TypeError(`${name} has no ${stranger}; it has ${known.join(', ')}.`);
};

export const list: Take<readonly unknown[]> = (value, name) => {
  if (Array.isArray(value)) return value;
  throw wanted(name, 'an array');
};

export const oneOf =
  <const Word extends string>(...words: readonly Word[]): Take<Word> =>
  (value, name) => {
    const word = words.find((each) => each === value);
    if (word !== undefined) return word;
    throw wanted(name, `one of ${words.join(', ')}`);
  };

/** The argument may be left out; JSON writes that as null. */
export const maybe =
  <Value>(take: Take<Value>): Take<Value | undefined> =>
  (value, name) =>
    value === undefined || value === null ? undefined : take(value, name);
