import type { Draft } from '../draft.js';
import type { TransportFailure } from '../failures.js';
import type { Frame, SessionData } from '../frames.js';
import { isObject, type JsonObject, numberOf, objectOf, textOf } from '../json.js';
import type { Reading } from '../readAnswer.js';
import { type ReadEntries, readEntries } from '../readEntries.js';
import { parseMessage } from './parseMessage.js';

/**
 * The frame in an answer of GMS Chat API v2. It does without whatever may be missing.
 *
 * @param reading the chat that was asked for, and what makes the failure
 * @throws TransportFailure `Garbled`, with the path of what cannot be read
 */
export const parseGms = (answer: unknown, reading: Reading): Frame => {
  const wrong: Wrong = (path) => reading.fail('Garbled', answer, { path });
  if (!isObject(answer)) throw wrong('$');
  if (statusCodeOf(answer) === undefined) throw wrong('statusCode');
  const session = sessionOf(answer, wrong);
  if (reading.sessionId && session.sessionId && session.sessionId !== reading.sessionId) throw wrong('chatId');
  const read = readEntries(answer.messages ?? [], messageReader, reading, wrong);
  const { entries, unreadable } = read;
  return {
    entries,
    ...positionIn(read, numberOf(answer.nextPosition)),
    ...(unreadable && { unreadable }),
    chatEnded: textOf(answer.chatEnded) === 'true',
    session,
    idleTimeCountDown: numberOf(answer.idleTimerExpire),
    answer,
  };
};

export const statusCodeOf = (answer: unknown): number | undefined => numberOf(objectOf(answer)?.statusCode);

const messageReader = { path: 'messages', indexOf: numberOf, parse: parseMessage };

type Wrong = (path: string) => TransportFailure;

const sessionOf = (answer: JsonObject, wrong: Wrong): Partial<SessionData> => {
  const session: Draft<Partial<SessionData>> = {};
  for (const key of ['sessionId', 'secureKey', 'alias', 'userId'] as const) {
    const name = key === 'sessionId' ? 'chatId' : key;
    const value = answer[name] ?? '';
    if (!/string|number/.test(typeof value)) throw wrong(name);
    if (value !== '') session[key] = String(value);
  }
  return session;
};

/**
 * The position after these messages (E30): that of the last one, and of those after it that could not be read, but never
 * beyond what the server itself names as the next one. A whole number: the server refuses any other, again and again.
 */
const positionIn = ({ highest, trailing }: ReadEntries, next = Number.POSITIVE_INFINITY): Pick<Frame, 'position'> => {
  if (highest === undefined && trailing === 0) return {};
  const position = Math.max(Math.floor(Math.min(Number(highest ?? Number.POSITIVE_INFINITY) + trailing, next - 1)), 0);
  return Number.isFinite(position) ? { position } : {};
};
