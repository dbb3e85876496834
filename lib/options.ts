import type { Observable } from 'rxjs';
import type { TransportFailure } from '../transports/failures.js';
import type { MessageIndex, SessionData } from '../transports/frames.js';
import type { TransportFactory, UserData } from '../transports/transport.js';

/** Where a session is kept over a reload: a Map or a Keyv fits as it is. Values are JSON texts. */
export interface SessionStore {
  /** What is kept under the key; nothing where there is none. May be a promise. */
  get(key: string): unknown;
  /** Keeps it, over a reload. May be a promise. */
  set(key: string, value: string): unknown;
  /** Forgets it. May be a promise. */
  delete(key: string): unknown;
}

/** What the service takes from where it runs. Every part has a default; a test or an odd host gives its own. */
export interface Environment {
  /** The way out. */
  readonly fetch: typeof globalThis.fetch;
  /** For upload progress; `undefined`: start and end only. */
  readonly XMLHttpRequest?: typeof globalThis.XMLHttpRequest;
  /** ms since the epoch. */
  now(): number;
  /** [0, 1), spreads retries. */
  random(): number;
  /**
   * Emits when the network may be back, or the page is seen again: poll anew at once, even if a poll is open.
   * @default the page's events `online` and `pageshow`, and `visibilitychange` if it becomes visible
   */
  readonly online$: Observable<unknown>;
  /** Whether the page is hidden (`sleepEnabled`). */
  readonly hidden$: Observable<boolean>;
  /** What Widgets attach of the page: `_genesys_source`, `_genesys_url` … */
  pageFacts(): UserData;
}

/** What has to be kept of an asynchronous chat, so that it goes on anywhere. Secret. */
export interface SavedSession extends SessionData {
  /** The last message known. */
  readonly messageIndex?: MessageIndex;
}

/**
 * A chat that lives on when the page goes (the reference's `transport.async`). Each function may return a promise;
 * one that throws is published as `error`. `save` and `load` belong together.
 */
export interface AsyncChat {
  /** Keeps the session data: called at the start and whenever they change. */
  save?(data: SavedSession): unknown;
  /** Gives back what was saved, its JSON, or a bare token; nothing where there is none. */
  load?(): unknown;
  /** The server no longer knows the session, or has ended it meanwhile: what was saved is to be thrown away. */
  remove?(lost: { readonly sessionData: SavedSession; readonly failure?: TransportFailure }): unknown;
  /** Messages on a page of history: 16 to 1000. @default 20 */
  readonly maxMessagePageSize?: number;
}

/** Options of {@link createWebChatService}; times in ms. A wrong one is refused by name at creation. */
export interface WebChatServiceOptions {
  /** Which server API, e.g. `gmsRest({ dataURL })`. */
  readonly transport: TransportFactory;
  /** Separates two services on one page (stored session). @default 'webchat' */
  readonly name?: string;
  /** `auto` goes on with a stored chat by itself; `manual` waits for `restore()`. @default 'auto' */
  readonly restore?: 'auto' | 'manual';
  /** `transcript$` shows one's own messages at once, with their status; `false`: only what the server says. @default true */
  readonly messageStatus?: boolean;
  /** How long a chat may be left and still be restored. @default 60000 */
  readonly restoreTimeout?: number;
  /** Poll exceptions in a row that are borne before `chatServerWentOffline`. @default 5 */
  readonly pollExceptionLimit?: number;
  /** Attached to every chat. @default {} */
  readonly userData?: UserData;
  /** Sent as `GCTI_LanguageCode`. */
  readonly language?: string;
  /** Longest message, in code points. @default unlimited */
  readonly maxMessageLength?: number;
  /** Fixed time between polls when `dynamicPolling` is off: 1000 to 30000. @default 3000 */
  readonly pollRate?: number;
  /** Shortest time between polls: 250 or more. @default 500 */
  readonly pollRateMin?: number;
  /** Longest time between polls: up to 30000; if any `pollRate…` is given, also the longest wait after failures. @default 3000 */
  readonly pollRateMax?: number;
  /** How much longer each time, above 1. @default 1.2 */
  readonly pollRateMult?: number;
  /** Time between polls while sleeping: 1000 to 30000. @default 30000 */
  readonly pollRateSleep?: number;
  /** Poll faster while the customer talks. @default true */
  readonly dynamicPolling?: boolean;
  /** Poll rarely while the page is hidden. @default false */
  readonly sleepEnabled?: boolean;
  /** The chat lives on when the page goes; `restoreTimeout` does not apply. @default undefined: it does not */
  readonly async?: AsyncChat;
  /** Where the session is kept. @default idb-keyval in a browser, memory elsewhere */
  readonly store?: SessionStore;
  /** Parts of the surroundings to replace. */
  readonly environment?: Partial<Environment>;
}
