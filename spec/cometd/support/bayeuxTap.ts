import { adapt } from 'cometd-nodejs-client';
import { isObject, type JsonObject } from '../../../transports/json.js';

/** One Bayeux message that CometD has sent, and by which way. */
export interface SentMessage {
  readonly by: 'websocket' | 'long-polling';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly message: JsonObject;
}

/** What CometD does behind its back: what it sends, and which timers it has running. */
export interface BayeuxTap {
  readonly sent: readonly SentMessage[];
  /** Of one channel. */
  on(channel: string): readonly SentMessage[];
  /** Waits for the next message on a channel, one that is still to come. */
  next(channel: string): Promise<SentMessage>;
  /** Waits until none of CometD's timers runs any more: each request has one until it is answered. */
  quiet(): Promise<void>;
  clear(): void;
}

const messagesIn = (body: unknown): readonly JsonObject[] => {
  const read: unknown = typeof body === 'string' ? JSON.parse(body) : [];
  return Array.isArray(read) ? read.filter(isObject) : [];
};

const tap = (): BayeuxTap => {
  // CometD's client wants a window: it gets one for the whole process.
  adapt();
  const sent: SentMessage[] = [];
  const waiting: { readonly channel: string; readonly tell: (sent: SentMessage) => void }[] = [];
  const running = new Set<unknown>();
  const idle: (() => void)[] = [];
  // One request may end where the next begins.
  const look = () =>
    setImmediate(() => {
      if (running.size === 0) for (const tell of idle.splice(0)) tell();
    });
  const stopped = (timer: unknown): void => {
    running.delete(timer);
    look();
  };
  const note = (by: SentMessage['by'], url: string, headers: SentMessage['headers'], body: unknown): void => {
    for (const message of messagesIn(body)) {
      const one = { by, url, headers, message };
      sent.push(one);
      for (const { tell } of waiting.filter(({ channel }) => channel === message.channel).splice(0)) tell(one);
    }
  };
  const { XMLHttpRequest, WebSocket } = window;
  Object.assign(window, {
    XMLHttpRequest: class extends XMLHttpRequest {
      #url = '';
      readonly #headers: Record<string, string> = {};
      override open(method: string, url: string | URL) {
        this.#url = String(url);
        super.open(method, url);
      }
      override setRequestHeader(name: string, value: string) {
        this.#headers[name] = value;
        super.setRequestHeader(name, value);
      }
      override send(body?: XMLHttpRequestBodyInit) {
        note('long-polling', this.#url, this.#headers, body);
        super.send(body);
      }
    },
    WebSocket: class extends WebSocket {
      override send(data: string) {
        note('websocket', this.url, {}, data);
        super.send(data);
      }
    },
    setTimeout: (run: () => void, ms: number) => {
      const timer = setTimeout(() => {
        stopped(timer);
        run();
      }, ms);
      running.add(timer);
      return timer;
    },
    clearTimeout: (timer: NodeJS.Timeout) => {
      stopped(timer);
      clearTimeout(timer);
    },
  });
  return {
    sent,
    on: (wanted) => sent.filter(({ message }) => message.channel === wanted),
    next: (channel) => new Promise((tell) => waiting.push({ channel, tell })),
    quiet: () =>
      new Promise((resolve) => {
        idle.push(resolve);
        look();
      }),
    clear: () => sent.splice(0),
  };
};

/** The one of this process. */
export const bayeuxTap = tap();
