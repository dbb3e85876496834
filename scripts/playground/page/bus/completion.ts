import { candidatesAt } from './candidates.js';
import type { LiveBus } from './liveBus.js';
import { type Candidate, completed, type Line, placeAt } from './placeAt.js';
import { type Suggestions, suggestions } from './suggestions.js';

/** Completes the names in a line. */
export interface Completion {
  readonly list: Suggestions;
  accept(candidate: Candidate): void;
  /** Opens the list, also where nothing of a name has been typed. */
  open(): void;
  /** It stands in the line already, whole. */
  isWhole(candidate: Candidate): boolean;
}

export const completion = ({ registry }: LiveBus, input: HTMLInputElement, put: (line: Line) => void): Completion => {
  const place = () => placeAt(input.value, input.selectionStart ?? input.value.length);
  const open = (): void => {
    const here = place();
    list.show(here ? candidatesAt(here, registry()) : []);
  };
  const accept = (candidate: Candidate): void => {
    const here = place();
    list.close();
    if (!here) return;
    put(completed(input.value, here, candidate));
    // A word that a name has to follow.
    if (!candidate.text.includes('.')) open();
  };
  const list = suggestions(input, accept);
  input.addEventListener('input', () => {
    const { of, typed = '', quote = '' } = place() ?? {};
    if (of === 'topic' || typed !== '' || quote !== '') open();
    else list.close();
  });
  input.addEventListener('blur', list.close);
  return { list, accept, open, isWhole: ({ text }) => place()?.typed === text };
};
