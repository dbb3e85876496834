import { Observable } from 'rxjs';
import { brought } from './brought.js';
import { isFailure, TransportFailure } from './failures.js';
import { jsonOf } from './json.js';
import { offline } from './notLoaded.js';
import { type Asked, type Fail, type FailureCode, failPlainly, type Reading } from './readAnswer.js';

/** What of a Response is read. */
export interface Reply {
  /** 0: a redirect that fetch did not follow. */
  readonly status: number;
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
  /** `manual`: a redirect is not followed, so that keys stay with their server. (O20) */
  readonly redirect?: RequestRedirect;
  /** The request outlives its page. (C6) */
  readonly keepalive?: boolean;
}

/** One request, and how to go about it. */
export interface Exchange extends Asked {
  readonly url: string;
  readonly init: Outgoing;
  /** ms for the whole of it; 0: no limit */
  readonly timeout: number;
  readonly failures: () => Promise<FailureCode>;
}

/** What to make of an answer: its JSON, or its text if it is no JSON; and of its HTTP status. Called once more for a failure. */
export type Read<Value> = (answer: unknown, reading: Exchange & Reading, status: number) => Value;

/** What of `fetch` is used; anything that answers like it will do. */
export type Fetch<Answer extends Reply = Reply> = (
  url: string,
  init: Outgoing & { readonly signal: AbortSignal },
) => Promise<Answer>;

/**
 * One HTTP call as a cold Observable: subscribing sends, unsubscribing aborts, nothing is repeated.
 * Fails with a {@link TransportFailure} and nothing else.
 */
export const request = <Value>(fetch: Fetch, exchange: Exchange, read: Read<Value>): Observable<Value> =>
  send(fetch, exchange, async (reply, failing) => {
    const answer = await answerIn(reply);
    const readWith = (fail: Fail) => read(answer, { ...exchange, fail }, reply.status);
    try {
      return readWith(failLater);
    } catch {
      return readWith(await failing());
    }
  });

/** Until it is known that a failure is needed, its code is not loaded. */
const failLater: Fail = () => {
  throw failLater;
};

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

/** The same, with a good reply read by `take`, which may ask for the code that makes failures. */
export const send = <Answer extends Reply, Value>(
  fetch: Fetch<Answer>,
  exchange: Exchange,
  take: (reply: Answer, failing: () => Promise<Fail>) => Promise<Value>,
): Observable<Value> =>
  new Observable((subscriber) => {
    const { url, init, timeout, failures } = exchange;
    const controller = new AbortController();
    const fail = (cause: unknown) => subscriber.error(isFailure(cause) ? cause : offline(cause));
    let late = () =>
      fail(new TransportFailure('TimedOut', `No answer within ${timeout} ms: try again, or allow more time`));
    const failing = () =>
      new Promise<Fail>((resolve) => {
        // The answer is here: if that code does not load in time, the failure is a plain one.
        late = () => resolve(failPlainly);
        brought(failures).then((code) => resolve(code.failing(exchange)), late);
      });
    const exchanged = async (): Promise<void> => {
      const reply = await fetch(url, { ...init, signal: controller.signal });
      const { status, headers } = reply;
      // 0: a redirect that fetch hides. The body of a redirect is not read.
      if (status === 0 || status > 299) {
        const answer = status < 400 || (await answerIn(reply));
        throw (await failing())('Refused', answer, { status }, headers);
      }
      subscriber.next(await take(reply, failing));
      subscriber.complete();
    };
    exchanged().catch(fail);
    const timer = timeout ? setTimeout(() => late(), timeout) : undefined;
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  });
