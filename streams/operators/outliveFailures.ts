import {
  BehaviorSubject,
  catchError,
  defer,
  EMPTY,
  type Observable,
  type OperatorFunction,
  switchMap,
  tap,
} from 'rxjs';
import { asFailure, type TransportFailure } from '../../transports/failures.js';
import { merge } from '../merge.js';
import { timer } from '../timer.js';

/** A failure that has become a value. */
export class Failure {
  readonly failure: TransportFailure;
  /** Failures in a row, from 1; being asked for patience (429) is none. */
  readonly attempt: number;

  constructor(failure: TransportFailure, attempt: number) {
    this.failure = failure;
    this.attempt = attempt;
  }
}

/**
 * Turns the source's error into a {@link Failure} value, waits, and subscribes again: from here on nothing errors.
 * A hurry cuts the wait short, unless the server asked for it. A good value of the source ends the row of failures.
 * @param wait ms before the next try
 * @param isGood whether the value shows that all is well again. @default each does
 */
export const outliveFailures =
  <T>(
    wait: (failure: Failure) => number,
    hurry$: Observable<unknown>,
    isGood: (value: T) => boolean = () => true,
  ): OperatorFunction<T, T | Failure> =>
  (source$) =>
    defer(() => {
      let attempt = 0;
      const try$ = new BehaviorSubject(0);
      const outlive = (error: unknown) => {
        const failure = asFailure(error);
        if (failure.status !== 429) attempt++;
        const failed = new Failure(failure, attempt);
        // Where the server has named a time, nothing comes before it.
        const rest$ = merge(timer(wait(failed)), failure.retryAfter ? EMPTY : hurry$).pipe(
          switchMap(() => {
            try$.next(0);
            return EMPTY;
          }),
        );
        return merge([failed], rest$);
      };
      const heard = tap<T>({
        next(value) {
          if (isGood(value)) attempt = 0;
        },
        complete: () => try$.complete(),
      });
      return try$.pipe(switchMap(() => source$.pipe(heard, catchError(outlive))));
    });
