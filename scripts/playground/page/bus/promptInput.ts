import { element } from '../element.js';
import type { Line } from './placeAt.js';

/** The input itself, and how its line is replaced by another. */
interface PromptInput {
  readonly input: HTMLInputElement;
  put(line: Line): void;
  /** Puts a text, the cursor at its end. */
  putText(text: string): void;
  /** @param at where in the line it is wrong */
  wrong(at: number | undefined): void;
  /** It is so no longer. */
  right(): void;
}

/** @param changed hears of each other line */
export const promptInput = (describedBy: string, changed: (text: string) => void): PromptInput => {
  const input = element('input', {
    name: 'command',
    'aria-label': 'Command for the bus',
    'aria-describedby': describedBy,
    placeholder: 'WebChatService.…',
    autocomplete: 'off',
    autocapitalize: 'off',
    autocorrect: 'off',
    spellcheck: 'false',
    enterkeyhint: 'go',
  });
  const right = (): void => input.removeAttribute('aria-invalid');
  const put = ({ text, from, to }: Line): void => {
    input.value = text;
    input.setSelectionRange(from, to);
    right();
    changed(text);
  };
  input.addEventListener('input', () => {
    right();
    changed(input.value);
  });
  return {
    input,
    put,
    putText: (text) => put({ text, from: text.length, to: text.length }),
    wrong(at) {
      input.setAttribute('aria-invalid', 'true');
      if (at !== undefined) input.setSelectionRange(at, at);
    },
    right,
  };
};
