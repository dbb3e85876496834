import { compareIndexes } from './compareIndexes.js';
import type { MessageIndex } from './frames.js';

/** Items in the order of their indexes; an item without an index keeps its place. */
export const sortedByIndex = <Item>(
  items: readonly Item[],
  indexOf: (item: Item) => MessageIndex | undefined,
): readonly Item[] => {
  const sorted = items
    .filter((item) => indexOf(item) !== undefined)
    .sort((one, other) => compareIndexes(indexOf(one) ?? 0, indexOf(other) ?? 0));
  let next = 0;
  return items.map((item) => (indexOf(item) === undefined ? item : (sorted[next++] ?? item)));
};
