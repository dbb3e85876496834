import type { MessageIndex, SessionData } from '../transports/frames.js';
import { objectOf, textOf } from '../transports/json.js';
import { isNewer, type StoredChat } from './sessionKeeper.js';

const isIndex = (value: unknown): value is MessageIndex => typeof value === 'number' || typeof value === 'string';

/** The expression; `[]` if it hides everything, is too long, or is not valid. O18 */
const filterOf = (value: unknown): RegExp[] => {
  const { source, flags } = objectOf(value) ?? {};
  try {
    return /^(?!\(\?:\)$).{1,1000}$/s.test(textOf(source)) ? [new RegExp(textOf(source), textOf(flags))] : [];
  } catch {
    return [];
  }
};

/** The keys of a session, if `sessionId` is one of them. */
export const parseSession = (value: unknown): SessionData | undefined => {
  const keys = Object.entries(objectOf(value) ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const { sessionId, ...others } = Object.fromEntries(keys);
  return sessionId ? { sessionId, ...others } : undefined;
};

/**
 * The stored chat, if this version of the library can read it.
 *
 * @param onDrop called if some of its filters are dropped
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
