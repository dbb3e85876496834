import { element } from '../element.js';
import { completion } from './completion.js';
import { createHistory } from './history.js';
import type { LiveBus } from './liveBus.js';
import { promptInput } from './promptInput.js';
import { promptKeys } from './promptKeys.js';

interface PromptParts {
  /** Carries a line out; `false` where it was mistyped and is to stay. */
  run(text: string): boolean;
  /** The line is another one. */
  changed(text: string): void;
}

/** Where one types. */
interface Prompt {
  readonly element: HTMLElement;
  /** @param at where in the line it is wrong */
  wrong(at: number | undefined): void;
}

/** One line with completion and history. @param hint is told below it */
export const prompt = (bus: LiveBus, hint: HTMLElement, { run, changed }: PromptParts): Prompt => {
  const { input, put, putText, wrong, right } = promptInput(hint.id, changed);
  const { list, accept, open, isWhole } = completion(bus, input, put);
  const history = createHistory();
  promptKeys(input, {
    list,
    accept,
    isWhole,
    open,
    older() {
      const text = history.older(input.value);
      if (text !== undefined) putText(text);
    },
    newer() {
      const text = history.newer();
      if (text === undefined) open();
      else putText(text);
    },
  });
  const go = element('button', { type: 'submit', class: 'primary' }, 'Run');
  const mark = element('span', { class: 'mark', 'aria-hidden': 'true' }, '›');
  const line = element('div', { class: 'line' }, mark, input, go);
  const form = element('form', { class: 'prompt' }, list.element, line, hint);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    list.close();
    const text = input.value.trim();
    if (text !== '' && run(input.value)) {
      history.add(text);
      input.value = '';
      right();
    }
    input.focus();
  });
  return { element: form, wrong };
};
