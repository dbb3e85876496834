import { button, element } from '../element.js';
import { refusalOf } from '../refusalOf.js';

/** Messages on their way: shown until they stand in the transcript. */
interface Outgoing {
  /** Shows the text while it is sent, and what went wrong with it. `hidden` ones are never shown by their text. */
  send(text: string, hidden: boolean, deliver: () => Promise<unknown>): Promise<void>;
  /** One of them has arrived. */
  arrived(text: string): void;
  clear(): void;
}

interface Pending {
  readonly text: string;
  readonly element: HTMLElement;
}

/** The server's transcript is asked for within seconds; after that the bubble has nothing to wait for. */
const longestWait = 5000;

/** @param place where they are shown */
export const outgoing = (place: HTMLElement): Outgoing => {
  const pending = new Set<Pending>();
  const drop = (each: Pending): void => {
    pending.delete(each);
    each.element.remove();
  };
  const send = async (text: string, hidden: boolean, deliver: () => Promise<unknown>): Promise<void> => {
    const state = element('span', { class: 'quiet' }, 'Sending…');
    const bubble = element('div', { class: 'bubble' }, hidden ? 'Hidden message' : text);
    const shown = { text, element: element('div', { class: 'said mine pending' }, bubble, state) };
    pending.add(shown);
    place.append(shown.element);
    try {
      await deliver();
      if (hidden) note('Hidden message sent. The agent can read it; it stays out of this transcript.', shown);
      else setTimeout(() => drop(shown), longestWait);
    } catch (error) {
      failed(shown, state, refusalOf(error), () => send(text, hidden, deliver));
    }
  };
  const note = (words: string, shown: Pending): void => {
    shown.element.className = 'hidden-note';
    shown.element.replaceChildren(element('span', {}, words));
    setTimeout(() => drop(shown), 30_000);
  };
  const failed = (shown: Pending, state: HTMLElement, why: string, again: () => Promise<void>): void => {
    shown.element.dataset.failed = '';
    const retry = (): void => {
      drop(shown);
      void again();
    };
    state.replaceChildren(
      element('span', { role: 'alert' }, why),
      button('Try again', retry, { class: 'small' }),
      button('Discard', () => drop(shown), { class: 'small' }),
    );
  };
  return {
    send,
    arrived(text) {
      const first = [...pending].find((each) => each.text === text && each.element.dataset.failed === undefined);
      if (first) drop(first);
    },
    clear: () => pending.forEach(drop),
  };
};
