import type { Entry, MessageIndex } from './frames.js';

/** By index; what has none keeps its place. */
export const sortedEntries = (
  entries: readonly Entry[],
  distance: (from: MessageIndex, to: MessageIndex) => number,
): readonly Entry[] => {
  const byIndex = entries
    .filter(({ message }) => message.index !== undefined)
    .sort((one, other) => distance(other.message.index ?? 0, one.message.index ?? 0));
  let next = 0;
  return entries.map((entry) => (entry.message.index === undefined ? entry : (byIndex[next++] ?? entry)));
};
