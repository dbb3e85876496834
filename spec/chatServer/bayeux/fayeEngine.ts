import type { Engine, EngineServer } from 'faye';

/** Faye's clients, and what waits for each. */
export interface FayeEngine {
  /** What faye makes its engine with. */
  create(server: EngineServer): Engine;
  has(clientId: string): boolean;
  /** Sends a message to one client. Faye itself only publishes, and nobody may subscribe to a service channel. */
  push(clientId: string, message: object): void;
  /** The server knows the client no more; a connect that it holds is answered. */
  forget(clientId: string): void;
}

/** Keeps the clients of one server; every message has one receiver. */
export const fayeEngine = (): FayeEngine => {
  const queues = new Map<string, object[]>();
  let hub: EngineServer | undefined;
  const emptyQueue = (clientId: string): void => {
    const queue = queues.get(clientId);
    if (queue !== undefined && hub?.hasConnection(clientId)) hub.deliver(clientId, queue.splice(0));
  };
  return {
    has: (clientId) => queues.has(clientId),
    push(clientId, message) {
      queues.get(clientId)?.push(message);
      emptyQueue(clientId);
    },
    forget(clientId) {
      if (queues.delete(clientId)) hub?.flushConnection(clientId, false);
    },
    create(server) {
      hub = server;
      return {
        createClient(told, context) {
          const clientId = server.generateId();
          queues.set(clientId, []);
          told.call(context, clientId);
        },
        clientExists: (clientId, told, context) => told.call(context, queues.has(clientId)),
        destroyClient(clientId) {
          if (queues.delete(clientId)) server.trigger('close', clientId);
        },
        emptyQueue,
        disconnect: () => queues.clear(),
        ping() {},
        subscribe() {},
        unsubscribe() {},
        publish() {},
      };
    },
  };
};
