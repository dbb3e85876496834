import {
  defer,
  identity,
  ignoreElements,
  type MonoTypeOperatorFunction,
  map,
  merge,
  type Observable,
  type OperatorFunction,
  of,
  pipe,
  switchMap,
  take,
  tap,
  throwError,
  timeout,
} from 'rxjs';
import { TransportFailure } from '../failures.js';
import type { Frame, SessionData } from '../frames.js';
import { startAnswer } from '../gmsRest/gmsAnswer.js';
import { masked } from '../masked.js';
import { accept, chatOf, frameOf, ifKnown, isOf, readingOf, type Said, say } from './bayeuxRequest.js';
import { type Channel, channelOf, type Push, type Question } from './channelOf.js';
import type { Connection } from './connect.js';
import { anyAnswer, echoOf, type Fitting, indexesOf } from './fittingAnswers.js';
import { followChat } from './followChat.js';

/** What can be said over a connection. Nothing pairs an answer with a question: it is the next push that fits. E41 */
export interface BayeuxCalls {
  /** Begins a chat: the first push of one that is not known. */
  begin(...said: Said): Observable<Frame>;
  /** Emits an empty frame with the acknowledgement: all that the server says, unless it refuses. */
  tell(...said: Said): Observable<Frame>;
  /** Emits the push that shows the customer's text. C46 */
  speak(text: string, ...said: Said): Observable<Frame>;
  /** Emits the push that fits. */
  ask(fitting: Fitting, ...said: Said): Observable<Frame>;
  /** Emits what is said in the chat after an index, and heartbeats. Never completes. */
  hear(after: number, session: SessionData): Observable<Frame>;
}

/** CometD's own limit for a request, in ms. */
const longest = 10_000;

const within = <Value>(ms: number, fallback: () => Value | undefined): MonoTypeOperatorFunction<Value> =>
  ms
    ? timeout({
        first: ms,
        with: () => {
          const value = fallback();
          return value ? of(value) : throwError(() => new TransportFailure('TimedOut', `No answer within ${ms} ms`));
        },
      })
    : identity;

/** @throws TransportFailure `Refused` if the chat ends instead */
const shown = (push: Push, said: Said, shows: (frame: Frame) => boolean): Frame => {
  const frame = frameOf(push, said);
  if (!frame.chatEnded || shows(frame)) return frame;
  const answer = masked(push.data, readingOf(said).secrets);
  throw new TransportFailure('Refused', 'Refused: the chat has ended', { status: 200, frame, answer });
};

/** Asks over the connection of the moment, and waits for one answer, but not for ever. */
const asker = (connection$: Observable<Connection>, ajaxTimeout: number) => {
  const channels = new WeakMap<Connection, Channel>();
  const channelOn = (connection: Connection): Channel => {
    const channel = channels.get(connection) ?? channelOf(connection);
    channels.set(connection, channel);
    return channel;
  };
  const once = <Value>(
    use: (connection: Connection) => Observable<Value>,
    fallback: () => Value | undefined = () => undefined,
  ): Observable<Value> =>
    connection$.pipe(
      switchMap((connection) => use(connection).pipe(take(1), within(ajaxTimeout, fallback))),
      take(1),
    );
  /** @param accepted what becomes of the acknowledgement */
  const answerTo = (said: Said, asked: Question, accepted: OperatorFunction<unknown, unknown>): Observable<Push> =>
    defer(() => {
      const { isAnswered, mayBeAnswered } = asked;
      // Who waits for ever takes what could be the answer.
      const either: Question['isAnswered'] = (...push) => isAnswered?.(...push) || mayBeAnswered?.(...push) || false;
      const question = ajaxTimeout ? { ...asked } : { ...asked, isAnswered: either };
      let isAccepted = false;
      const taken = pipe(
        accepted,
        tap(() => {
          isAccepted = true;
        }),
        ignoreElements(),
      );
      return once(
        (connection) => merge(channelOn(connection).answers(question), say(connection, said).pipe(taken)),
        () => (isAccepted ? question.fallback : undefined),
      );
    });
  return { channelOn, once, answerTo };
};

/** @param ajaxTimeout ms from a question to its answer; 0: for ever */
export const bayeuxCalls = (connection$: Observable<Connection>, ajaxTimeout: number): BayeuxCalls => {
  const { channelOn, once, answerTo } = asker(connection$, ajaxTimeout);
  /** The last index that was received in each chat that is followed. */
  const received = new Map<string, number>();
  const receive = (sessionId: string, index = 0): void => {
    received.set(sessionId, Math.max(index, received.get(sessionId) ?? 0));
  };
  return {
    begin: (...said) => {
      // The last words of one chat may come when the next begins.
      const isAbout = (data: unknown) => !received.has(chatOf(data));
      return answerTo(said, { isAbout, ...anyAnswer, orUnreadable: true }, pipe(ifKnown, accept(said))).pipe(
        map(({ data }) => startAnswer(data, readingOf(said))),
      );
    },
    tell: (...said) =>
      once((connection) =>
        merge(
          channelOn(connection)
            .answers({ isAbout: isOf(said[0]) })
            .pipe(map((push) => frameOf(push, said))),
          say(connection, said).pipe(accept(said)),
        ),
      ),
    speak: (text, ...said) =>
      defer(() => {
        const [session] = said;
        const echo = echoOf(text, received.get(session.sessionId) ?? 0);
        return answerTo(said, { isAbout: isOf(session), ...echo }, accept(said)).pipe(
          map((push) => shown(push, said, echo.shows)),
        );
      }),
    ask: (fitting, ...said) =>
      answerTo(said, { isAbout: isOf(said[0]), ...fitting, orUnreadable: true }, pipe(ifKnown, accept(said))).pipe(
        map((push) => frameOf(push, said)),
      ),
    hear: (after, session) =>
      connection$.pipe(
        switchMap((connection) => {
          const { sessionId } = session;
          receive(sessionId, after);
          return followChat(connection, channelOn(connection), {
            session,
            after,
            timeout: ajaxTimeout || longest,
            note: (frame) => receive(sessionId, indexesOf(frame).at(-1)),
          });
        }),
      ),
  };
};
