import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Desk } from '../desk.js';
import { writeAnswer } from '../http/answer.js';
import { cors } from '../http/cors.js';
import type { HttpHandler } from '../http/httpHost.js';
import { readBody } from '../http/readBody.js';
import { list } from './args.js';
import { type Controlled, controlCalls } from './calls.js';
import { isLoopback } from './isLoopback.js';

/** Every change in every chat as server-sent events, until the listener goes. */
const sendEvents = async (desk: Desk, response: ServerResponse): Promise<void> => {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.write(': listening\n\n');
  const stop = await desk.watch((change) => response.write(`data: ${JSON.stringify(change)}\n\n`));
  response.once('close', stop);
};

const readArgs = async (request: IncomingMessage): Promise<readonly unknown[]> => {
  const body = (await readBody(request)).toString();
  try {
    return list(body === '' ? [] : JSON.parse(body), 'body');
  } catch {
    throw new TypeError('The body must be a JSON array of arguments.');
  }
};

const sentence = (failure: unknown): string => (failure instanceof Error ? failure.message : String(failure));

/**
 * Serves the desk and the weather: `POST /control/desk/say` with `["chatId", 2, "Hello"]` answers `{ "result": … }`,
 * or HTTP 400 `{ "error": "a sentence" }`. Hosts and origins that are not of this machine are answered with HTTP 403. `GET /control/events` streams what changes, `GET /control` lists the calls.
 */
export const controlHandler = (controlled: Controlled): HttpHandler => {
  const calls = controlCalls(controlled);
  return async (request, response) => {
    if (!isLoopback(request)) {
      const error =
        'The control side answers hosts and origins of this machine only: ask for it at localhost or 127.0.0.1.';
      return writeAnswer(response, { status: 403, body: { error } });
    }
    if (cors(request, response)) return;
    const { method, url = '' } = request;
    const name = url.replace(/\?.*$/, '').replace(/^\/control\/?/, '');
    if (method === 'GET' && name === 'events') return sendEvents(controlled.desk, response);
    if (method === 'GET' && name === '')
      return writeAnswer(response, { status: 200, body: { calls: [...calls.keys()] } });
    const call = calls.get(name);
    if (call === undefined || method !== 'POST') {
      const error = call ? 'This is a POST.' : 'There is no such call; GET /control lists them.';
      return writeAnswer(response, { status: call ? 405 : 404, body: { error } });
    }
    try {
      const result = await call(await readArgs(request));
      writeAnswer(response, { status: 200, body: { result } });
    } catch (failure) {
      writeAnswer(response, { status: 400, body: { error: sentence(failure) } });
    }
  };
};
