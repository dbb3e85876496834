import { catchError, defer, map, type Observable, type OperatorFunction, take } from 'rxjs';
import type { Frame } from '../transports/frames.js';
import type { Transport } from '../transports/transport.js';
import type { TakenFrame } from './inputs.js';
import { merge } from './merge.js';
import type { Chat } from './state.js';
import { timer } from './timer.js';

/** A transport answers within `ajaxTimeout`. If that is unlimited, the end of a chat waits no longer than this, in ms. */
const longest = 10_000;

/**
 * One last poll of a chat that is about to be over, for what was said since the one before (E27). A failure is no trouble: the server may
 * no longer know the chat.
 */
export const lastWords = (
  { session, lastIndex: after }: Chat,
  poll: NonNullable<Transport['poll']>,
  takeIn: OperatorFunction<Frame, TakenFrame>,
): Observable<TakenFrame | undefined> =>
  merge(
    defer(() => poll(session, { after, again: true, last: true })).pipe(takeIn),
    timer(longest).pipe(map(() => undefined)),
  ).pipe(
    take(1),
    catchError(() => [undefined]),
  );
