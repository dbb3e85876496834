import type { Observable } from 'rxjs';
import { useFakeTimers } from 'sinon';
import { fromWidgetsConfig } from '../../../../lib/bridges/widgets/fromWidgetsConfig.js';
import type { WebChatServiceOptions } from '../../../../lib/options.js';
import { scripted } from '../../../../transports/scripted.js';
import type { Transport } from '../../../../transports/transport.js';

/** A configuration, one option at its place: `webchat.transport.type` … */
export type Placed = readonly (readonly [path: string, value: unknown])[];

export const dataURL = 'https://host/genesys/2/chat/sales';
export const v3URL = 'https://nexus/v3/chat/sessions';
export const cometURL = 'https://host/genesys/cometd';

/** The least that each way needs. */
export const least = {
  v2: [['webchat.dataURL', dataURL]],
  v3: [
    ['webchat.transport.type', 'pureengage-v3-rest'],
    ['webchat.transport.dataURL', v3URL],
  ],
  CometD: [
    ['webchat.cometD.enabled', true],
    ['webchat.cometD.cometURL', cometURL],
  ],
} as const satisfies Record<string, Placed>;

/** What warnings say is expected. */
export const address = 'the http(s) URL of a chat service, without ?, # or @';
export const printable = 'a string or number of printable characters';

/** Sections from places: later ones win. */
export const configOf = (...places: Placed): Record<string, unknown> => {
  const config: Record<string, unknown> = {};
  for (const [path, value] of places) {
    const names = path.split('.');
    const last = names.pop() ?? '';
    let section = config;
    for (const name of names) {
      const inner = { ...Object(section[name]) };
      section[name] = inner;
      section = inner;
    }
    section[last] = value;
  }
  return config;
};

/** What came of reading a configuration. */
export interface Read {
  readonly options: WebChatServiceOptions;
  readonly warnings: readonly string[];
  /** What gmsCometd was called with. */
  readonly cometd: readonly object[];
}

/** Reads a configuration, CometD's transport played. */
export const read = (widgets: unknown): Read => {
  const warnings: string[] = [];
  const cometd: object[] = [];
  const gmsCometd = (options: object) => {
    cometd.push(options);
    return scripted({}).transport;
  };
  const options = fromWidgetsConfig(widgets, { gmsCometd, warn: (warning) => warnings.push(warning) });
  return { options, warnings, cometd };
};

/** A request, as it was sent. */
export interface Sent {
  readonly url: string;
  readonly credentials: unknown;
  readonly redirect: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, string>>;
}

const session = { sessionId: 'S1', secureKey: 'k', userId: 'u', alias: 'a', token: 'a.b.c', participantId: 'P1' };

const silent =
  (note: (sent: Sent) => void): typeof fetch =>
  (input, { headers, credentials, redirect, body, signal } = {}) => {
    const fields = Object.fromEntries(new URLSearchParams(String(body)));
    note({ url: String(input), credentials, redirect, headers: Object.fromEntries(new Headers(headers)), fields });
    return new Promise((_, reject) => signal?.addEventListener('abort', reject));
  };

const wiredTo = ({ transport }: WebChatServiceOptions, note: (sent: Sent) => void): Transport => {
  const fetch = silent(note);
  return transport({ fetch, patientFetch: fetch });
};

/** The transport, its requests never answered. */
export const wired = (options: WebChatServiceOptions): Transport => wiredTo(options, () => undefined);

/** The request that begins a chat. */
export const startOf = (options: WebChatServiceOptions): Promise<Sent> =>
  new Promise((resolve) => {
    const { start } = wiredTo(options, resolve);
    start({ form: {}, userData: {} }).subscribe().unsubscribe();
  });

/** After how many ms a request is given up; `undefined`: not within a minute. */
export const patienceOf = async (
  options: WebChatServiceOptions,
  what: 'send' | 'upload' = 'send',
): Promise<number | undefined> => {
  const clock = useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  try {
    let at: number | undefined;
    const from = clock.now;
    const failed = () => {
      at = clock.now - from;
    };
    // Files load their code first.
    const sent = new Promise<() => void>((resolve) => {
      const { send, upload } = wiredTo(options, () => resolve(() => subscription?.unsubscribe()));
      const file = { file: new Blob(['a']), name: 'a' };
      const call: Observable<unknown> | undefined =
        what === 'send' ? send(session, { message: 'a' }) : upload?.(session, file);
      const subscription = call?.subscribe({ error: failed });
    });
    const stop = await sent;
    await clock.tickAsync(60_000);
    stop();
    return at;
  } finally {
    clock.restore();
  }
};
