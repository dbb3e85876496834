import type { TransportFailure } from '../failures.js';
import type { Frame, MessageIndex, SessionData } from '../frames.js';
import { isObject, objectOf, textOf } from '../json.js';
import type { Reading } from '../readAnswer.js';
import { readEntries } from '../readEntries.js';
import { parseMessage } from './parseMessage.js';
import { parseToken } from './parseToken.js';

/**
 * The frame in an answer of the v3 API. It does without whatever may be missing.
 *
 * @param reading the chat that was asked for, and what makes the failure
 * @throws TransportFailure `Garbled`, with the path of what cannot be read
 */
export const parseV3 = (answer: unknown, reading: Reading): Frame => {
  const wrong: Wrong = (path) => reading.fail('Garbled', answer, { path });
  if (!isObject(answer)) throw wrong('$');
  const data = objectOf(answer.data ?? {});
  if (!data) throw wrong('data');
  if (!answer.data && !isObject(answer.status)) throw wrong('status');
  const session = data.clientToken ? sessionOf(data.clientToken, wrong, reading) : {};
  // The server's order counts for the position, not the greatest index (E30).
  const { entries, unreadable, last } = readEntries(data.messages ?? [], messageReader, reading, wrong);
  return {
    entries,
    ...(last !== undefined && { position: last }),
    ...(unreadable && { unreadable }),
    chatEnded: textOf(data.chatEnded) === 'true',
    session,
    answer,
  };
};

type Wrong = (path: string) => TransportFailure;

const sessionOf = (token: unknown, wrong: Wrong, { sessionId }: Reading): SessionData => {
  const session = parseToken(token);
  if (!session || (sessionId && session.sessionId !== sessionId)) throw wrong('data.clientToken');
  return session;
};

const indexOf = (index: unknown): MessageIndex | undefined =>
  (typeof index === 'string' && index !== '') || (typeof index === 'number' && Number.isFinite(index))
    ? index
    : undefined;

const messageReader = { path: 'data.messages', indexOf, parse: parseMessage };
