import { type MonoTypeOperatorFunction, map } from 'rxjs';
import type { ChatMessage } from '../../transports/frames.js';
import { isObject } from '../../transports/json.js';
import type { TakenEntry, TakenFrame } from '../inputs.js';
import { HookFailure } from '../serviceFailure.js';

/** A message that may still be changed. */
export type MutableMessage = { -readonly [Field in keyof ChatMessage]: ChatMessage[Field] };

/**
 * Sees each message before the page does: change it in place or return another, at once (no promises), and attach data only.
 * The agent gets what the customer wrote, unchanged. The customer's own message is seen twice: before it is shown as `sending`, and
 * when the server shows it.
 */
export type Preprocessor = (message: MutableMessage) => unknown;

/** JSON would leave a function out without an error. */
const refuseFunctions = (_: string, value: unknown): unknown => {
  if (typeof value === 'function') throw new TypeError(`${value} could not be cloned.`);
  return value;
};

/** A deep copy; without structuredClone (Jest's jsdom) by way of JSON. */
const copyOf = (message: ChatMessage): MutableMessage =>
  'structuredClone' in globalThis ? structuredClone(message) : JSON.parse(JSON.stringify(message, refuseFunctions));

/** Copies the result at once, so that the preprocessor that attached something that is no data fails, not the next one (C32). */
const dataOf = (message: ChatMessage): ChatMessage => {
  try {
    return copyOf(message);
  } catch (cause) {
    throw new TypeError(`a message holds data only (${cause})`, { cause });
  }
};

/** In-place edits and what is returned both count; the message stays one, in its place, whatever the function did. */
const run = (preprocessor: Preprocessor, message: ChatMessage): ChatMessage => {
  const copy = copyOf(message);
  const returned = preprocessor(copy);
  if (isObject(returned) && typeof returned.then === 'function') {
    // Its own failure is nobody's: this one tells what to do.
    Promise.resolve(returned).catch(() => undefined);
    throw new TypeError('a preprocessor must not be asynchronous');
  }
  if (isObject(returned) && returned !== copy) Object.assign(copy, returned);
  if (typeof copy.text !== 'string' || !isObject(copy.from)) throw new TypeError('a message needs a text and a sender');
  // The function may have frozen it, as Immer's `produce` does.
  const { index: _, ...rest } = copy;
  const { index } = message;
  return dataOf({ ...rest, type: String(copy.type), ...(index !== undefined && { index }) });
};

/** What the preprocessors make of a message; one that throws is skipped. */
export const preprocessed = (
  said: ChatMessage,
  preprocessors: readonly Preprocessor[],
  onFailure: (failure: HookFailure) => unknown,
): ChatMessage => {
  let message = said;
  for (const preprocessor of preprocessors) {
    try {
      message = run(preprocessor, message);
    } catch (error) {
      onFailure(new HookFailure('preprocessor', error));
    }
  }
  return message;
};

/** Hands each shown message through the preprocessors; one that throws is told of. */
export const preprocess = (preprocessors: () => readonly Preprocessor[]): MonoTypeOperatorFunction<TakenFrame> =>
  map((frame) => {
    const current = preprocessors();
    if (current.length === 0) return frame;
    const hookFailures: HookFailure[] = [...(frame.hookFailures ?? [])];
    const pass = (entry: TakenEntry): TakenEntry => {
      if (entry.hidden) return entry;
      const { message: said } = entry;
      return { ...entry, message: preprocessed(said, current, (failure) => hookFailures.push(failure)), said };
    };
    return { ...frame, entries: frame.entries.map(pass), hookFailures };
  });
