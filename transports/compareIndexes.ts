import type { MessageIndex } from './frames.js';

/** What indexes are ordered by: kind, milliseconds, the number after the dash, and the text itself. */
const keyOf = (index: MessageIndex): readonly (number | string)[] => {
  const text = String(index);
  const [ms = 0, seq = 0] = text.split('-').map(Number);
  return Number.isFinite(ms + seq) ? [0, ms, seq, text] : [1, 0, 0, text];
};

/**
 * The order of two indexes: numbers as such, `<ms>-<seq>` part by part. Other texts come after all of these. Only the same
 * index is at the same place, so that no message is taken for another.
 *
 * @returns below 0 if `one` comes first, 0 for the same index
 */
export const compareIndexes = (one: MessageIndex, other: MessageIndex): number => {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  const key = keyOf(one);
  for (const [place, part] of keyOf(other).entries()) {
    const own = key[place] ?? '';
    if (own !== part) return own < part ? -1 : 1;
  }
  return 0;
};
