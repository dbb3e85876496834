import { compareIndexes } from '../transports/compareIndexes.js';
import type { MessageIndex } from '../transports/frames.js';
import { GrowingList } from './growingList.js';

/**
 * Marks the indexes of one more frame as seen, and keeps them ascending. Most are greater than all before, which costs one
 * comparison; the others mostly belong near the end, where the search begins.
 */
export const markSeen = (seen: GrowingList<MessageIndex>) => {
  const added: MessageIndex[] = [];
  /** All indexes as one array, once an index comes that is not greater. */
  let all: MessageIndex[] | undefined;
  let inserted = false;
  let highest = seen.at(-1);
  return {
    /** Marks an index as seen: `known` if it was, `late` if a greater one was seen before. */
    mark(index: MessageIndex): 'next' | 'late' | 'known' {
      if (highest === undefined || compareIndexes(index, highest) > 0) {
        added.push(index);
        all?.push(index);
        highest = index;
        return 'next';
      }
      all ??= [...seen, ...added];
      let place = all.length;
      let distance = 1;
      while (place > 0 && distance > 0) distance = compareIndexes(all[--place] ?? index, index);
      if (distance === 0) return 'known';
      all.splice(distance < 0 ? place + 1 : 0, 0, index);
      inserted = true;
      return 'late';
    },
    all: (): GrowingList<MessageIndex> =>
      inserted ? new GrowingList(all) : added.length > 0 ? seen.with(added) : seen,
  };
};
