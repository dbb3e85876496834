import type { Extension, Message } from 'faye';
import { type BayeuxServer, CHANNEL, type Hear, UNKNOWN_CLIENT } from './bayeux.js';
import { clientSockets } from './clientSockets.js';
import { fayeEngine } from './fayeEngine.js';
import { installed } from './installed.js';

/** Faye's own words for an unknown client, and for a subscription that is needless on a service channel. */
const CLIENT_UNKNOWN = /^401:/;
const CHANNEL_FORBIDDEN = /^403:/;

const refuse = (message: Message, error: string): void => {
  delete message.clientId;
  Object.assign(message, { successful: false, error });
};

/** Words faye's replies as the CometD server does. */
const reword = (message: Message, forgotten: ReadonlySet<string>): void => {
  const { channel, clientId = '', error = '' } = message;
  if (channel === '/meta/subscribe' && message.subscription === CHANNEL && CHANNEL_FORBIDDEN.test(error)) {
    delete message.error;
    message.successful = true;
  }
  const lost = channel === '/meta/connect' && forgotten.has(clientId);
  if (lost) message.advice = { reconnect: 'handshake', interval: 0 };
  if (lost || CLIENT_UNKNOWN.test(error)) refuse(message, UNKNOWN_CLIENT);
};

/** Faye: WebSocket and long-polling, below `mount`. */
export const fayeServer = async (hear: Hear, mount: string): Promise<BayeuxServer> => {
  const faye = await installed<typeof import('faye')>('faye');
  const engine = fayeEngine();
  const sockets = clientSockets();
  const forgotten = new Set<string>();
  const adapter = new faye.NodeAdapter({ mount, timeout: 30, engine: { type: engine } });

  const incoming: Extension['incoming'] = (message, request, callback) => {
    const { channel, data, clientId } = message;
    if (typeof clientId !== 'string' || typeof channel !== 'string') return callback(message);
    sockets.note(request, clientId);
    if (channel.startsWith('/meta/')) return callback(message);
    // Faye lets anybody publish.
    if (!engine.has(clientId)) return callback(Object.assign(message, { error: UNKNOWN_CLIENT }));
    if (channel !== CHANNEL) return callback(message);
    const client = {
      push: (answer: unknown) => engine.push(clientId, { channel: CHANNEL, data: answer }),
      cut: () => sockets.cut(clientId),
      forget() {
        forgotten.add(clientId);
        engine.forget(clientId);
      },
    };
    const { url: path = '', headers } = request;
    hear({ client, data, path, headers })
      .then((ack) => callback(Object.assign(message, ack)))
      // What came with it in one body was no message, and faye broke over it.
      .catch(() => request.socket.destroy());
  };
  adapter.addExtension({
    incoming,
    outgoing(message, _request, callback) {
      reword(message, forgotten);
      callback(message);
    },
  });

  const restart = (): void => {
    sockets.cut();
    adapter.close();
  };
  return {
    handle: (request, response) => adapter.handle(request, response),
    upgrade: (request, socket, head) => adapter.handleUpgrade(request, socket, head),
    restart,
    close: restart,
  };
};
