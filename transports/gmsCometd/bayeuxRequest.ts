import { filter, map, type Observable, type OperatorFunction } from 'rxjs';
import { TransportFailure } from '../failures.js';
import type { Frame, SessionData } from '../frames.js';
import { gmsAnswer } from '../gmsRest/gmsAnswer.js';
import { failing } from '../gmsRest/gmsFailures.js';
import { objectOf, textOf } from '../json.js';
import type { Fail, Reading } from '../readAnswer.js';
import { acknowledged, isUnknownClient } from './bayeux.js';
import type { Push } from './channelOf.js';
import type { Connection } from './connect.js';

/** What is published on the channel. */
export type Said = readonly [session: SessionData, operation: string, fields?: Readonly<Record<string, unknown>>];

export const readingOf = ([{ secureKey = '' }, operation]: Said): Reading => {
  const asked = { secrets: [secureKey], operation };
  return { ...asked, fail: failing(asked) };
};

export const chatOf = (data: unknown): string => textOf(objectOf(data)?.chatId);

/** Whether a push concerns that chat. */
export const isOf =
  ({ sessionId }: SessionData) =>
  (data: unknown): boolean =>
    ['', sessionId].includes(chatOf(data));

/** Publishes; emits the acknowledgement. */
export const say = ({ publish }: Connection, [session, operation, fields]: Said): Observable<unknown> => {
  const { sessionId: chatId, alias = '', secureKey = '', userId = '' } = session;
  return publish({ operation, chatId, alias, secureKey, userId, ...fields });
};

export const accept = (said: Said): OperatorFunction<unknown, Frame> =>
  map((ack) => acknowledged(ack, readingOf(said).secrets));

/** If the client is unknown, the connection itself fails. */
export const ifKnown = filter((ack: unknown) => !isUnknownClient(ack));

const withoutEnd =
  (fail: Fail): Fail =>
  (...wrong) => {
    const { kind, message, ...facts } = fail(...wrong);
    return new TransportFailure(kind, message, { ...facts, frame: undefined });
  };

/**
 * @param isFollowed the follower gets the end of the chat, after the last messages: no command may end the chat before. E41
 * @throws TransportFailure if the push is a refusal, or cannot be read
 */
export const frameOf = ({ data, frame }: Push, said: Said, isFollowed = false): Frame => {
  // Failures show no key: they are made with the keys of the chat.
  const { fail, ...asked } = readingOf(said);
  const reading = { ...asked, fail: isFollowed ? withoutEnd(fail) : fail };
  const read = frame && !frame.unreadable ? frame : gmsAnswer(data, reading);
  return isFollowed ? { ...read, chatEnded: false } : read;
};
