import type { GarbleRule } from '../weather.js';
import type { Answer } from './answer.js';

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Something of another type than what was there. */
const mistype = (value: unknown): unknown => {
  if (typeof value === 'string') return { text: value };
  if (Array.isArray(value)) return { length: value.length };
  return typeof value === 'number' ? `no. ${value}` : 'perhaps';
};

const spoilAt = (value: unknown, [step, ...rest]: readonly string[]): unknown => {
  if (step === undefined) return mistype(value);
  if (!isObject(value) || !Object.hasOwn(value, step)) return value;
  const entries = Object.entries(value).map(([name, field]) => [name, name === step ? spoilAt(field, rest) : field]);
  return Array.isArray(value) ? entries.map(([, field]) => field) : Object.fromEntries(entries);
};

/** Turns a good answer into something that is none; mistyped are the `usual` fields where the rule names none. */
export const garble = (answer: Answer, { into, fields }: GarbleRule, usual: readonly string[]): Answer => {
  const { status } = answer;
  switch (into) {
    case 'html':
      return { status, body: '<!doctype html><title>Service page</title><p>Please sign in to the network.' };
    case 'null':
      return { status, body: null };
    case 'array':
      return { status, body: [answer.body instanceof Uint8Array ? null : answer.body] };
    case 'empty':
      return { status, body: '' };
    case 'mistyped': {
      const paths = fields ?? usual;
      return { status, body: paths.reduce((body, path) => spoilAt(body, path.split('.')), answer.body) };
    }
  }
};
