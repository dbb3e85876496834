import type { RowId } from '../support/proofs.js';

/** What the page tells the runner while the stories run. */
export type Told =
  | { readonly kind: 'suite'; readonly title: string; readonly depth: number }
  | {
      readonly kind: 'pass';
      readonly title: string;
      readonly fullTitle: string;
      readonly depth: number;
      /** From the root of the project. */
      readonly file: string;
      /** In ms. */
      readonly duration: number;
      readonly marks: readonly RowId[];
    }
  | { readonly kind: 'fail'; readonly title: string; readonly depth: number; readonly stack: string }
  | { readonly kind: 'end' };
