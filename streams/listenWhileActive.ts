import {
  defer,
  distinctUntilChanged,
  EMPTY,
  filter,
  map,
  type Observable,
  type ObservableInput,
  type OperatorFunction,
  switchMap,
  tap,
} from 'rxjs';
import { isNetworkTrouble } from '../transports/failures.js';
import type { Frame } from '../transports/frames.js';
import type { Transport } from '../transports/transport.js';
import type { Occurrence, TakenFrame } from './inputs.js';
import { merge } from './merge.js';
import { newsOf } from './newsOf.js';
import { backoff } from './operators/backoff.js';
import { Failure, outliveFailures } from './operators/outliveFailures.js';
import { pollEvery } from './operators/pollEvery.js';
import { type PollRates, pollGap, tickOf } from './operators/pollSchedule.js';
import type { Session, Taken } from './session.js';
import { type Active, activeOf, type SessionState } from './state.js';
import { timer } from './timer.js';

/** What receiving takes from its surroundings. */
export interface ListeningOptions {
  /** `longestWait`: the longest wait after failures, in ms; a server's Retry-After may exceed it. @default 8000 */
  readonly rates: PollRates & { readonly longestWait?: number | undefined };
  /** The network may be back. */
  readonly online$: Observable<unknown>;
  random(): number;
  /** The text in the typing input. */
  preview(): string;
  /** Filters and preprocessors. */
  readonly takeIn: OperatorFunction<Frame, TakenFrame>;
  /** A poll is about to be sent, or the server has given a sign of life. */
  attempted(chat: Active): void;
}

/** The longest wait after failures, in ms: after an outage all are back within it. */
const longestBackoff = 8000;

/** The same where the transport keeps its own pace. */
const longestPace = 30_000;

/** The longest that a server's Retry-After is heeded, in ms. */
const longestRetryAfter = 60_000;

/** Steps that call for an early poll: what was sent may be answered soon, a retry waits for a poll, other keys may be accepted. */
const hurries = ({ input, state }: Taken): boolean =>
  activeOf(state) !== undefined &&
  (input.kind === 'heard' ? input.hurries === true : ['woke', 'messageRetried', 'keysFound'].includes(input.kind));

/** A command was answered: after failures the servers can be reached again. */
const succeeds = ({ input }: Taken): boolean => input.kind === 'heard' && !input.poll && !input.failure;

/** A command found no network: a poll that is still open may have lost its connection too. */
const losesNetwork = ({ input }: Taken): boolean =>
  input.kind === 'heard' && !input.poll && input.failure !== undefined && isNetworkTrouble(input.failure);

/** What a server says while it ends the chat counts, even if it refuses. */
const toldBy = (
  value: TakenFrame | Failure,
  takeIn: OperatorFunction<Frame, TakenFrame>,
): ObservableInput<Pick<Occurrence<'heard'>, 'frame' | 'failure'>> => {
  if (!(value instanceof Failure)) return [{ frame: value }];
  const { failure } = value;
  if (!failure.frame?.chatEnded) return [{ failure }];
  return merge([failure.frame]).pipe(
    takeIn,
    map((frame) => ({ frame, failure })),
  );
};

/** How long to wait after a failure, in ms. */
const waitAfter =
  (pace: Transport['pace'], { rates, random }: ListeningOptions) =>
  ({ failure, attempt }: Failure): number => {
    const cap = pace ? longestPace : (rates.longestWait ?? longestBackoff);
    return Math.max(
      pace
        ? Math.min(pace.gap * pace.multiplier ** attempt, cap)
        : backoff(attempt, { base: rates.pollRateMin, cap, random }),
      Math.min(failure.retryAfter ?? 0, longestRetryAfter),
    );
  };

/** Polls, or begins to follow, with what is known at that moment. */
const asking = (
  session: Session,
  { poll, follow }: Transport,
  { preview, takeIn, attempted }: ListeningOptions,
  isFirst: (chat: Active) => boolean,
): Observable<TakenFrame> => {
  const listen = poll ?? follow;
  // When the loop begins, and after an answer was lost, the server may believe that we have received more than we have.
  let sure = false;
  return defer(() => {
    const chat = activeOf(session.state);
    if (!chat || !listen) return EMPTY;
    attempted(chat);
    const again = !isFirst(chat) && !sure;
    sure = false;
    const asked = session.nextRequest();
    return listen(chat.session, { after: chat.lastIndex, preview: preview(), again }).pipe(
      map((frame) => {
        const now = activeOf(session.state);
        if (follow && now) attempted(now);
        // Pushes come in the order of the server.
        return newsOf(chat.session, poll ? asked : session.nextRequest(), frame);
      }),
      takeIn,
      tap(() => {
        sure = true;
      }),
    );
  });
};

/** Tells the first question of a chat of which nothing is known: of that nothing can be lost. */
const firstOf = (): ((chat: Active) => boolean) => {
  let asked = '';
  return ({ session: { sessionId }, lastIndex }) => {
    const isFirst = sessionId !== asked && lastIndex === undefined;
    asked = sessionId;
    return isFirst;
  };
};

/** Receives in the chat that runs, through failures, until it is unsubscribed. */
const receive = (
  session: Session,
  transport: Transport,
  options: ListeningOptions,
): (() => Observable<TakenFrame | Failure>) => {
  const { poll, pace } = transport;
  const { rates, online$ } = options;
  const stepsThat = (fit: (taken: Taken) => boolean) => session.steps$.pipe(filter(fit));
  const hurry$ = merge(online$, stepsThat(hurries));
  const restart$ = merge(online$, stepsThat(losesNetwork));
  const gap = (polls: number) => pace?.gap ?? pollGap(polls, rates, activeOf(session.state)?.sleeping ?? false);
  const isFirst = firstOf();
  return () => {
    const ask$ = asking(session, transport, options, isFirst);
    let begun = !!poll;
    // A tick passes first, also after a failure, however short the backoff was. Following begins with the chat, without a tick.
    const begin$ = defer(() => {
      const tick$ = begun ? timer(tickOf(rates)) : [0];
      begun = true;
      return tick$;
    });
    return begin$.pipe(
      switchMap(() => (poll ? ask$.pipe(pollEvery(gap, hurry$, restart$)) : ask$)),
      outliveFailures(waitAfter(pace, options), merge(hurry$, stepsThat(succeeds)), ({ heartbeat }) => !heartbeat),
    );
  };
};

/**
 * Asks for messages while a chat runs and polling is on, or follows what is pushed; failures are values. What is pushed while the chat
 * is being ended still belongs to it.
 */
export const listenWhileActive = (
  session: Session,
  transport: Transport,
  options: ListeningOptions,
): Observable<Occurrence<'heard'>> => {
  const receiving = receive(session, transport, options);
  const chatOf = (state: SessionState): string | undefined => {
    if (!('session' in state)) return undefined;
    const receives = !transport.poll || (state.status === 'active' && state.polling);
    return receives ? state.session.sessionId : undefined;
  };
  return session.state$.pipe(
    map(chatOf),
    distinctUntilChanged(),
    switchMap((sessionId) =>
      sessionId === undefined
        ? EMPTY
        : receiving().pipe(
            switchMap((value) => toldBy(value, options.takeIn)),
            map(
              (heard): Occurrence<'heard'> => ({ kind: 'heard', sessionId, poll: !heard.frame?.heartbeat, ...heard }),
            ),
          ),
    ),
  );
};
