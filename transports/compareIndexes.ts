import type { MessageIndex } from './frames.js';

/** Milliseconds and the number after the dash; 1 in the third place for an index of another kind. */
const partsOf = (index: MessageIndex): readonly [ms: number, seq: number, isOther: number] => {
  const [ms = 0, seq = 0] = String(index).split('-').map(Number);
  return [ms, seq, Number.isFinite(ms + seq) ? 0 : 1];
};

/**
 * The order of two indexes: numbers as such, `<ms>-<seq>` part by part. Other texts come after all of these. Only the same
 * index is at the same place, so that no message is taken for another.
 *
 * @returns below 0 if `one` comes first, 0 for the same index
 */
export const compareIndexes = (one: MessageIndex, other: MessageIndex): number => {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  const [ms, seq, isOther] = partsOf(one);
  const [otherMs, otherSeq, otherIsOther] = partsOf(other);
  const distance = isOther - otherIsOther || (isOther ? 0 : ms - otherMs || seq - otherSeq);
  const [text, otherText] = [String(one), String(other)];
  return distance || (text < otherText ? -1 : Number(text > otherText));
};
