import type { MessageIndex, SessionData } from '../transports/frames.js';
import { jsonText, objectOf, textOf } from '../transports/json.js';
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

/** Keeps the chat in a store: written eagerly, in order, the newest only. */
export interface SessionKeeper {
  /** What was kept last, or nothing where there is none, it is none of ours, or the store refuses. */
  load(): Promise<StoredChat | undefined>;
  keep(chat: StoredChat): void;
  forget(): unknown;
  /** Publishes that the store failed or took too long; commands do not wait for it until a write succeeds. O16 */
  failed(error: unknown): unknown;
  /** Resolves when everything is written; at once if the store failed last. */
  settled(): Promise<unknown>;
  /** Resolves when everything is written or given up. */
  done(): Promise<unknown>;
}

const isIndex = (value: unknown): value is MessageIndex => typeof value === 'number' || typeof value === 'string';

/** What is stored has the version of its layout; older versions wrote none. O18 */
const version = 1;

const isNewer = (stored: unknown): boolean => Number(objectOf(stored)?.v) > version;

/** Nothing for what hides everything, may take too long, or is no expression. O18 */
const filterOf = (value: unknown): RegExp[] => {
  const { source, flags } = objectOf(value) ?? {};
  try {
    return /^(?!\(\?:\)$).{1,1000}$/s.test(textOf(source)) ? [new RegExp(textOf(source), textOf(flags))] : [];
  } catch {
    return [];
  }
};

/** The texts of a session, if they name one. */
export const parseSession = (value: unknown): SessionData | undefined => {
  const keys = Object.entries(objectOf(value) ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const { sessionId, ...others } = Object.fromEntries(keys);
  return sessionId ? { sessionId, ...others } : undefined;
};

/**
 * The chat in what was stored, if it is one of ours; a newer version's is not.
 *
 * @param onDrop called if it has filters that are not taken
 */
export const parseStoredChat = (stored: unknown, onDrop?: () => unknown): StoredChat | undefined => {
  const { session: kept, alive, filters: given, lastIndex } = objectOf(stored) ?? {};
  const session = parseSession(kept);
  if (!session || typeof alive !== 'number' || isNewer(stored)) return undefined;
  const patterns: unknown[] = Array.isArray(given) ? given : [];
  const filters = patterns.flatMap(filterOf);
  if (filters.length < patterns.length) onDrop?.();
  return { session, alive, filters, ...(isIndex(lastIndex) && { lastIndex }) };
};

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
  return {
    load: async () => {
      await done();
      try {
        const stored = await store.get(key);
        isForeign = isNewer(stored);
        return parseStoredChat(stored, dropped);
      } catch (error) {
        await failed(error);
        return undefined;
      }
    },
    keep(chat) {
      isForeign = false;
      put(() => store.set(key, written(chat, bare)));
    },
    // What a newer version wrote stays until a chat begins or goes on here. O18
    forget: () => isForeign || put(() => store.delete(key)),
    failed,
    settled: () => wait(done()),
    done,
  };
};
