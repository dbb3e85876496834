import type { MessageIndex, SessionData } from '../transports/frames.js';
import { objectOf, textOf } from '../transports/json.js';
import type { SessionStore } from './options.js';

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
  /** Resolves when everything is written. */
  settled(): Promise<void>;
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

/** What another hand, or another version, left in the store is no chat of ours. */
export const parseStoredChat = (text: unknown): StoredChat | undefined => {
  const { session, alive, filters, lastIndex } = objectOf(text) ?? {};
  const keys = Object.entries(objectOf(session) ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const { sessionId, ...others } = Object.fromEntries(keys);
  if (!sessionId || typeof alive !== 'number') return undefined;
  return {
    session: { sessionId, ...others },
    alive,
    filters: Array.isArray(filters) ? filters.flatMap(filterOf) : [],
    ...(isIndex(lastIndex) && { lastIndex }),
  };
};

const written = ({ session, alive, filters, lastIndex }: StoredChat): string =>
  JSON.stringify({
    session,
    alive,
    filters: filters.map(({ source, flags }) => ({ source, flags })),
    lastIndex,
  });

/** @param onError told of a store that cannot be read, and once of one that begins to refuse; the chat goes on without it */
export const sessionKeeper = (
  store: SessionStore,
  key: string,
  onError: (error: unknown) => unknown,
): SessionKeeper => {
  let next: (() => unknown) | undefined;
  let writing = Promise.resolve();
  let refused = false;
  const write = async () => {
    const work = next;
    next = undefined;
    try {
      await work?.();
      refused = false;
    } catch (error) {
      if (!refused) onError(error);
      refused = true;
    }
  };
  const put = (work: () => unknown) => {
    if (!next) writing = writing.then(write);
    next = work;
  };
  return {
    load: async () => {
      await writing;
      try {
        return parseStoredChat(await store.get(key));
      } catch (error) {
        await onError(error);
        return undefined;
      }
    },
    keep: (chat) => put(() => store.set(key, written(chat))),
    forget: () => put(() => store.delete(key)),
    settled: () => writing,
  };
};
