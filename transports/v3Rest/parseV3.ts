import type { TransportFailure } from '../failures.js';
import type { Entry, Frame, MessageIndex, SessionData } from '../frames.js';
import { isObject, objectOf, textOf } from '../json.js';
import { garbled, type Reading } from '../readAnswer.js';
import { sortedEntries } from '../sortedEntries.js';
import { parseMessage } from './parseMessage.js';
import { parseToken } from './parseToken.js';

/**
 * The frame in an answer of the v3 API. It does without whatever may be missing.
 *
 * @param reading what has to be hidden in the failure
 * @throws TransportFailure `Garbled`, with the path of what cannot be read
 */
export const parseV3 = (answer: unknown, reading: Reading = { secrets: [] }): Frame => {
  const wrong: Wrong = (path) => garbled(path, answer, reading);
  if (!isObject(answer)) throw wrong('$');
  const data = objectOf(answer.data ?? {});
  if (!data) throw wrong('data');
  if (!answer.data && !isObject(answer.status)) throw wrong('status');
  return {
    entries: entriesOf(data.messages ?? [], wrong),
    chatEnded: textOf(data.chatEnded) === 'true',
    session: data.clientToken ? sessionOf(data.clientToken, wrong) : {},
    answer,
  };
};

type Wrong = (path: string) => TransportFailure;

const sessionOf = (token: unknown, wrong: Wrong): SessionData => {
  const session = parseToken(token);
  if (!session) throw wrong('data.clientToken');
  return session;
};

// The hot path: a loop, since a restored chat may have 10,000 messages.
const entriesOf = (messages: unknown, wrong: Wrong): readonly Entry[] => {
  if (!Array.isArray(messages)) throw wrong('data.messages');
  const originals: readonly unknown[] = messages;
  const entries: Entry[] = [];
  let last: MessageIndex = 0;
  let ordered = true;
  for (const original of originals) {
    const place = entries.length;
    if (!isObject(original)) throw wrong(`data.messages[${place}]`);
    const index = original.index ?? undefined;
    if (isIndex(index)) {
      if (distance(last, index) < 0) ordered = false;
      last = index;
    } else if (index !== undefined) throw wrong(`data.messages[${place}].index`);
    entries.push({ message: parseMessage(original, isIndex(index) ? index : undefined), original });
  }
  return ordered ? entries : sortedEntries(entries, distance);
};

const isIndex = (index: unknown): index is MessageIndex =>
  typeof index === 'string' ? index !== '' : Number.isFinite(index);

/** How far it is from one index to another: ms first, then the numbers behind the dash. */
const distance = (from: MessageIndex, to: MessageIndex): number =>
  Number.parseInt(`${to}`, 10) - Number.parseInt(`${from}`, 10) || sequence(`${to}`) - sequence(`${from}`);

const sequence = (index: string): number => {
  const dash = index.indexOf('-');
  return dash < 0 ? 0 : Number(index.slice(dash + 1));
};
