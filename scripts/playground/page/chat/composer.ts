import { button, element } from '../element.js';

/** Where one writes. */
export interface Composer {
  readonly element: HTMLElement;
  /** The input itself: whoever wants to know of typing watches it. Hidden messages are written in another one. */
  readonly input: HTMLTextAreaElement;
}

interface ComposerParts {
  readonly label: string;
  /** With it a message can be sent hidden. */
  readonly canHide?: boolean;
  /** Why no files can be sent. */
  readonly noFiles?: string;
  /** More tools, before the others. */
  readonly tools?: readonly HTMLElement[];
  send(text: string, hidden: boolean): void;
  attach(files: readonly File[]): void;
}

const growToText = (input: HTMLTextAreaElement): void => {
  input.style.height = 'auto';
  input.style.height = `${Math.min(input.scrollHeight + 2, 120)}px`;
};

/** Enter sends, Shift+Enter begins a line. */
const writing = (label: string, placeholder: string, name: string): HTMLTextAreaElement => {
  const input = element('textarea', { rows: '1', placeholder, 'aria-label': label, name });
  input.addEventListener('input', () => growToText(input));
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    input.form?.requestSubmit();
  });
  return input;
};

const attaching = ({ attach, noFiles }: Pick<ComposerParts, 'attach' | 'noFiles'>): HTMLElement[] => {
  const picker = element('input', { type: 'file', multiple: true, hidden: true, 'aria-label': 'Files to send' });
  picker.addEventListener('change', () => {
    attach([...(picker.files ?? [])]);
    picker.value = '';
  });
  const opener = button('Attach', () => picker.click(), { disabled: noFiles !== undefined });
  return [picker, opener, ...(noFiles ? [element('span', { class: 'reason' }, noFiles)] : [])];
};

/** A hidden message has an input of its own, so that no typing preview of it is sent or shown. */
const hiding = (open: HTMLTextAreaElement) => {
  const secret = writing('Hidden message', 'Write a hidden message', 'secret');
  const box = element('input', { type: 'checkbox', name: 'hidden' });
  const title = 'The agent gets it, this transcript does not: for codes and tokens';
  const now = (): HTMLTextAreaElement => (box.checked ? secret : open);
  const show = (): void => {
    const before = box.checked ? open : secret;
    now().value = before.value;
    before.value = '';
    before.replaceWith(now());
    growToText(now());
    now().focus();
  };
  box.addEventListener('change', show);
  const reset = (): void => {
    if (!box.checked) return;
    box.checked = false;
    show();
  };
  return { label: element('label', { class: 'check', title }, box, 'Send hidden'), box, now, reset };
};

export const composer = ({ label, canHide, noFiles, tools = [], send, attach }: ComposerParts): Composer => {
  const input = writing(label, 'Write a message', 'message');
  const hide = hiding(input);
  const row = element('div', { class: 'tools' }, ...tools, ...attaching({ attach, noFiles }), canHide && hide.label);
  row.append(element('button', { type: 'submit', class: 'primary' }, 'Send'));
  const form = element('form', { class: 'composer' }, input, row);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const hidden = hide.box.checked;
    const text = hide.now().value;
    hide.now().value = '';
    growToText(hide.now());
    hide.reset();
    send(text, hidden);
    input.focus();
  });
  return { element: form, input };
};
