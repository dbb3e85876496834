import {
  defer,
  distinctUntilChanged,
  EMPTY,
  filter,
  map,
  merge,
  type Observable,
  type OperatorFunction,
  of,
  switchMap,
  timer,
} from 'rxjs';
import type { Frame } from '../transports/frames.js';
import type { Transport } from '../transports/transport.js';
import type { Occurrence, TakenFrame } from './inputs.js';
import { newsOf } from './newsOf.js';
import { backoff } from './operators/backoff.js';
import { Failure, outliveFailures } from './operators/outliveFailures.js';
import { pollEvery } from './operators/pollEvery.js';
import { type PollRates, pollGap, tickOf } from './operators/pollSchedule.js';
import type { Session, Taken } from './session.js';
import { type Active, activeOf } from './state.js';

/** What polling takes from its surroundings. */
export interface PollingOptions {
  readonly rates: PollRates;
  /** The network may be back. */
  readonly online$: Observable<unknown>;
  random(): number;
  /** The text in the typing input. */
  preview(): string;
  /** Filters and preprocessors. */
  readonly takeIn: OperatorFunction<Frame, TakenFrame>;
  /** A poll is about to be sent. */
  attempted(chat: Active): void;
}

/** The longest wait behind failures, in ms: after an outage all are back within it. */
const longestBackoff = 8000;

/** The longest that a server's Retry-After is heeded, in ms. */
const longestRetryAfter = 60_000;

const hurries = ({ input, state }: Taken): boolean =>
  activeOf(state) !== undefined && (input.kind === 'heard' ? input.hurries === true : input.kind === 'woke');

/** What a server says while it ends the chat counts, also where it refuses. */
const toldBy = (
  value: TakenFrame | Failure,
  takeIn: OperatorFunction<Frame, TakenFrame>,
): Observable<Pick<Occurrence<'heard'>, 'frame' | 'failure'>> => {
  if (!(value instanceof Failure)) return of({ frame: value });
  const { failure } = value;
  if (!failure.frame?.chatEnded) return of({ failure });
  return of(failure.frame).pipe(
    takeIn,
    map((frame) => ({ frame, failure })),
  );
};

/** Asks for messages while a chat runs and polling is on; failures are values. */
export const pollWhileActive = (
  session: Session,
  poll: NonNullable<Transport['poll']>,
  { rates, online$, random, preview, takeIn, attempted }: PollingOptions,
): Observable<Occurrence<'heard'>> => {
  const chat = () => activeOf(session.state);
  const hurry$ = merge(online$, session.steps$.pipe(filter(hurries)));
  const ask$ = defer(() => {
    const active = chat();
    if (!active) return EMPTY;
    attempted(active);
    return poll(active.session, { after: active.lastIndex, preview: preview() }).pipe(
      map((frame) => newsOf(active.session, frame)),
      takeIn,
    );
  });
  const wait = ({ failure, attempt }: Failure) =>
    Math.max(
      backoff(attempt, { base: rates.pollRateMin, cap: longestBackoff, random }),
      Math.min(failure.retryAfter ?? 0, longestRetryAfter),
    );
  const loop = (sessionId: string) =>
    // Also behind a failure the tick comes first: whatever chance says, the servers are not hammered.
    timer(tickOf(rates)).pipe(
      switchMap(() => ask$.pipe(pollEvery((polls) => pollGap(polls, rates, chat()?.sleeping ?? false), hurry$))),
      outliveFailures(wait, hurry$),
      switchMap((value) => toldBy(value, takeIn)),
      map((heard): Occurrence<'heard'> => ({ kind: 'heard', sessionId, poll: true, ...heard })),
    );
  return session.state$.pipe(
    map((state) => {
      const active = activeOf(state);
      return active?.polling ? active.session.sessionId : undefined;
    }),
    distinctUntilChanged(),
    switchMap((sessionId) => (sessionId === undefined ? EMPTY : loop(sessionId))),
  );
};
