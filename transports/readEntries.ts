import { compareIndexes } from './compareIndexes.js';
import type { TransportFailure } from './failures.js';
import type { ChatMessage, Entry, MessageIndex } from './frames.js';
import { isObject, type JsonObject } from './json.js';
import type { Reading } from './readAnswer.js';
import { sortedByIndex } from './sortedByIndex.js';

/** How a protocol reads its messages. */
interface MessageReader {
  /** Where they are in the answer. */
  readonly path: string;
  /** The index of a message; `undefined` if it cannot be one. */
  indexOf(value: unknown): MessageIndex | undefined;
  parse(original: JsonObject, index: MessageIndex | undefined): ChatMessage;
}

/** The messages of an answer. */
export interface ReadEntries {
  /** Ascending by index. */
  readonly entries: readonly Entry[];
  readonly unreadable?: readonly TransportFailure[];
  /** The last index in the order of the answer. */
  readonly last: MessageIndex | undefined;
  readonly highest: MessageIndex | undefined;
  /** How many messages after the last one with an index could not be read. */
  readonly trailing: number;
}

/**
 * Reads each message of an answer, in a loop, since a restored chat may have 100,000. A message that cannot be read costs only itself (E28).
 *
 * @throws TransportFailure `Garbled` if there is no list
 */
export const readEntries = (
  messages: unknown,
  { path, indexOf, parse }: MessageReader,
  { fail }: Reading,
  wrong: (path: string) => TransportFailure,
): ReadEntries => {
  if (!Array.isArray(messages)) throw wrong(path);
  const originals: readonly unknown[] = messages;
  const entries: Entry[] = [];
  const failures: TransportFailure[] = [];
  let last: MessageIndex | undefined;
  let highest: MessageIndex | undefined;
  let ordered = true;
  let trailing = 0;
  let place = -1;
  for (const original of originals) {
    place++;
    const given = isObject(original) ? (original.index ?? undefined) : undefined;
    const index = indexOf(given);
    if (!isObject(original) || (given !== undefined && index === undefined)) {
      failures.push(fail('Unreadable', original, { path: `${path}[${place}]${isObject(original) ? '.index' : ''}` }));
      trailing++;
      continue;
    }
    if (index !== undefined) {
      if (highest === undefined || compareIndexes(index, highest) >= 0) highest = index;
      else ordered = false;
      last = index;
      trailing = 0;
    }
    entries.push({ message: parse(original, index), original });
  }
  return {
    entries: ordered ? entries : sortedByIndex(entries, ({ message }) => message.index),
    ...(failures.length > 0 && { unreadable: failures }),
    last,
    highest,
    trailing,
  };
};
