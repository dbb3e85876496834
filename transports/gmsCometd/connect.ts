import type { CometD, Message } from 'cometd';
import { map, Observable } from 'rxjs';
import { type JsonObject, objectOf, textOf } from '../json.js';
import { masked } from '../masked.js';
import { secretParts } from '../secretParts.js';
import { broken, isUnknownClient } from './bayeux.js';
import type { CometdSettings } from './cometdSettings.js';

/** A Bayeux client that its server knows. */
export interface Connection {
  /** Says something on the chat's channel; the acknowledgement, which may be a no. */
  publish(data: JsonObject): Observable<unknown>;
  /** What the server says there. */
  readonly messages$: Observable<unknown>;
  /** The server is still there. */
  readonly alive$: Observable<unknown>;
}

/** What of CometD is used. */
export type BayeuxClient = Pick<
  CometD,
  'addListener' | 'removeListener' | 'configure' | 'handshake' | 'publish' | 'disconnect' | 'getAdvice' | 'getClientId'
>;

const heard = (cometd: BayeuxClient, channel: string): Observable<Message> =>
  new Observable((subscriber) => {
    const handle = cometd.addListener(channel, (message) => subscriber.next(message));
    return () => cometd.removeListener(handle);
  });

/** @param secrets grows by each key that is sent */
const connectionOf = (cometd: BayeuxClient, channel: string, secrets: Set<string>): Connection => ({
  publish: (data) =>
    new Observable((subscriber) => {
      secrets.add(textOf(data.secureKey));
      cometd.publish(channel, data, (ack) => {
        // A refusal may repeat what was sent. What CometD says of a failure of its own holds more than JSON can carry.
        subscriber.next(ack.successful || 'failure' in ack ? ack : masked(ack, [...secrets]));
        subscriber.complete();
      });
    }),
  messages$: heard(cometd, channel).pipe(map(({ data }): unknown => data)),
  alive$: heard(cometd, '/meta/connect'),
});

/** CometD asks this, behind its listeners, what to do about a failure. */
const giveUp = {
  onTransportFailure: (_message: unknown, info: object, go: (info: object) => void) => go({ ...info, action: 'none' }),
};

const triedWebSocket = (reply: unknown): boolean => objectOf(objectOf(reply)?.failure)?.connectionType === 'websocket';

/**
 * Connects a new CometD, and emits the connection once the server has answered the first /meta/connect.
 * Fails with `Offline` when there is none any more, and does not try again; unsubscribing disconnects.
 */
export const connect = (cometd: BayeuxClient, { channel, configuration }: CometdSettings): Observable<Connection> =>
  new Observable((subscriber) => {
    let connected = false;
    let lost = false;
    const secrets = new Set(Object.values(configuration.requestHeaders ?? {}).flatMap(secretParts));
    const end = (message: unknown) => subscriber.error(broken(message, [...secrets]));
    const lose = (message: unknown) => {
      lost = true;
      Object.assign(cometd, giveUp);
      end(message);
    };
    cometd.addListener('/meta/connect', (message) => {
      if (!message.successful) return lose(message);
      if ((cometd.getAdvice().reconnect ?? 'retry') !== 'retry') return end(message);
      if (!connected) subscriber.next(connectionOf(cometd, channel, secrets));
      connected = true;
    });
    cometd.addListener('/meta/disconnect', end);
    cometd.addListener('/meta/publish', (ack) => {
      // A request that was cut shows that the connection is broken, before /meta/connect does: nothing more is sent on it.
      if (!ack.successful && (objectOf(ack)?.failure || isUnknownClient(ack))) end(ack);
    });
    cometd.configure(configuration);
    // Called once more where WebSocket fails and long-polling is tried.
    cometd.handshake((reply) => {
      if (!reply.successful) return subscriber.closed || !triedWebSocket(reply) ? lose(reply) : undefined;
      // Only now does the server know who leaves, and only behind this callback does CometD send it.
      if (subscriber.closed) queueMicrotask(() => cometd.disconnect());
    });
    return () => {
      if (!lost && cometd.getClientId()) cometd.disconnect();
    };
  });
