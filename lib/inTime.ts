import { defer, map, type Observable, take } from 'rxjs';
import { merge } from '../streams/merge.js';
import { timer } from '../streams/timer.js';

/** How long what belongs to the site may take (its store, its hooks), in ms. */
const patience = 10_000;

/** What the work comes to; fails where it does not come in time, so that no command waits for ever. */
export const inTime = <T>(work: () => T): Observable<Awaited<T>> => {
  const late$ = timer(patience).pipe(
    map((): never => {
      throw new Error(`no answer within ${patience} ms`);
    }),
  );
  return merge(
    defer(async (): Promise<Awaited<T>> => await work()),
    late$,
  ).pipe(take(1));
};
