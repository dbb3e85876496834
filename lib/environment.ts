import { EMPTY, filter, map } from 'rxjs';
import { merge } from '../streams/merge.js';
import { listen, type Target } from './listen.js';
import type { Environment } from './options.js';
import type { PageHost } from './pageFacts.js';

/** What is read of the global object: a page has all of it, workers and Node a part. */
export interface Host extends PageHost, Partial<Target> {
  readonly fetch: typeof globalThis.fetch;
  readonly XMLHttpRequest?: typeof globalThis.XMLHttpRequest;
  readonly document?: Target & Pick<Document, 'hidden' | 'referrer' | 'title' | 'URL'>;
}

/** What a service has from the start; the facts of the page are asked for with a chat. */
export type EarlyEnvironment = Omit<Environment, 'pageFacts'> & Partial<Pick<Environment, 'pageFacts'>>;

const isTarget = (host: Partial<Target>): host is Target => typeof host.addEventListener === 'function';

/**
 * Whatever surrounds us: a page, a worker, Node. Nothing is touched before the call,
 * and `fetch` is looked up at each request, so that one replaced later is used.
 */
export const defaultEnvironment = (host: Host = globalThis): EarlyEnvironment => {
  const { document } = host;
  const turned$ = document ? listen(document, 'visibilitychange') : EMPTY;
  const isHidden = () => document?.hidden ?? false;
  return {
    fetch: (...request) => host.fetch(...request),
    XMLHttpRequest: host.XMLHttpRequest,
    now: () => Date.now(),
    random: () => Math.random(),
    online$: merge(
      isTarget(host) ? merge(listen(host, 'online'), listen(host, 'pageshow')) : EMPTY,
      turned$.pipe(filter(() => !isHidden())),
    ),
    // The first value says how the page is now.
    hidden$: merge([0], turned$).pipe(map(isHidden)),
  };
};

/** The time by the clock that was handed in, or by the page's own if that fails. The engine reports the failure. (E33) */
export const timeOf = (clock: Pick<Environment, 'now'>): number => {
  try {
    const time = clock.now();
    if (Number.isFinite(time)) return time;
  } catch {
    // As if it had returned no number.
  }
  return Date.now();
};
