import { element } from '../element.js';
import type { Candidate } from './placeAt.js';

/** The list of what can be put in, below the fingers of whoever types: the input keeps the focus. */
export interface Suggestions {
  readonly element: HTMLElement;
  /** What is chosen in it; `undefined` while it is closed. */
  active(): Candidate | undefined;
  /** Opens it; with nothing in it, closes it. */
  show(candidates: readonly Candidate[]): void;
  move(by: number): void;
  close(): void;
}

const option = (candidate: Candidate, id: string): HTMLElement =>
  element(
    'div',
    { role: 'option', id, 'aria-selected': 'false' },
    element('span', { class: 'name' }, candidate.text),
    element('span', { class: 'quiet' }, candidate.says),
  );

/** @param input gets the roles of a combobox */
export const suggestions = (input: HTMLInputElement, accept: (candidate: Candidate) => void): Suggestions => {
  const list = element('div', {
    role: 'listbox',
    id: 'bus-names',
    class: 'suggestions',
    'aria-label': 'Names',
    hidden: true,
  });
  let shown: readonly Candidate[] = [];
  let place = 0;
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-controls', list.id);

  const mark = (next: number): void => {
    list.children[place]?.setAttribute('aria-selected', 'false');
    place = next;
    const chosen = list.children[place];
    chosen?.setAttribute('aria-selected', 'true');
    chosen?.scrollIntoView({ block: 'nearest' });
    if (chosen) input.setAttribute('aria-activedescendant', chosen.id);
    else input.removeAttribute('aria-activedescendant');
  };
  const show = (candidates: readonly Candidate[]): void => {
    shown = candidates;
    list.replaceChildren(...candidates.map((each, at) => option(each, `bus-name-${at}`)));
    list.hidden = candidates.length === 0;
    input.setAttribute('aria-expanded', String(!list.hidden));
    mark(0);
  };
  // Without this a press would take the focus away, and the list with it.
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', ({ target }) => {
    const at = [...list.children].findIndex((each) => target instanceof Node && each.contains(target));
    const candidate = shown[at];
    if (candidate) accept(candidate);
  });
  show([]);
  return {
    element: list,
    active: () => shown[place],
    show,
    move: (by) => mark((place + by + shown.length) % shown.length),
    close: () => show([]),
  };
};
