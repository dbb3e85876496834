import { Observable } from 'rxjs';
import { isFailure, TransportFailure } from './failures.js';
import { jsonOf } from './json.js';
import { type Reading, refused } from './readAnswer.js';
import { retryAfter } from './retryAfter.js';

/** What of a Response is read. */
export interface Reply {
  readonly status: number;
  readonly headers: Pick<Headers, 'get'>;
  text(): Promise<string>;
}

/** What is sent: what fetch and XMLHttpRequest have in common. */
export interface Outgoing {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly credentials?: RequestCredentials;
  readonly body?: string | FormData;
}

/** One request, and how to go about it. */
export interface Exchange extends Reading {
  readonly url: string;
  readonly init: Outgoing;
  /** ms for the whole of it; 0: no limit */
  readonly timeout: number;
}

/** What of `fetch` is used; anything that answers like it will do. */
export type Fetch<Answer extends Reply = Reply> = (
  url: string,
  init: Outgoing & { readonly signal: AbortSignal },
) => Promise<Answer>;

/**
 * One HTTP call as a cold Observable: subscribing sends, unsubscribing aborts, nothing is repeated.
 * Fails with a {@link TransportFailure} and nothing else.
 *
 * @param read what to make of the answer: its JSON, or its text where it is no JSON
 */
export const request = <Value>(
  fetch: Fetch,
  exchange: Exchange,
  read: (answer: unknown, exchange: Exchange) => Value,
): Observable<Value> => send(fetch, exchange, async (reply) => read(await answerIn(reply), exchange));

const answerIn = async (reply: Reply): Promise<unknown> => {
  const text = await reply.text();
  return jsonOf(text, text);
};

/** The same, with a good reply read by `take`. */
export const send = <Answer extends Reply, Value>(
  fetch: Fetch<Answer>,
  exchange: Exchange,
  take: (reply: Answer) => Promise<Value>,
): Observable<Value> =>
  new Observable((subscriber) => {
    const { url, init, timeout } = exchange;
    const controller = new AbortController();
    const fail = (cause: unknown) => subscriber.error(isFailure(cause) ? cause : offline(cause));
    const exchanged = async (): Promise<void> => {
      const reply = await fetch(url, { ...init, signal: controller.signal });
      const { status, headers } = reply;
      if (status >= 400) {
        const answer = await answerIn(reply);
        // XMLHttpRequest complains on the console when asked for a header that CORS hides: only here it matters.
        const wait = retryAfter(headers.get('Retry-After'));
        throw refused(answer, { status, retryAfter: wait }, exchange);
      }
      subscriber.next(await take(reply));
      subscriber.complete();
    };
    exchanged().catch(fail);
    const late = () =>
      fail(new TransportFailure('TimedOut', `No answer within ${timeout} ms: try again, or allow more time`));
    const timer = timeout ? setTimeout(late, timeout) : undefined;
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  });

/** The failure where no answer came. */
export const offline = (
  cause: unknown,
  message = 'No answer: check the network, the address and its CORS rules',
): TransportFailure => new TransportFailure('Offline', message, { cause });
