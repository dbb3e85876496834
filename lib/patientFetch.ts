import fetchRetry from 'fetch-retry';
import { retryAfter } from '../transports/retryAfter.js';

type Fetch = typeof globalThis.fetch;

/** How patient to be; times in ms. */
export interface Patience {
  /** How often to ask in all. @default 3 */
  readonly attempts?: number;
  /** [0, 1), spreads the waits. @default Math.random */
  readonly random?: () => number;
  /** The first wait, at most; each further one is up to twice as long. @default 500 */
  readonly delay?: number;
  /** A server that asks to be left alone for longer (Retry-After) is not asked again. @default 10000 */
  readonly longestRest?: number;
}

/**
 * A fetch that asks again after network trouble, 429 and 5xx: for calls that do no harm when repeated.
 * The last attempt's outcome counts. An abort ends it at once; a body that can be read only once is sent once.
 */
export const patientFetch =
  (fetch: Fetch, { attempts = 3, random = Math.random, delay = 500, longestRest = 10_000 }: Patience = {}): Fetch =>
  (input, init) => {
    const signal = init?.signal ?? (input instanceof Request ? input.signal : null);
    const once = init?.body instanceof ReadableStream;

    const wait = (attempt: number, asked = 0): number => Math.max(asked, delay * 2 ** attempt * (0.5 + random() / 2));

    const retryOn = async (attempt: number, _: Error | null, response: Response | null): Promise<boolean> => {
      const asked = retryAfter(response?.headers.get('Retry-After') ?? null);
      const tried = once || attempt + 1 >= attempts || signal?.aborted;
      if (tried || (response && !isPassing(response)) || (asked ?? 0) > longestRest) return false;
      // An answer that is not read would keep its connection busy.
      response?.body?.cancel().catch(() => undefined);
      await rest(wait(attempt, asked), signal);
      return true;
    };

    const base = async (...request: Parameters<Fetch>): Promise<Response> => {
      signal?.throwIfAborted();
      const response = await fetch(...request);
      // An answer that breaks off has failed on its way too.
      return response.ok && response.body ? new Response(await response.blob(), response) : response;
    };
    // The wait is in retryOn, where it can be cut short: fetch-retry's own delay cannot.
    return fetchRetry(base, { retryOn, retryDelay: 0 })(input, init);
  };

const isPassing = ({ status }: Response): boolean => status === 429 || status >= 500;

/** Resolves after `ms`; rejects when aborted, and leaves no timer behind. */
const rest = (ms: number, signal: AbortSignal | null): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
