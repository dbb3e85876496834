import { compareIndexes } from './compareIndexes.js';
import type { Entry } from './frames.js';

/** Entries by index; an entry without an index keeps its place. */
export const sortedEntries = (entries: readonly Entry[]): readonly Entry[] => {
  const byIndex = entries
    .filter(({ message }) => message.index !== undefined)
    .sort((one, other) => compareIndexes(one.message.index ?? 0, other.message.index ?? 0));
  let next = 0;
  return entries.map((entry) => (entry.message.index === undefined ? entry : (byIndex[next++] ?? entry)));
};
