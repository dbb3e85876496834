import type { ChatChange } from './conversation/transcriptEvent.js';
import type { Desk } from './desk.js';
import { deskOver } from './deskOver.js';
import type { Weather } from './weather.js';

/** A chat server's control side, seen from elsewhere. */
export interface ConnectedDesk {
  /** The agent's side of every chat. */
  readonly desk: Desk;
  /** Bad weather on demand. */
  readonly weather: Weather;
  /** Breaks every connection to customers and refuses new ones. The chats stay. */
  goDown(): Promise<void>;
  /** Takes customers again, on the same port. */
  comeBack(): Promise<void>;
  /** Rejects where the chat server was started without `bayeux`. */
  restartBayeux(): Promise<void>;
}

interface Reply<Result> {
  readonly result: Result;
  readonly error?: string;
}

/** Reads server-sent events, one JSON value each, until the stream ends. */
const readEvents = async (stream: ReadableStream<Uint8Array>, listener: (change: ChatChange) => void) => {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    const blocks = (rest + decoder.decode(step.value, { stream: true })).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      if (block.startsWith('data: ')) queueMicrotask(() => listener(JSON.parse(block.slice(6))));
    }
  }
};

const notThere = (url: string, cause?: unknown): Error =>
  new Error(`connectDesk: at ${url} no desk answers; it is given the controlURL of a chat server.`, { cause });

/** Connects to a running chat server's `controlURL`, from Node or from a page: the same desk and weather as in process. */
export const connectDesk = (controlURL: string): ConnectedDesk => {
  if (typeof controlURL !== 'string') throw new TypeError('connectDesk is given the controlURL of a chat server.');
  const base = `${controlURL.replace(/\/+$/, '')}/control`;

  const asked = (url: string, init: RequestInit): Promise<Response> =>
    fetch(url, init).catch((cause: unknown) => {
      throw notThere(controlURL, cause);
    });

  const call = async <Result>(path: string, args: readonly unknown[]): Promise<Result> => {
    const response = await asked(`${base}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(args),
    });
    const reply: Reply<Result> | undefined = await response.json().catch(() => undefined);
    if (reply?.error !== undefined) throw new Error(reply.error);
    if (!response.ok || reply === undefined) throw notThere(controlURL);
    return reply.result;
  };

  const watch: Desk['watch'] = async (listener) => {
    const gone = new AbortController();
    const { ok, body } = await asked(`${base}/events`, { signal: gone.signal });
    if (!ok || body === null) throw notThere(controlURL);
    // Reading ends with an error when we let go, or when the server closes: either way there is nothing more to hear.
    readEvents(body, listener).catch(() => {});
    return () => gone.abort();
  };

  return {
    desk: deskOver(call, watch),
    weather: {
      set: (...args) => call('weather/set', args),
      add: (...args) => call('weather/add', args),
      clear: (...args) => call('weather/clear', args),
    },
    goDown: () => call('server/goDown', []),
    comeBack: () => call('server/comeBack', []),
    restartBayeux: () => call('server/restartBayeux', []),
  };
};
