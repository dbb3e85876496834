import type { Draft } from '../draft.js';
import type { TransportFailure } from '../failures.js';
import type { Entry, Frame, SessionData } from '../frames.js';
import { isObject, type JsonObject, numberOf, textOf } from '../json.js';
import { garbled, type Reading } from '../readAnswer.js';
import { sortedEntries } from '../sortedEntries.js';
import { parseMessage } from './parseMessage.js';

/**
 * The frame in an answer of GMS Chat API v2. It does without whatever may be missing.
 *
 * @param reading what has to be hidden in the failure
 * @throws TransportFailure `Garbled`, with the path of what cannot be read
 */
export const parseGms = (answer: unknown, reading: Reading = { secrets: [] }): Frame => {
  const wrong: Wrong = (path) => garbled(path, answer, reading);
  if (!isObject(answer)) throw wrong('$');
  if (numberOf(answer.statusCode) === undefined) throw wrong('statusCode');
  return {
    entries: entriesOf(answer.messages ?? [], wrong),
    chatEnded: textOf(answer.chatEnded) === 'true',
    session: sessionOf(answer),
    idleTimeCountDown: numberOf(answer.idleTimerExpire),
    answer,
  };
};

type Wrong = (path: string) => TransportFailure;

const sessionOf = (answer: JsonObject): Partial<SessionData> => {
  const session: Draft<Partial<SessionData>> = {};
  for (const key of ['sessionId', 'secureKey', 'alias', 'userId'] as const) {
    const text = textOf(answer[key === 'sessionId' ? 'chatId' : key]);
    if (text) session[key] = text;
  }
  return session;
};

// The hot path: a loop, since a restored chat may have 100,000 messages.
const entriesOf = (messages: unknown, wrong: Wrong): readonly Entry[] => {
  if (!Array.isArray(messages)) throw wrong('messages');
  const originals: readonly unknown[] = messages;
  const entries: Entry[] = [];
  // Infinity once an index is lower than the one before.
  let last = 0;
  for (const original of originals) {
    const place = entries.length;
    if (!isObject(original)) throw wrong(`messages[${place}]`);
    const index = numberOf(original.index);
    if (index !== undefined) last = index < last ? Number.POSITIVE_INFINITY : index;
    else if ((original.index ?? undefined) !== undefined) throw wrong(`messages[${place}].index`);
    entries.push({ message: parseMessage(original, index), original });
  }
  return last < Number.POSITIVE_INFINITY ? entries : sortedEntries(entries, (from, to) => Number(to) - Number(from));
};
