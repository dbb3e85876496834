import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { cors } from '../http/cors.js';
import type { HttpHandler } from '../http/httpHost.js';
import type { BayeuxServer } from './bayeux.js';
import { type BehindBayeux, bayeuxChats } from './bayeuxChats.js';
import { cometdServer } from './cometdServer.js';
import { fayeServer } from './fayeServer.js';

/** Where the CometD server is: long-polling. */
export const COMETD_PATH = '/genesys/cometd';
/** Where Faye is: WebSocket and long-polling. */
export const FAYE_PATH = '/genesys/faye';

/** The way in for Bayeux clients. */
export interface BayeuxDoors {
  /** Serves what is below the two paths, and leaves the rest to `others`. */
  handler(others: HttpHandler): HttpHandler;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Breaks all connections and knows no client any more. The chats stay. */
  restart(): void;
  close(): void;
}

/** Starts both Bayeux servers; loads their packages. */
export const bayeuxDoors = async (behind: BehindBayeux, refuseWebSockets: boolean): Promise<BayeuxDoors> => {
  const { hear, detach } = bayeuxChats(behind);
  const servers = new Map<string, BayeuxServer>([
    [COMETD_PATH, await cometdServer(hear)],
    [FAYE_PATH, await fayeServer(hear, FAYE_PATH)],
  ]);
  const serverAt = (url = ''): BayeuxServer | undefined => {
    const path = url.replace(/\?.*$/, '');
    return [...servers].find(([mount]) => path === mount || path.startsWith(`${mount}/`))?.[1];
  };
  return {
    handler: (others) => async (request, response) => {
      const server = serverAt(request.url);
      if (server === undefined) return others(request, response);
      if (!cors(request, response)) server.handle(request, response);
    },
    upgrade(request, socket, head) {
      socket.on('error', () => {});
      const upgrade = refuseWebSockets ? undefined : serverAt(request.url)?.upgrade;
      if (upgrade !== undefined) upgrade(request, socket, head);
      else socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    },
    restart() {
      detach();
      for (const server of servers.values()) server.restart();
    },
    close() {
      for (const server of servers.values()) server.close();
    },
  };
};
