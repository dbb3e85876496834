import fayeWebsocket from 'faye-websocket';

/** A Bayeux message, either way. */
export interface BayeuxMessage {
  readonly channel: string;
  readonly id?: string;
  readonly clientId?: string;
  readonly successful?: boolean;
  readonly error?: string;
  readonly data?: unknown;
  readonly advice?: { readonly reconnect?: string };
  readonly [more: string]: unknown;
}

/** Carries messages to a Bayeux server, and gives what comes back to `hear`. */
export interface RawWire {
  readonly connectionType: string;
  /** Resolves with the reply to this message; rejects when the connection breaks before. */
  ask(message: BayeuxMessage): Promise<BayeuxMessage>;
  close(): void;
}

export type OpenWire = (url: string, hear: (message: BayeuxMessage) => void) => Promise<RawWire>;

/** One POST for each message; keeps the cookies that it is given. */
export const longPolling: OpenWire = async (url, hear) => {
  let cookie = '';
  const over = new AbortController();
  return {
    connectionType: 'long-polling',
    async ask(message) {
      const path = message.channel.startsWith('/meta/') ? message.channel.slice('/meta'.length) : '/';
      const headers = { 'content-type': 'application/json;charset=UTF-8', ...(cookie && { cookie }) };
      const body = JSON.stringify([message]);
      const response = await fetch(url + path, { method: 'POST', headers, body, signal: over.signal });
      cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
      const replies: readonly BayeuxMessage[] = await response.json();
      for (const reply of replies) hear(reply);
      const own = replies.find(({ id }) => id === message.id);
      if (own === undefined) throw new Error(`No reply to ${body}.`);
      return own;
    },
    close: () => over.abort(),
  };
};

/** Everything over one WebSocket. */
export const webSocket: OpenWire = async (url, hear) => {
  const socket = new fayeWebsocket.Client(url.replace('http', 'ws'));
  const waiting = new Map<unknown, { give(reply: BayeuxMessage): void; fail(reason: Error): void }>();
  socket.onmessage = ({ data }) => {
    const messages: readonly BayeuxMessage[] = JSON.parse(data);
    for (const message of messages) {
      hear(message);
      if (message.id === undefined) continue;
      waiting.get(message.id)?.give(message);
      waiting.delete(message.id);
    }
  };
  await new Promise<void>((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = ({ message }) => reject(new Error(message));
  });
  let open = true;
  socket.onclose = () => {
    open = false;
    for (const { fail } of waiting.values()) fail(new Error('The WebSocket closed.'));
  };
  return {
    connectionType: 'websocket',
    ask: (message) =>
      new Promise((give, fail) => {
        if (!open) fail(new Error('The WebSocket is closed.'));
        waiting.set(message.id, { give, fail });
        socket.send(JSON.stringify([message]));
      }),
    close: () => socket.close(),
  };
};
