/** What happens in a column. */
export interface Marble {
  readonly at: number;
  readonly kind: 'value' | 'complete' | 'error' | 'begin' | 'end';
  /** The letter of a value. */
  readonly value: string;
}

const kinds: Readonly<Record<string, Marble['kind']>> = { '|': 'complete', '#': 'error', '^': 'begin', '!': 'end' };

/**
 * Reads marbles: a column for each sign, `-` for one in which nothing happens; what stands in brackets happens together,
 * in the column of the first bracket.
 */
export const parseMarbles = (marbles: string): Marble[] => {
  const read: Marble[] = [];
  let group: number | undefined;
  [...marbles].forEach((sign, column) => {
    if (sign === '(') group = column;
    else if (sign === ')') group = undefined;
    else if (sign !== '-') read.push({ at: group ?? column, kind: kinds[sign] ?? 'value', value: sign });
  });
  return read;
};
