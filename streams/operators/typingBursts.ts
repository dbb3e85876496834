import { EMPTY, type OperatorFunction, switchMap } from 'rxjs';
import { timer } from '../timer.js';

/**
 * Tells when a burst is over: once, when it has been quiet for a while after `true`.
 * Each `true` begins the wait anew, `false` calls it off.
 * @param quiet ms
 */
export const typingBursts = (quiet: number): OperatorFunction<boolean, unknown> =>
  switchMap((typing) => (typing ? timer(quiet) : EMPTY));
