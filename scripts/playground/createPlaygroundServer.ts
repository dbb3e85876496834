import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { TransportName } from '../../spec/reference/abilities.js';
import type { ServedFile } from './bundlePage.js';
import type { PlayHost } from './createPlay.js';
import { isOurs } from './isOurs.js';
import { playgroundPolicy } from './playgroundPolicy.js';
import { readRows } from './readRows.js';
import { relay } from './relay.js';
import { relaySocket } from './relaySocket.js';
import { type RelayTargets, relayTargets, targetOf } from './relayTargets.js';
import type { Row } from './shared/row.js';
import type { Servers } from './shared/servers.js';

export interface PlaygroundParts {
  readonly files: ReadonlyMap<string, ServedFile>;
  /** The server API that is chosen at first. */
  readonly transport: TransportName;
  readonly servers: Servers;
  /** Sent with each request to them. Secret. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The chat server's control side; `undefined` with a real server. */
  readonly control?: string;
  readonly play?: PlayHost;
  /** Is given what happens in the page. */
  print(row: Row): void;
}

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
  { servers, transport, play, print }: PlaygroundParts,
  route: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  if (route === 'GET /api/playground') return sendJson(response, { servers, transport, play: play?.now() });
  if (route === 'POST /api/play' && play) return sendJson(response, await play.set(await readJson(request)));
  if (route === 'POST /api/rows') {
    for (const row of readRows(await readJson(request))) print(row);
    return sendJson(response, {});
  }
  response.writeHead(404).end();
};

const answer = async (
  parts: PlaygroundParts,
  targets: RelayTargets,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const { method = '', url = '/' } = request;
  const path = url.replace(/[?#].*$/, '');
  for (const [name, value] of Object.entries(playgroundPolicy)) response.setHeader(name, value);
  const file = parts.files.get(path);
  if (file && (method === 'GET' || method === 'HEAD')) {
    response.writeHead(200, { 'content-type': file.type, 'cache-control': 'no-cache' }).end(file.body);
    return;
  }
  if (!isOurs(request)) {
    response.writeHead(403, { 'content-type': 'text/plain' }).end('Only the page of this playground may ask for that.');
    return;
  }
  const to = targetOf(targets, url);
  if (to) relay(to.target, to.rest, request, response);
  else await api(parts, `${method} ${path}`, request, response);
};

/** Serves the page and takes what it asks for. Not yet listening. */
export const createPlaygroundServer = (parts: PlaygroundParts): Server => {
  const targets = relayTargets(parts.servers, parts.headers, parts.control);
  const server = createServer((request, response) => {
    answer(parts, targets, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(400);
      response.end();
    });
  });
  server.on('upgrade', (request, socket) => {
    const to = isOurs(request) ? targetOf(targets, request.url ?? '/') : undefined;
    if (to) relaySocket(to.target, to.rest, request, socket);
    else socket.destroy();
  });
  return server;
};
