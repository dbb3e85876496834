import {
  asyncScheduler,
  defer,
  filter,
  type MonoTypeOperatorFunction,
  merge,
  type Observable,
  of,
  Subject,
  switchMap,
  tap,
  timer,
} from 'rxjs';

/**
 * Asks the source again and again: at once, then whenever the gap since the last start is over, never two at once.
 * A hurry makes the gap the shortest again, also for the wait under way. An error of the source ends it.
 * @param gap ms from start to start, behind so many polls since the last hurry
 */
export const pollEvery =
  <T>(gap: (polls: number) => number, hurry$: Observable<unknown>): MonoTypeOperatorFunction<T> =>
  (source$) =>
    defer(() => {
      let startedAt = 0;
      let polls = 0;
      let asking = true;
      const answered$ = new Subject<void>();
      const ask$ = defer(() => {
        startedAt = asyncScheduler.now();
        polls++;
        asking = true;
        return source$;
      });
      const answered = () => {
        asking = false;
        answered$.next();
      };
      const hurried = () => {
        polls = 0;
        return !asking;
      };
      const due$ = merge(answered$, hurry$.pipe(filter(hurried))).pipe(
        // A clock that is set back must not make the wait longer.
        switchMap(() => timer(gap(polls) - Math.max(0, asyncScheduler.now() - startedAt))),
      );
      return merge(due$, of(0)).pipe(switchMap(() => ask$.pipe(tap({ complete: answered }))));
    });
