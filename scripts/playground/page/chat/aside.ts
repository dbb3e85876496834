import { button, element } from '../element.js';
import { messageState } from '../messageState.js';
import { refusalOf } from '../refusalOf.js';

/** What is sent and never stands in the transcript. */
export interface Aside {
  /** A hidden message: told of without its text. */
  hidden(deliver: () => Promise<unknown>): void;
  /** A message that was refused before it was on its way. */
  refused(words: string): void;
  clear(): void;
}

/** How long it is told that a hidden message was sent. */
const noteTime = 30_000;

const sentWords = 'Hidden message sent. The agent can read it; it stays out of this transcript.';

/** @param place where it is shown */
export const aside = (place: HTMLElement): Aside => {
  const shown = new Set<HTMLElement>();
  const drop = (each: HTMLElement): void => {
    shown.delete(each);
    each.remove();
  };
  const put = (each: HTMLElement): void => {
    shown.add(each);
    place.append(each);
  };
  return {
    hidden(deliver) {
      const made = element('div', { class: 'said mine' }, element('div', { class: 'bubble' }, 'Hidden message'));
      const show = messageState(made);
      const send = async (): Promise<void> => {
        show({ status: 'sending' });
        try {
          await deliver();
        } catch (error) {
          show({ status: 'failed', why: refusalOf(error), again: send, discard: () => drop(made) });
          return;
        }
        const note = element('div', { class: 'hidden-note' }, element('span', {}, sentWords));
        drop(made);
        put(note);
        setTimeout(() => drop(note), noteTime);
      };
      put(made);
      void send();
    },
    refused(words) {
      const close = button('Discard', () => drop(note), { class: 'small' });
      const note = element('div', { class: 'alert' }, element('span', { role: 'alert' }, words), close);
      put(note);
    },
    clear: () => shown.forEach(drop),
  };
};
