import type { Observable } from 'rxjs';
import { button, element, field } from '../element.js';

interface DeskMenuParts {
  pushUrl(url: string): void;
  notice(text: string): void;
  /** @param seconds until the chat is closed */
  idleAlert(seconds: number): void;
  end(): void;
}

const asking = (label: string, value: string, action: string, use: (value: string) => void): HTMLFormElement => {
  const input = element('input', { value, autocomplete: 'off' });
  const form = element('form', { class: 'asking' }, field(label, input), element('button', { type: 'submit' }, action));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (input.value.trim() !== '') use(input.value.trim());
  });
  return form;
};

/** Can be used unless there is a reason against it, which then stands below. */
const unless = (why$: Observable<string | undefined>, ...parts: readonly HTMLElement[]): HTMLElement => {
  const why = element('span', { class: 'reason' });
  const all = element('fieldset', {}, ...parts, why);
  why$.subscribe((words) => {
    why.textContent = words ?? '';
    all.disabled = words !== undefined;
  });
  return all;
};

/**
 * What an agent can do beside writing.
 * @param noNotices$ why the customer's server brings no notices
 */
export const deskMenu = (
  { pushUrl, notice, idleAlert, end }: DeskMenuParts,
  noNotices$: Observable<string | undefined>,
): HTMLElement => {
  const summary = element('summary', {}, 'More');
  const menu = element('details', { class: 'menu' }, summary);
  const after =
    <Args extends readonly unknown[]>(act: (...args: Args) => void) =>
    (...args: Args): void => {
      menu.open = false;
      summary.focus();
      act(...args);
    };
  const panel = element(
    'div',
    { class: 'panel' },
    asking('Page to suggest', 'https://example.com/help', 'Push page', after(pushUrl)),
    unless(
      noNotices$,
      asking('Notice', 'The line is being recorded', 'Send notice', after(notice)),
      button(
        'Idle alert, 30 s',
        after(() => idleAlert(30)),
      ),
    ),
    button('End the chat for all', after(end)),
  );
  menu.append(panel);
  menu.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') after(() => undefined)();
  });
  document.addEventListener('pointerdown', ({ target }) => {
    if (target instanceof Node && !menu.contains(target)) menu.open = false;
  });
  return menu;
};
