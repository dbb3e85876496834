import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** One request, as it was received. */
export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** As Latin-1, so that bytes stay what they are. */
  readonly body: string;
  /** Resolves when the client goes away before the answer. */
  readonly aborted: Promise<void>;
}

/** What the server does with a request. */
export type Weather =
  | { readonly status?: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }
  /** Never answers. */
  | 'silence'
  /** Closes the connection instead of answering. */
  | 'hangUp'
  /** Closes the connection in the middle of the answer. */
  | 'cut';

/** A server on this machine that answers every request alike, and remembers what it heard. */
export interface WireServer extends AsyncDisposable {
  readonly url: string;
  readonly heard: readonly Heard[];
  /** From now on. */
  weather: Weather;
  /** The request with this place, 0 for the first, as soon as it is there. */
  request(place: number): Promise<Heard>;
  /** Goes there and back: what was sent before is in `heard` by then. */
  roundTrip(): Promise<void>;
}

const answer = (response: ServerResponse, weather: Weather): void => {
  if (weather === 'silence') return;
  if (weather === 'hangUp') {
    response.destroy();
  } else if (weather === 'cut') {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' });
    response.write('{"statusCode":0,', () => response.destroy());
  } else {
    const { status = 200, body = {}, headers } = weather;
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
    response.end(typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body));
  }
};

export const startWireServer = async (): Promise<WireServer> => {
  const heard: Heard[] = [];
  const waiting: (() => void)[] = [];
  const server = createServer(async (message, response) => {
    const aborted = new Promise<void>((resolve) => {
      response.once('close', () => {
        if (!response.writableFinished) resolve();
      });
    });
    const { method = '', url = '', headers } = message;
    if (method === 'HEAD') {
      response.end();
      return;
    }
    const body = (await buffer(message)).toString('latin1');
    heard.push({ method, path: url, headers, body, aborted });
    for (const check of waiting.splice(0)) check();
    answer(response, wire.weather);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;

  const wire: WireServer = {
    url: `http://127.0.0.1:${port}`,
    roundTrip: async () => {
      await fetch(wire.url, { method: 'HEAD' });
    },
    heard,
    weather: {},
    request: async (place) => {
      for (;;) {
        const found = heard[place];
        if (found) return found;
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
        });
      }
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return wire;
};
