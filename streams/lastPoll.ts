import type { OperatorFunction } from 'rxjs';
import { catchError, distinctUntilChanged, EMPTY, map, merge, type Observable, of, switchMap, take, timer } from 'rxjs';
import type { Frame } from '../transports/frames.js';
import type { Transport } from '../transports/transport.js';
import type { Occurrence, TakenFrame } from './inputs.js';
import type { Session } from './session.js';

/** A transport answers within `ajaxTimeout`. If that is for ever, the end of the chat does not wait longer than this, in ms. */
const longest = 10_000;

/**
 * One poll for the last words when a chat is about to be over (E27). If it fails, the chat is over all the same: a server may no
 * longer know the chat, and nothing is published or counted.
 */
export const lastPoll = (
  { state$ }: Session,
  poll: NonNullable<Transport['poll']>,
  takeIn: OperatorFunction<Frame, TakenFrame>,
): Observable<Occurrence<'lastPolled'>> =>
  state$.pipe(
    map((state) => (state.status === 'ending' && state.lastPoll === 'due' ? state : undefined)),
    distinctUntilChanged((one, other) => !one === !other),
    switchMap((chat) => {
      if (!chat) return EMPTY;
      const { session, lastIndex: after } = chat;
      const { sessionId } = session;
      const words$ = poll(session, { after, again: true, last: true }).pipe(takeIn);
      return merge(words$, timer(longest).pipe(map(() => undefined))).pipe(
        take(1),
        catchError(() => of(undefined)),
        map((frame): Occurrence<'lastPolled'> => ({ kind: 'lastPolled', sessionId, ...(frame && { frame }) })),
      );
    }),
  );
