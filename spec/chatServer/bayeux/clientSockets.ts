import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/** Which connection is whose. */
export interface ClientSockets {
  /** A message of this client came in with this request. */
  note(request: IncomingMessage, clientId: string): void;
  /** Breaks the connections of one client, or of all. */
  cut(clientId?: string): void;
}

/**
 * Remembers for each connection who spoke over it last.
 * A connection breaks with a word of rubbish: a browser that gets nothing at all on a connection it had used before
 * repeats the request by itself. A WebSocket breaks in silence.
 */
export const clientSockets = (): ClientSockets => {
  const owners = new Map<Socket, { readonly clientId: string; readonly cut: () => void }>();
  return {
    note({ socket, headers }, clientId) {
      if (socket.destroyed) return;
      if (!owners.has(socket)) socket.once('close', () => owners.delete(socket));
      const destroy = () => socket.destroy();
      const cut = headers.upgrade === undefined ? () => socket.end('connection lost\r\n', destroy) : destroy;
      owners.set(socket, { clientId, cut });
    },
    cut(clientId) {
      for (const owner of [...owners.values()]) if (clientId === undefined || owner.clientId === clientId) owner.cut();
    },
  };
};
