import type { Environment } from './options.js';

/** What requests need of the global object: a page has all of it, workers and Node a part. */
export type Host = Pick<typeof globalThis, 'fetch'> & Partial<Pick<typeof globalThis, 'XMLHttpRequest'>>;

/** What a chat asks of the page. */
type OfPage = 'pageFacts' | 'online$' | 'hidden$';

/** What a service has from the start; the rest is read from the page when the engine loads. */
export type EarlyEnvironment = Omit<Environment, OfPage> & Partial<Pick<Environment, OfPage>>;

/**
 * Whatever surrounds us: a page, a worker, Node. Nothing is touched before the call,
 * and `fetch` is looked up at each request, so that one replaced later is used.
 */
export const defaultEnvironment = (host: Host = globalThis): EarlyEnvironment => ({
  fetch: (...request) => host.fetch(...request),
  XMLHttpRequest: host.XMLHttpRequest,
  now: () => Date.now(),
  random: () => Math.random(),
});

/** The time by the clock that was handed in, or by the page's own if that fails. The engine reports the failure. (E33) */
export const timeOf = (clock: Pick<Environment, 'now'>): number => {
  try {
    const time = clock.now();
    if (Number.isFinite(time)) return time;
  } catch {
    // The same as if it had returned no number.
  }
  return Date.now();
};
