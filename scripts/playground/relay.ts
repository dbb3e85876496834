import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** Where requests go on to. */
export interface RelayTarget {
  readonly url: string;
  /** Added to each request; they stay out of the page. */
  readonly headers?: Readonly<Record<string, string>>;
}

const there = ['content-type', 'content-length', 'accept'] as const;
const back = ['content-type', 'content-length', 'content-disposition', 'retry-after', 'cache-control'] as const;

const pick = (headers: IncomingMessage['headers'], names: readonly string[]): OutgoingHttpHeaders =>
  Object.fromEntries(names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])));

/**
 * Hands a request on and its answer back, as they come, so that the page needs one origin only.
 * Where the server cannot be reached there is no answer here either: for the page it is the network that failed.
 */
export const relay = (target: RelayTarget, rest: string, request: IncomingMessage, response: ServerResponse): void => {
  const url = new URL(target.url + rest);
  if (!url.href.startsWith(target.url)) {
    response.writeHead(404).end();
    return;
  }
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const onward = send(url, { method: request.method, headers: { ...pick(request.headers, there), ...target.headers } });
  onward.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, pick(answer.headers, back));
    response.flushHeaders();
    answer.on('error', () => response.destroy()).pipe(response);
  });
  onward.on('error', () => response.destroy());
  response.on('close', () => onward.destroy());
  request.pipe(onward);
};
