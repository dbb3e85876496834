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
  forget(): void;
  /** Publishes that the store failed or took too long; commands do not wait for it until a write succeeds. O16 */
  failed(error: unknown): unknown;
  /** Resolves when everything is written; at once if the store failed last. */
  settled(): Promise<unknown>;
  /** Resolves when everything is written or given up. */
  done(): Promise<unknown>;
}

const isIndex = (value: unknown): value is MessageIndex => typeof value === 'number' || typeof value === 'string';

const filterOf = (value: unknown): RegExp[] => {
  const { source, flags } = objectOf(value) ?? {};
  try {
    return typeof source === 'string' ? [new RegExp(source, textOf(flags))] : [];
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

/** What another hand, or another version, left in the store is no chat of ours. */
export const parseStoredChat = (text: unknown): StoredChat | undefined => {
  const { session: kept, alive, filters, lastIndex } = objectOf(text) ?? {};
  const session = parseSession(kept);
  if (!session || typeof alive !== 'number') return undefined;
  return {
    session,
    alive,
    filters: Array.isArray(filters) ? filters.flatMap(filterOf) : [],
    ...(isIndex(lastIndex) && { lastIndex }),
  };
};

const written = ({ session, alive, filters, lastIndex }: StoredChat, bare: boolean): string =>
  jsonText({
    session: bare ? { sessionId: session.sessionId } : session,
    alive,
    filters: filters.map(({ source, flags }) => ({ source, flags })),
    lastIndex,
  });

/**
 * @param onError called for a store that cannot be read, and once when it begins to refuse; the chat goes on without it
 * @param bare without the keys: the site keeps them itself
 */
export const sessionKeeper = (
  store: SessionStore,
  key: string,
  onError: (error: unknown) => unknown,
  bare = false,
): SessionKeeper => {
  let refused = false;
  let giveUp: (nothing?: unknown) => unknown = () => undefined;
  const failed = (error: unknown) => {
    refused = true;
    giveUp();
    return onError(error);
  };
  const { put, settled } = writing((_, error) => {
    if (error && !refused) failed(error);
    refused = !!error;
  });
  return {
    load: async () => {
      await settled();
      try {
        return parseStoredChat(await store.get(key));
      } catch (error) {
        await failed(error);
        return undefined;
      }
    },
    keep: (chat) => put(() => store.set(key, written(chat, bare))),
    forget: () => put(() => store.delete(key)),
    failed,
    settled: () =>
      new Promise((resolve) => {
        giveUp = resolve;
        settled().then(resolve);
        if (refused) giveUp();
      }),
    done: settled,
  };
};
