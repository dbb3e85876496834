import { button, element, field } from '../element.js';
import type { TellingService } from '../tellingService.js';

const input = (name: string, value = '', type = 'text'): HTMLInputElement =>
  element('input', { name, type, value, autocomplete: 'off' });

/** The form before a chat. */
export interface StartForm {
  readonly element: HTMLElement;
  /** What has to be said of the chat before. */
  note(note: HTMLElement): void;
  /** While a chat starts nothing can be changed. */
  setBusy(busy: boolean): void;
  focus(): void;
}

/**
 * Asks who the customer is and starts the chat.
 * @param choice what else can be chosen
 */
export const startForm = (intro: string, choice: HTMLElement, start: TellingService['startChat']): StartForm => {
  const nickname = input('nickname', 'Robin');
  const inputs = [nickname, input('firstname'), input('lastname'), input('email', '', 'email'), input('subject')];
  const labels = ['Nickname', 'First name', 'Last name', 'Email', 'Subject'];
  const trouble = element('p', { class: 'trouble', role: 'alert' });
  const notes = element('div', {});
  const submit = element('button', { type: 'submit', class: 'primary' }, 'Start the chat');
  const fields = element('fieldset', { class: 'fields' }, element('legend', { class: 'unseen' }, 'Who you are'));
  fields.append(...inputs.map((each, place) => field(labels[place] ?? '', each)));
  const words = element('p', { class: 'intro' }, intro);
  const form = element('form', { class: 'start' }, notes, words, choice, fields, trouble, submit);
  form.noValidate = true;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    trouble.replaceChildren();
    const filled = inputs.filter(({ value }) => value !== '').map(({ name, value }) => [name, value]);
    try {
      await start({ form: Object.fromEntries(filled) });
    } catch (error) {
      trouble.textContent = `The chat did not start. ${error instanceof Error ? error.message : ''}`;
    }
  });
  return {
    element: form,
    note: (note) => {
      trouble.replaceChildren();
      notes.replaceChildren(note);
    },
    setBusy(busy) {
      for (const each of [fields, choice]) each.toggleAttribute('disabled', busy);
      submit.disabled = busy;
      submit.textContent = busy ? 'Starting…' : 'Start the chat';
    },
    focus: () => nickname.focus(),
  };
};

/** What stands in the composer's place once a chat has ended. */
export const endedBar = (again: () => void): HTMLElement =>
  element('div', { class: 'ended' }, element('span', {}, 'The chat has ended.'), button('Start another chat', again));
