import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

export type HttpHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Takes a connection over that wants to be something else, or ends it. */
export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** An HTTP server that can go down and come back on its port. */
export interface HttpHost {
  readonly url: string;
  /** Breaks every connection and refuses new ones. */
  goDown(): Promise<void>;
  /** Takes connections again, on the same port. */
  comeBack(): Promise<void>;
}

/** Serves on a port, 0 for any; resolves once it listens, rejects when it cannot. */
export const httpHost = async (
  handler: HttpHandler,
  host: string,
  port: number,
  upgrade?: UpgradeHandler,
): Promise<HttpHost> => {
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    // A client may hang up at any moment; that is no trouble of ours.
    response.on('error', () => {});
    handler(request, response).catch(() => response.destroy());
  });
  // Long, so that no client meets a connection that is being closed: the host closes them itself.
  server.keepAliveTimeout = 600_000;
  if (upgrade !== undefined) server.on('upgrade', upgrade);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });

  const listen = (on: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(on, host, () => {
        server.off('error', reject);
        resolve();
      });
    });

  await listen(port);
  const address = server.address();
  const kept = typeof address === 'object' && address !== null ? address.port : port;

  let turn: Promise<void> = Promise.resolve();
  const inTurn = (step: () => Promise<void>): Promise<void> => {
    const done = turn.then(step);
    turn = done.catch(() => {});
    return done;
  };
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${kept}`,
    goDown: () =>
      inTurn(async () => {
        if (!server.listening) return;
        const closed = new Promise((resolve) => server.close(resolve));
        for (const socket of sockets) socket.destroy();
        await closed;
      }),
    comeBack: () => inTurn(async () => (server.listening ? undefined : listen(kept))),
  };
};
