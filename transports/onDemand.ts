import { defer, type Observable, switchMap } from 'rxjs';
import { notLoaded } from './notLoaded.js';

/** Operations whose code is loaded with the first of them that is used; where it cannot be, they fail with `Offline`. */
export const onDemand =
  <Operations>(load: () => Promise<Operations>) =>
  <Given extends readonly unknown[], Value>(
    operation: (operations: Operations) => (...given: Given) => Observable<Value>,
  ) =>
  (...given: Given): Observable<Value> => {
    const loaded = () =>
      load().catch((cause) => {
        throw notLoaded(cause);
      });
    return defer(loaded).pipe(switchMap((operations) => operation(operations)(...given)));
  };
