import { element } from './element.js';

/** Shows that somebody writes, and what is known of it. */
export const typingDots = () => {
  const words = element('span', {});
  const dots = element('span', { class: 'dots', 'aria-hidden': 'true' }, ...[0, 1, 2].map(() => element('i')));
  const shown = element('div', { class: 'typing', role: 'status', hidden: true }, dots, words);
  return {
    element: shown,
    show(text: string | undefined): void {
      shown.hidden = text === undefined;
      words.textContent = text ?? '';
    },
  };
};
