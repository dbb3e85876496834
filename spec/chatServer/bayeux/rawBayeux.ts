import type { GmsBody } from '../rawCustomer.js';
import { CHANNEL } from './bayeux.js';
import type { BayeuxMessage, OpenWire } from './rawWire.js';

/** A Bayeux client that knows nothing but messages. */
export interface RawBayeux {
  readonly clientId: string;
  /** Publishes on the channel; resolves with the acknowledgement. */
  publish(operation: string, more?: object): Promise<BayeuxMessage>;
  /** Sends any message of this client's. */
  ask(message: BayeuxMessage): Promise<BayeuxMessage>;
  /** The next thing that is pushed on the channel; each only once. */
  next(): Promise<GmsBody>;
  /** What is pushed until something fits, this included. */
  until(fits: (body: GmsBody) => boolean): Promise<readonly GmsBody[]>;
  /** What has been pushed and not been taken. */
  readonly waiting: readonly GmsBody[];
  /** Resolves when no connect is held any more: with the refused reply, or with the error. */
  readonly over: Promise<unknown>;
  close(): void;
}

/** Shakes hands and holds connects until the server has no more of it. */
export const rawBayeux = async (openWire: OpenWire, url: string): Promise<RawBayeux> => {
  const waiting: GmsBody[] = [];
  let wake = () => {};
  const hear = ({ channel, data, successful }: BayeuxMessage): void => {
    if (channel !== CHANNEL || successful !== undefined) return;
    const body: GmsBody = JSON.parse(JSON.stringify(data));
    waiting.push(body);
    wake();
  };
  const wire = await openWire(url, hear);
  const { connectionType } = wire;
  let count = 0;
  const send = (message: BayeuxMessage) => wire.ask({ id: String(++count), ...message });
  const hands = { version: '1.0', minimumVersion: '1.0', supportedConnectionTypes: [connectionType] };
  const { clientId = '' } = await send({ channel: '/meta/handshake', ...hands });
  const ask = (message: BayeuxMessage) => send({ clientId, ...message });
  const connect = (advice?: object) => ask({ channel: '/meta/connect', connectionType, ...(advice && { advice }) });
  await connect({ timeout: 0 });

  const hold = async (): Promise<unknown> => {
    try {
      for (;;) {
        const reply = await connect();
        if (!reply.successful) return reply;
      }
    } catch (failure) {
      return failure;
    }
  };
  const next = async (): Promise<GmsBody> => {
    for (;;) {
      const body = waiting.shift();
      if (body !== undefined) return body;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return {
    clientId,
    ask,
    publish: (operation, more) => ask({ channel: CHANNEL, data: { operation, ...more } }),
    next,
    async until(fits) {
      const bodies: GmsBody[] = [];
      do bodies.push(await next());
      while (!bodies.slice(-1).every(fits));
      return bodies;
    },
    waiting,
    over: hold(),
    close: wire.close,
  };
};

/** A client in a chat that it has just begun, with the answer and the keys of it. */
export const rawBayeuxCustomer = async (openWire: OpenWire, url: string, fields: object = { nickname: 'Jonny' }) => {
  const client = await rawBayeux(openWire, url);
  await client.publish('requestChat', fields);
  const started = await client.next();
  const { chatId, alias, secureKey, userId } = started;
  const keys = { chatId, alias, secureKey, userId };
  const tell = (operation: string, more: object = {}) => client.publish(operation, { ...keys, ...more });
  return { ...client, client, started, chatId, keys, tell };
};
