import { Subject } from 'rxjs';
import type { Row } from '../shared/row.js';

/** The last rows, and each new one. */
export interface Rows {
  readonly kept: readonly Row[];
  /** A new row; `undefined` when all were cleared. */
  readonly news$: Subject<Row | undefined>;
  add(row: Row): void;
  clear(): void;
}

/** How many rows are kept. */
export const mostRows = 1000;

export const createRows = (): Rows => {
  const kept: Row[] = [];
  const news$ = new Subject<Row | undefined>();
  return {
    kept,
    news$,
    add(row) {
      kept.push(row);
      if (kept.length > mostRows) kept.shift();
      news$.next(row);
    },
    clear() {
      kept.length = 0;
      news$.next(undefined);
    },
  };
};
