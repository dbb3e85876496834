/** How a value looks that is not like the others. */
export interface Look {
  /** What stands in it. @default its letter */
  readonly text?: string;
  readonly tone?: 'failure' | 'hidden';
}

/** A part of a line: marbles as RxJS writes them, and the column in which they begin. `^--!` is a stretch of time. */
export interface Stretch {
  readonly at: number;
  readonly marbles: string;
}

/** One line of a diagram. */
export interface Line {
  readonly label: string;
  /** Marbles from the first column on, or stretches: the subscriptions to one source, one after the other. */
  readonly marbles: string | readonly Stretch[];
  readonly looks?: Readonly<Record<string, Look>>;
}

/** What an operator makes of what goes in, in time from left to right. */
export interface Diagram {
  /** What is to be seen, as one sentence. */
  readonly caption: string;
  readonly inputs: readonly Line[];
  /** The call that stands between. */
  readonly operator: string;
  readonly outputs: readonly Line[];
  /** What a column stands for, in ms. @default 1 */
  readonly unit?: number;
}

/** Marbles from the first column on are one stretch. */
export const stretchesOf = ({ marbles }: Line): readonly Stretch[] =>
  typeof marbles === 'string' ? [{ at: 0, marbles }] : marbles;
