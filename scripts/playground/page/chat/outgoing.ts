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

/** What was sent stands in the transcript within seconds; some servers take a message and refuse it later. */
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
      else setTimeout(() => pending.has(shown) && wait(shown, state, () => send(text, hidden, deliver)), longestWait);
    } catch (error) {
      failed(shown, state, refusalOf(error), () => send(text, hidden, deliver));
      shown.element.dataset.failed = 'refused';
    }
  };
  const note = (words: string, shown: Pending): void => {
    shown.element.className = 'hidden-note';
    shown.element.replaceChildren(element('span', {}, words));
    setTimeout(() => drop(shown), 30_000);
  };
  const failed = (shown: Pending, state: HTMLElement, why: string, again: () => Promise<void>): void => {
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
  const wait = (shown: Pending, state: HTMLElement, again: () => Promise<void>): void => {
    failed(shown, state, 'The server has not shown it yet.', again);
    shown.element.dataset.failed = 'unseen';
  };
  return {
    send,
    arrived(text) {
      const first = [...pending].find((each) => each.text === text && each.element.dataset.failed !== 'refused');
      if (first) drop(first);
    },
    clear: () => pending.forEach(drop),
  };
};
