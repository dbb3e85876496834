import {
  filter,
  identity,
  ignoreElements,
  type MonoTypeOperatorFunction,
  map,
  merge,
  type Observable,
  of,
  switchMap,
  take,
  throwError,
  timeout,
} from 'rxjs';
import { TransportFailure } from '../failures.js';
import type { Frame, SessionData } from '../frames.js';
import { gmsAnswer, startAnswer } from '../gmsRest/gmsAnswer.js';
import { failing } from '../gmsRest/gmsFailures.js';
import { objectOf, textOf } from '../json.js';
import type { Reading } from '../readAnswer.js';
import { acknowledged, isUnknownClient, signOfLife } from './bayeux.js';
import type { Connection } from './connect.js';

type Said = readonly [session: SessionData, operation: string, fields?: Readonly<Record<string, unknown>>];

/** What can be said over a connection. Nothing pairs an answer with a question: it is the next word that fits. */
export interface BayeuxCalls {
  /** Begins a chat: the first word of one that is not known. */
  begin(...said: Said): Observable<Frame>;
  /** Emits an empty frame with the acknowledgement. */
  tell(...said: Said): Observable<Frame>;
  /** The first word of the chat that fits. */
  ask(fits: (frame: Frame) => boolean, ...said: Said): Observable<Frame>;
  /** All words of the chat, and a heartbeat with each answer to /meta/connect. Never completes. */
  hear(...said: Said): Observable<Frame>;
}

const secretsOf = ([{ secureKey = '' }]: Said): readonly string[] => [secureKey];

const readingOf = (said: Said): Reading => {
  const asked = { secrets: secretsOf(said), operation: said[1] };
  return { ...asked, fail: failing(asked) };
};

const chatOf = (word: unknown): string => textOf(objectOf(word)?.chatId);

const say = ({ publish }: Connection, [session, operation, fields]: Said): Observable<unknown> => {
  const { sessionId: chatId, alias = '', secureKey = '', userId = '' } = session;
  return publish({ operation, chatId, alias, secureKey, userId, ...fields });
};

/** What is said on the channel from then on; it listens before it speaks. */
const words = (connection: Connection, said: Said): Observable<unknown> =>
  merge(
    connection.messages$,
    say(connection, said).pipe(
      // Where the client is unknown, the connection itself fails.
      filter((ack) => !isUnknownClient(ack)),
      map((ack) => acknowledged(ack, secretsOf(said))),
      ignoreElements(),
    ),
  );

const wordsOf = (connection: Connection, said: Said): Observable<Frame> =>
  words(connection, said).pipe(
    filter((word) => ['', said[0].sessionId].includes(chatOf(word))),
    map((word) => gmsAnswer(word, readingOf(said))),
  );

const within = <Value>(ms: number): MonoTypeOperatorFunction<Value> =>
  ms
    ? timeout({
        first: ms,
        with: () => throwError(() => new TransportFailure('TimedOut', `No answer within ${ms} ms`)),
      })
    : identity;

/** @param ajaxTimeout ms from a question to its answer; 0: for ever */
export const bayeuxCalls = (connection$: Observable<Connection>, ajaxTimeout: number): BayeuxCalls => {
  const known = new Set<string>();
  const first = <Value>(use: (connection: Connection) => Observable<Value>): Observable<Value> =>
    connection$.pipe(
      switchMap((connection) => use(connection).pipe(take(1), within(ajaxTimeout))),
      take(1),
    );
  return {
    begin: (...said) => {
      // The last words of one chat may come when the next begins.
      const isNews = (word: unknown) => !known.has(chatOf(word));
      return first((connection) => words(connection, said).pipe(filter(isNews))).pipe(
        map((word) => startAnswer(word, readingOf(said))),
      );
    },
    tell: (...said) =>
      first((connection) => say(connection, said)).pipe(map((ack) => acknowledged(ack, secretsOf(said)))),
    ask: (fits, ...said) => first((connection) => wordsOf(connection, said).pipe(filter(fits))),
    hear: (...said) =>
      connection$.pipe(
        switchMap((connection) => {
          known.add(said[0].sessionId);
          const signs$ = merge(of(0), connection.alive$).pipe(map(() => signOfLife));
          return merge(signs$, wordsOf(connection, said));
        }),
      ),
  };
};
