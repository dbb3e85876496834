/** Chance that can be repeated: the same seed gives the same sequence. */
export interface SeededRandom {
  /** A number in [0, 1). */
  next(): number;
  /** A word of so many letters. */
  word(letters: string, length: number): string;
}

/** An xorshift generator; good enough for ids and weather, not for secrets that matter. */
export const seededRandom = (seed: number): SeededRandom => {
  let state = Math.imul(seed + 1, 0x9e3779b1) | 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  for (let warmUp = 0; warmUp < 16; warmUp++) next();
  const word = (letters: string, length: number): string =>
    Array.from({ length }, () => letters.charAt(Math.floor(next() * letters.length))).join('');
  return { next, word };
};
