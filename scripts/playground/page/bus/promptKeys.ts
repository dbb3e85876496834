import type { Completion } from './completion.js';
import type { Candidate } from './placeAt.js';

/** What the keys do. */
interface PromptKeys extends Completion {
  /** Goes back to the line before. */
  older(): void;
  newer(): void;
}

/** While the list is open; `true` for a key that is used up. */
const inList = (key: string, { list, accept, isWhole }: PromptKeys, active: Candidate): boolean => {
  if (key === 'ArrowDown') list.move(1);
  else if (key === 'ArrowUp') list.move(-1);
  else if (key === 'Escape') list.close();
  else if (key === 'Tab' || (key === 'Enter' && !isWhole(active))) accept(active);
  else return false;
  return true;
};

/** While there is none: Tab goes on to the next control, as everywhere. */
const inLine = (key: string, { older, newer }: PromptKeys): boolean => {
  if (key === 'ArrowUp') older();
  else if (key === 'ArrowDown') newer();
  else return false;
  return true;
};

/** The keys of a combobox (arrows, Enter, Tab, Escape), those of a history, and Ctrl+Space. */
export const promptKeys = (input: HTMLInputElement, keys: PromptKeys): void => {
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const active = keys.list.active();
    const opens = (event.ctrlKey && event.key === ' ') || (event.altKey && event.key === 'ArrowDown');
    if (opens) keys.open();
    else if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (opens || (active ? inList(event.key, keys, active) : inLine(event.key, keys))) event.preventDefault();
  });
};
