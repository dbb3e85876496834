import { map, type OperatorFunction } from 'rxjs';
import type { Frame } from '../../transports/frames.js';
import type { TakenFrame } from '../inputs.js';

/** The co-browse token of Genesys Widgets, hidden since ever. */
const coBrowseToken = /\{start:[0-9]{9}\}/;

/** Whether a filter hides the text. `search` ignores where a global or sticky expression stands. */
export const matches = (text: string, filters: readonly RegExp[]): boolean =>
  text.search(coBrowseToken) >= 0 || filters.some((filter) => text.search(filter) >= 0);

/** What was written, and what was seen of it while it was. */
const texts = ['Message', 'TypingStarted', 'TypingStopped'];

/** Marks what was written and a filter matches as hidden. Filters are asked for with each answer. */
export const hideMatching = (filters: () => readonly RegExp[]): OperatorFunction<Frame, TakenFrame> =>
  map((frame) => {
    const current = filters();
    const entries = frame.entries.map((entry) =>
      texts.includes(entry.message.type) && matches(entry.message.text, current) ? { ...entry, hidden: true } : entry,
    );
    return { ...frame, entries };
  });
