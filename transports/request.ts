import { Observable } from 'rxjs';
import { isFailure, TransportFailure } from './failures.js';
import { jsonOf } from './json.js';
import { type Reading, refused } from './readAnswer.js';
import { retryAfter } from './retryAfter.js';

/** What of a Response is read. */
export interface Reply {
  readonly status: number;
  /** `opaqueredirect`: a redirect that fetch did not follow, and that it shows nothing else of. */
  readonly type?: string;
  readonly headers: Pick<Headers, 'get'>;
  text(): Promise<string>;
  arrayBuffer?(): Promise<ArrayBuffer>;
}

/** What is sent: what fetch and XMLHttpRequest have in common. */
export interface Outgoing {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly credentials?: RequestCredentials;
  readonly body?: string | FormData;
  /** `manual` keeps keys where they belong. (O20) */
  readonly redirect?: RequestRedirect;
  /** The request outlives its page. (C6) */
  readonly keepalive?: boolean;
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
 * @param read what to make of the answer: its JSON, or its text if it is no JSON; and of its HTTP status
 */
export const request = <Value>(
  fetch: Fetch,
  exchange: Exchange,
  read: (answer: unknown, exchange: Exchange, status: number) => Value,
): Observable<Value> => send(fetch, exchange, async (reply) => read(await answerIn(reply), exchange, reply.status));

const answerIn = async (reply: Reply): Promise<unknown> => {
  const text = await textIn(reply);
  return jsonOf(text, text);
};

/** `text()` reads every charset as UTF-8. (E35) */
const textIn = async (reply: Reply): Promise<string> => {
  const [, charset] = /charset="?([^\s;"]+)/i.exec(`${reply.headers.get('Content-Type')}`) ?? [];
  try {
    if (charset && reply.arrayBuffer) return new TextDecoder(charset).decode(await reply.arrayBuffer());
  } catch {
    // An unknown charset is read as UTF-8; an answer that breaks off fails again.
  }
  return reply.text();
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
      const { status, type, headers } = reply;
      if (type === 'opaqueredirect' || status > 299) {
        if (status < 400) {
          const advice = "A redirect: give the address it leads to, or redirects: 'follow'";
          throw new TransportFailure('Refused', advice, { status });
        }
        const answer = await answerIn(reply);
        throw refused(answer, { status, retryAfter: retryAfter(headers.get('Retry-After')) }, exchange);
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
