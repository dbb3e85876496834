import { compareIndexes } from '../transports/compareIndexes.js';
import type { MessageIndex } from '../transports/frames.js';
import { GrowingList } from './transcript.js';

interface Ascending {
  readonly length: number;
  at(place: number): MessageIndex | undefined;
}

/** The place of an index in a list: where it is, or where it would be. */
const placeIn = (list: Ascending, index: MessageIndex): number => {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareIndexes(list.at(middle) ?? index, index) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The indexes that a chat has seen, while one more frame is read. Most are greater than all before: that costs one comparison. */
export const markSeen = (seen: GrowingList<MessageIndex>) => {
  const added: MessageIndex[] = [];
  const late: MessageIndex[] = [];
  let highest = seen.at(-1);
  return {
    /** Marks an index as seen: `known` if it was, `late` if a greater one was seen before. */
    mark(index: MessageIndex): 'next' | 'late' | 'known' {
      if (highest === undefined || compareIndexes(index, highest) > 0) {
        added.push(index);
        highest = index;
        return 'next';
      }
      for (const list of [seen, added, late]) {
        const there = list.at(placeIn(list, index));
        if (there !== undefined && compareIndexes(there, index) === 0) return 'known';
      }
      late.splice(placeIn(late, index), 0, index);
      return 'late';
    },
    highest: () => highest,
    /** All that are seen now, ascending. */
    all: (): GrowingList<MessageIndex> => {
      if (late.length > 0) return new GrowingList([...seen, ...added, ...late].sort(compareIndexes));
      return added.length > 0 ? seen.with(added) : seen;
    },
  };
};
