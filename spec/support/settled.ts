import type { Observable } from 'rxjs';

/** What an Observable did until it settled. */
export interface Settled<Value> {
  readonly values: readonly Value[];
  /** The error it ended with; `undefined` if it completed. */
  readonly failure: unknown;
  /** How often it completed or failed. */
  readonly endings: number;
}

/** Waits until it completes or fails. */
export const settled = <Value>(source: Observable<Value>): Promise<Settled<Value>> =>
  new Promise((resolve) => {
    const values: Value[] = [];
    let endings = 0;
    const end = (failure?: unknown): void => {
      endings += 1;
      resolve({ values, failure, endings });
    };
    source.subscribe({ next: (value) => values.push(value), error: end, complete: () => end() });
  });
