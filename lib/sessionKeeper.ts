import type { MessageIndex, SessionData } from '../transports/frames.js';
import { jsonText, objectOf } from '../transports/json.js';
import type { SessionStore } from './options.js';
import { writing } from './writing.js';

/** What is kept of a chat over a reload. */
export interface StoredChat {
  readonly session: SessionData;
  /** The last sign of life, in ms since the epoch. */
  readonly alive: number;
  readonly filters: readonly RegExp[];
  readonly lastIndex?: MessageIndex;
}

/** Reads what was stored; its code loads with the first reload. */
type ParseStored = (stored: unknown, onDrop: () => unknown) => StoredChat | undefined;

/** Keeps the chat in a store: written eagerly, in order, the newest only. */
export interface SessionKeeper {
  /** What was kept last, or nothing where there is none, it is none of ours, or the store refuses. */
  load(parse: ParseStored): Promise<StoredChat | undefined>;
  /** Returns whether the chat is kept: not while it is on hold. */
  keep(chat: StoredChat): boolean;
  /** Keeps nothing until `release`: the keys are refused, and must not replace what another tab has stored. E32 */
  hold(): void;
  release(): void;
  forget(): unknown;
  /** Publishes that the store failed or took too long; commands do not wait for it until a write succeeds. O16 */
  failed(error: unknown): unknown;
  /** Resolves when everything is written; at once if the store failed last. */
  settled(): Promise<unknown>;
  /** Resolves when everything is written or given up. */
  done(): Promise<unknown>;
}

/** Every stored chat carries the version of its layout; older versions of the library wrote none. O18 */
const version = 1;

export const isNewer = (stored: unknown): boolean => Number(objectOf(stored)?.v) > version;

const written = ({ session, alive, filters, lastIndex }: StoredChat, bare: boolean): string =>
  jsonText({
    v: version,
    session: bare ? { sessionId: session.sessionId } : session,
    alive,
    filters: filters.map(({ source, flags }) => ({ source, flags })),
    lastIndex,
  });

type OnError = (error: unknown) => unknown;

/** Whether commands wait for a store: not after it has failed or hung, until a write succeeds. O16 */
const createTrust = (onError: OnError) => {
  let refused = false;
  let giveUp: (nothing?: unknown) => unknown = () => undefined;
  const failed = (error: unknown) => {
    refused = true;
    giveUp();
    return onError(error);
  };
  const ended = (_always: boolean, error?: unknown) => {
    if (error && !refused) failed(error);
    refused = !!error;
  };
  const wait = (done: Promise<unknown>) =>
    new Promise((resolve) => {
      giveUp = resolve;
      done.then(resolve);
      if (refused) giveUp();
    });
  return { failed, ended, wait };
};

/**
 * @param onError called for a store that cannot be read, for filters that are dropped, and once when the store begins to
 * refuse; the chat goes on without it
 * @param bare without the keys: the site keeps them itself
 */
export const sessionKeeper = (store: SessionStore, key: string, onError: OnError, bare = false): SessionKeeper => {
  const { failed, ended, wait } = createTrust(onError);
  const { put, settled: done } = writing(ended);
  const dropped = () => onError(new Error('dropped filters that are empty, over 1000 characters or no expression'));
  let isForeign = false;
  let isHeld = false;
  return {
    load: async (parse) => {
      await done();
      try {
        const stored = await store.get(key);
        isForeign = isNewer(stored);
        return parse(stored, dropped);
      } catch (error) {
        await failed(error);
        return undefined;
      }
    },
    keep(chat) {
      if (isHeld) return false;
      isForeign = false;
      put(() => store.set(key, written(chat, bare)));
      return true;
    },
    hold() {
      isHeld = true;
    },
    release() {
      isHeld = false;
    },
    // What a newer version wrote stays until a chat begins or goes on here. O18
    forget: () => isForeign || put(() => store.delete(key)),
    failed,
    settled: () => wait(done()),
    done,
  };
};
