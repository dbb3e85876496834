import { defer, filter, type MonoTypeOperatorFunction, NEVER, type Observable, Subject, switchMap, tap } from 'rxjs';
import { merge } from '../merge.js';
import { timer } from '../timer.js';

/**
 * Asks the source again and again: at once, then whenever the gap since the last start is over, never two at once.
 * A hurry makes the gap the shortest again, also for the wait under way. An error of the source ends it.
 * @param gap ms from start to start, after so many polls since the last hurry
 * @param restart$ a hurry that also gives up an open request: the source is asked anew once the shortest gap is over
 */
export const pollEvery =
  <T>(
    gap: (polls: number) => number,
    hurry$: Observable<unknown>,
    restart$: Observable<unknown> = NEVER,
  ): MonoTypeOperatorFunction<T> =>
  (source$) =>
    defer(() => {
      let startedAt = 0;
      let polls = 0;
      let asking = true;
      const answered$ = new Subject<void>();
      const ask$ = defer(() => {
        startedAt = Date.now();
        polls++;
        asking = true;
        return source$;
      });
      const answered = () => {
        asking = false;
        answered$.next();
      };
      const hurried = (restarts: boolean) => () => {
        polls = 0;
        return restarts || !asking;
      };
      const due$ = merge(answered$, hurry$.pipe(filter(hurried(false))), restart$.pipe(filter(hurried(true)))).pipe(
        // A clock that is set back must not make the wait longer.
        switchMap(() => timer(gap(polls) - Math.max(0, Date.now() - startedAt))),
      );
      return merge(due$, [0]).pipe(switchMap(() => ask$.pipe(tap({ complete: answered }))));
    });
