import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { ServedFile } from './bundlePage.js';
import type { PlayHost } from './createPlay.js';
import { isOurs } from './isOurs.js';
import { readRows } from './readRows.js';
import { type RelayTarget, relay } from './relay.js';
import type { Row } from './shared/row.js';

export interface PlaygroundParts {
  readonly files: ReadonlyMap<string, ServedFile>;
  /** The chat server's address, as it is shown. */
  readonly shownAs: string;
  /** Where `/gms/…` goes. */
  readonly gms: RelayTarget;
  /** Where `/control/…` goes; `undefined` with a real GMS. */
  readonly control?: RelayTarget;
  readonly play?: PlayHost;
  /** Is given what happens in the page. */
  print(row: Row): void;
}

/** Everything the page does goes to its own origin, and what it shows is never markup. */
const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const always = {
  'content-security-policy': contentPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  // A connection of its own for each request: a browser repeats a request by itself when a kept one breaks.
  connection: 'close',
};

/** The most that is read of a post, in bytes. */
const longestPost = 1_000_000;

const readJson = async (request: IncomingMessage): Promise<unknown> => {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of request) {
    const bytes: Uint8Array = part;
    length += bytes.length;
    if (length > longestPost) throw new Error('That is too long.');
    parts.push(bytes);
  }
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
};

const sendJson = (response: ServerResponse, value: unknown): void => {
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(value));
};

const api = async (
  { shownAs, play, print }: PlaygroundParts,
  route: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  if (route === 'GET /api/playground') return sendJson(response, { server: shownAs, play: play?.now() });
  if (route === 'POST /api/play' && play) return sendJson(response, await play.set(await readJson(request)));
  if (route === 'POST /api/rows') {
    for (const row of readRows(await readJson(request))) print(row);
    return sendJson(response, {});
  }
  response.writeHead(404).end();
};

const answer = async (parts: PlaygroundParts, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { method = '', url = '/' } = request;
  const path = url.replace(/[?#].*$/, '');
  for (const [name, value] of Object.entries(always)) response.setHeader(name, value);
  const file = parts.files.get(path);
  if (file && (method === 'GET' || method === 'HEAD')) {
    response.writeHead(200, { 'content-type': file.type, 'cache-control': 'no-cache' }).end(file.body);
  } else if (!isOurs(request)) {
    response.writeHead(403, { 'content-type': 'text/plain' }).end('Only the page of this playground may ask for that.');
  } else if (path.startsWith('/gms/')) {
    relay(parts.gms, url.slice('/gms'.length), request, response);
  } else if (path.startsWith('/control/') && parts.control) {
    relay(parts.control, url, request, response);
  } else {
    await api(parts, `${method} ${path}`, request, response);
  }
};

/** Serves the page and takes what it asks for. Not yet listening. */
export const createPlaygroundServer = (parts: PlaygroundParts): Server =>
  createServer((request, response) => {
    answer(parts, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(400);
      response.end();
    });
  });
