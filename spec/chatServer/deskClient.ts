import type { ChatChange } from './conversation/transcriptEvent.js';
import type { Desk } from './desk.js';
import type { Weather } from './weather.js';

/** A chat server's control side, seen from elsewhere. */
export interface ConnectedDesk {
  readonly desk: Desk;
  readonly weather: Weather;
  goDown(): Promise<void>;
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

/** Connects to a running chat server's `controlURL`, from Node or from a page: the same desk and weather as in process. */
export const connectDesk = (controlURL: string): ConnectedDesk => {
  const base = `${controlURL.replace(/\/+$/, '')}/control`;

  const call = async <Result>(path: string, args: readonly unknown[]): Promise<Result> => {
    const response = await fetch(`${base}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(args),
    });
    const { result, error }: Reply<Result> = await response.json();
    if (error !== undefined) throw new Error(error);
    return result;
  };

  const watch: Desk['watch'] = async (listener) => {
    const gone = new AbortController();
    const { body } = await fetch(`${base}/events`, { signal: gone.signal });
    // Reading ends with an error when we let go, or when the server closes: either way there is nothing more to hear.
    if (body !== null) readEvents(body, listener).catch(() => {});
    return () => gone.abort();
  };

  return {
    desk: {
      sessions: (...args) => call('desk/sessions', args),
      transcript: (...args) => call('desk/transcript', args),
      join: (...args) => call('desk/join', args),
      type: (...args) => call('desk/type', args),
      stopTyping: (...args) => call('desk/stopTyping', args),
      say: (...args) => call('desk/say', args),
      pushUrl: (...args) => call('desk/pushUrl', args),
      notice: (...args) => call('desk/notice', args),
      sendFile: (...args) => call('desk/sendFile', args),
      leave: (...args) => call('desk/leave', args),
      end: (...args) => call('desk/end', args),
      idleAlert: (...args) => call('desk/idleAlert', args),
      rotateKeys: (...args) => call('desk/rotateKeys', args),
      expireToken: (...args) => call('desk/expireToken', args),
      lose: (...args) => call('desk/lose', args),
      preview: (...args) => call('desk/preview', args),
      heard: (...args) => call('desk/heard', args),
      requests: (...args) => call('desk/requests', args),
      clearRequests: (...args) => call('desk/clearRequests', args),
      watch,
    },
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
