import type { IncomingMessage } from 'node:http';
import type { ServerMessage, ServerSession } from 'cometd-nodejs-server';
import { type Ack, type BayeuxServer, CHANNEL, type Hear, UNKNOWN_CLIENT } from './bayeux.js';
import { clientSockets } from './clientSockets.js';
import { installed } from './installed.js';

const refuse = (reply: ServerMessage, error: string): void => {
  reply.successful = false;
  reply.error = error;
};

/** The CometD project's own server: long-polling, one browser known by its cookie. */
export const cometdServer = async (hear: Hear): Promise<BayeuxServer> => {
  const cometd = await installed<typeof import('cometd-nodejs-server')>('cometd-nodejs-server');
  // Every tab may hold a connection; more than one session of a browser would else be made to poll slowly.
  const server = cometd.createCometDServer({ maxSessionsPerBrowser: -1 });
  const sockets = clientSockets();
  const sessions = new Set<ServerSession>();
  let letGo: (heard: Ack) => void = () => {};
  const closed = new Promise<Ack>((resolve) => {
    letGo = resolve;
  });
  const forgotten = new WeakSet<ServerSession>();
  server.addListener('sessionAdded', (session: ServerSession) => {
    // Without a listener the server breaks where it removes a session whose handshake was never answered.
    session.addListener('removed', () => {});
    sessions.add(session);
  });
  server.addListener('sessionRemoved', (session: ServerSession) => sessions.delete(session));

  const forget = (session: ServerSession): void => {
    forgotten.add(session);
    // Whoever forgets says no goodbye: what waits, and the disconnect itself, are not sent.
    session.addListener('queueDrain', (_session: ServerSession, queue: unknown[]) => queue.splice(0));
    session.disconnect();
  };

  server.addExtension({
    incoming: (_server, session, message, callback) => {
      const { request }: { request?: IncomingMessage } = server.context;
      if (request && message.channel !== '/meta/handshake') sockets.note(request, session.id);
      callback(undefined, true);
    },
    outgoing: (_server, _sender, session, message, callback) => {
      const lost = message.channel === '/meta/connect' && forgotten.has(session);
      if (lost) message.advice = { reconnect: 'handshake', interval: 0 };
      if (lost || message.error?.startsWith('402:')) refuse(message, UNKNOWN_CLIENT);
      callback(undefined, true);
    },
  });

  server.createServerChannel(CHANNEL).addListener('message', (session: ServerSession, _channel, message, callback) => {
    const { request }: { request?: IncomingMessage } = server.context;
    const { url: path = '', headers = {} } = request ?? {};
    const client = {
      push: (data: unknown) => session.deliver(null, CHANNEL, data),
      cut: () => sockets.cut(session.id),
      forget: () => forget(session),
    };
    // The server holds back all it has to say to a client while one of its messages is not dealt with, also the goodbye.
    Promise.race([hear({ client, data: message.data, path, headers }), closed])
      .then(({ error }) => {
        if (error !== undefined) refuse(message.reply, error);
        callback(undefined, true);
      })
      // What came with it in one body was no message, and the server broke over it.
      .catch(() => request?.socket.destroy());
  });

  const restart = (): void => {
    sockets.cut();
    for (const session of [...sessions]) forget(session);
  };
  return {
    handle: server.handle,
    restart,
    close() {
      letGo({ error: '503::closed' });
      // Only behind what is let go can the held connects be woken.
      setImmediate(() => {
        restart();
        server.close();
      });
    },
  };
};
