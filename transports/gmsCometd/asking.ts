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
  switchMap,
  take,
  tap,
  throwError,
  timeout,
} from 'rxjs';
import { TransportFailure } from '../failures.js';
import type { Frame } from '../frames.js';
import { accept, isOf, type Said, say } from './bayeuxRequest.js';
import { type Channel, channelOf, type Push, type Question } from './channelOf.js';
import type { Connection } from './connect.js';

/** Requests over the connection of the moment, each with one answer. */
export interface Asking {
  channelOn(connection: Connection): Channel;
  /** Emits an empty frame with the acknowledgement: all that the server says, unless it refuses. */
  tell(...said: Said): Observable<Frame>;
  /** Emits the push that answers the question. @param acknowledged whether the acknowledgement says yes; throws if it says no */
  ask(question: Question, said: Said, acknowledged: OperatorFunction<unknown, unknown>): Observable<Push>;
}

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

/** If it may wait for ever, it takes the first push that could be the answer. */
const sooner = ({ isAnswered, mayBeAnswered, ...question }: Question): Question => ({
  ...question,
  isAnswered: (...push) => isAnswered?.(...push) || mayBeAnswered?.(...push) || false,
});

const channelsByConnection = (): Asking['channelOn'] => {
  const channels = new WeakMap<Connection, Channel>();
  return (connection) => {
    const channel = channels.get(connection) ?? channelOf(connection);
    channels.set(connection, channel);
    return channel;
  };
};

/**
 * @param ajaxTimeout ms from a question to its answer; 0: for ever
 * @param frameOf reads a push
 */
export const askingOver = (
  connection$: Observable<Connection>,
  ajaxTimeout: number,
  frameOf: (push: Push, said: Said) => Frame,
): Asking => {
  const channelOn = channelsByConnection();
  const once = <Value>(
    use: (connection: Connection) => Observable<Value>,
    fallback: () => Value | undefined = () => undefined,
  ): Observable<Value> =>
    connection$.pipe(
      switchMap((connection) => use(connection).pipe(take(1), within(ajaxTimeout, fallback))),
      take(1),
    );
  return {
    channelOn,
    tell: (...said) =>
      once((connection) => {
        const refusals$ = channelOn(connection).answers({ isAbout: isOf(said[0]) });
        return merge(refusals$.pipe(map((push) => frameOf(push, said))), say(connection, said).pipe(accept(said)));
      }),
    ask: (asked, said, acknowledged) =>
      defer(() => {
        const question: Question = ajaxTimeout ? { ...asked } : sooner(asked);
        const noting = tap(() => {
          question.accepted = true;
        });
        return once(
          (connection) =>
            merge(
              channelOn(connection).answers(question),
              say(connection, said).pipe(acknowledged, noting, ignoreElements()),
            ),
          () => (question.accepted ? question.fallback : undefined),
        );
      }),
  };
};
