/** How retries spread: the wait before the n-th try lies anywhere up to `base` × 2ⁿ, never beyond `cap`; all in ms. */
export interface Backoff {
  readonly base: number;
  readonly cap: number;
  /** [0, 1) */
  random(): number;
}

/**
 * Full jitter: clients that failed together do not come back together.
 * @param attempt failures in a row, from 1
 * @returns ms
 */
export const backoff = (attempt: number, { base, cap, random }: Backoff): number =>
  random() * Math.min(cap, base * 2 ** attempt);
