import { map, type OperatorFunction } from 'rxjs';
import type { Frame } from '../../transports/frames.js';
import type { TakenFrame } from '../inputs.js';
import { HookFailure } from '../serviceFailure.js';

/** The co-browse token of Genesys Widgets, hidden since ever. */
const coBrowseToken = /\{start:[0-9]{9}\}/;

/**
 * Whether a filter hides the text. `search` ignores the `lastIndex` of a global or sticky expression. A filter that throws, as one
 * may on a very long text, hides the text, so that a secret stays one (E33).
 */
export const matches = (
  text: string,
  filters: readonly RegExp[],
  onFailure?: (failure: HookFailure) => unknown,
): boolean => {
  const hides = (filter: RegExp): boolean => {
    try {
      return text.search(filter) >= 0;
    } catch (error) {
      onFailure?.(new HookFailure('filter', error));
      return true;
    }
  };
  return hides(coBrowseToken) || filters.some(hides);
};

/** What was written, and what was seen of it while it was. */
const texts = ['Message', 'TypingStarted', 'TypingStopped'];

/** Marks what was written and a filter matches as hidden. Filters are asked for with each answer. */
export const hideMatching = (filters: () => readonly RegExp[]): OperatorFunction<Frame, TakenFrame> =>
  map((frame) => {
    const current = filters();
    const hookFailures: HookFailure[] = [];
    const entries = frame.entries.map((entry) =>
      texts.includes(entry.message.type) &&
      matches(entry.message.text, current, (failure) => hookFailures.push(failure))
        ? { ...entry, hidden: true }
        : entry,
    );
    return { ...frame, entries, ...(hookFailures.length > 0 && { hookFailures }) };
  });
