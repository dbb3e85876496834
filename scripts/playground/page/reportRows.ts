import { buffer, filter, fromEvent, merge, type Observable, timer } from 'rxjs';
import type { Row } from '../shared/row.js';

/** How often rows are sent to the terminal, in ms. */
const interval = 200;

const post = (rows: readonly Row[]): void => {
  const body = JSON.stringify(rows.map(({ at, kind, name, summary }) => ({ at, kind, name, summary })));
  // The terminal is a courtesy: without it the page goes on.
  fetch('/api/rows', { method: 'POST', body, headers: { 'content-type': 'application/json' }, keepalive: true }).catch(
    () => undefined,
  );
};

/** Sends each row to the terminal: its one line, not what it carries. */
export const reportRows = (rows$: Observable<Row | undefined>): void => {
  rows$
    .pipe(
      filter((row) => row !== undefined),
      buffer(merge(timer(interval, interval), fromEvent(window, 'pagehide'))),
      filter((rows) => rows.length > 0),
    )
    .subscribe(post);
};
