import { defer, mergeAll, type Observable, type ObservableInput, type ObservedValueOf } from 'rxjs';

/** RxJS's `merge`, `from` and `of` bring the code for schedulers along, which nothing here needs. Here an array is a source, too. */
export const merge = <Sources extends readonly ObservableInput<unknown>[]>(
  ...sources: Sources
): Observable<ObservedValueOf<Sources[number]>> => defer(() => sources).pipe(mergeAll());
