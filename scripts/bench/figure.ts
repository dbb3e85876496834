/** One figure: ours beside another's, measured in the same run. */
export interface Figure {
  /** The goal's number and what is compared. */
  readonly name: string;
  /** The smallest ratio that will do; `undefined` where the figure is for information. */
  readonly goal?: number;
  /** Other's cost by ours, a ratio for each round. */
  readonly ratios: readonly number[];
  /** What the ratio is made of, in words. */
  readonly parts: string;
}

/** Something that is measured. */
export interface Bench {
  readonly name: string;
  /** How it was measured, in sentences. */
  readonly how: string;
  measure(): Promise<readonly Figure[]>;
}
