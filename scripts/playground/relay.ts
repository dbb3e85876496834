import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { CookieJar } from './cookieJar.js';

/** Where requests go on to. */
export interface RelayTarget {
  readonly url: string;
  /** Added to each request; they stay out of the page. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Its cookies, which stay out of the page too. */
  readonly cookies?: CookieJar;
}

const there = ['content-type', 'content-length', 'accept', 'x-nexus-client-key'] as const;
const back = ['content-type', 'content-length', 'content-disposition', 'retry-after', 'cache-control'] as const;

export const pick = (headers: IncomingMessage['headers'], names: readonly string[]): OutgoingHttpHeaders =>
  Object.fromEntries(names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])));

/**
 * The request that goes on; `undefined` where that would leave the target.
 * @param rest what stands behind the target's address
 */
export const onwardRequest = (
  { url: base, headers, cookies }: RelayTarget,
  rest: string,
  method: string | undefined,
  given: OutgoingHttpHeaders,
) => {
  const url = new URL(base + rest);
  // What stands in front may still be another address: /comet/../cometd-admin is no part of /comet.
  if (!url.href.startsWith(base) || !/^([/?]|$)/.test(url.href.slice(base.length))) return undefined;
  const cookie = cookies?.header();
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return send(url, { method, headers: { ...given, ...(cookie && { cookie }), ...headers } });
};

/**
 * Hands a request on and its answer back, as they come, so that the page needs one origin only.
 * Where the server cannot be reached there is no answer here either: for the page it is the network that failed.
 */
export const relay = (target: RelayTarget, rest: string, request: IncomingMessage, response: ServerResponse): void => {
  const onward = onwardRequest(target, rest, request.method, pick(request.headers, there));
  if (!onward) {
    response.writeHead(404).end();
    return;
  }
  onward.on('response', (answer) => {
    target.cookies?.take(answer.headers['set-cookie']);
    response.writeHead(answer.statusCode ?? 502, pick(answer.headers, back));
    response.flushHeaders();
    answer.on('error', () => response.destroy()).pipe(response);
  });
  onward.on('error', () => response.destroy());
  response.on('close', () => onward.destroy());
  request.pipe(onward);
};
