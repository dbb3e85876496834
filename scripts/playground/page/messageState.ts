import type { MessageStatus } from '../../../lib/index.js';
import { button, element } from './element.js';

/** How far a message is. */
interface MessageState {
  readonly status?: MessageStatus;
  /** Failed: why. */
  readonly why?: string;
  /** Failed: sends it again. */
  readonly again?: () => Promise<void>;
  /** Failed: takes it away. */
  readonly discard?: () => void;
}

const wordsOn = ({ why = 'Not sent.', again, discard }: MessageState): HTMLElement[] => {
  const words = [element('span', { role: 'alert' }, why)];
  const retry = async (): Promise<void> => {
    once.disabled = true;
    await again?.();
    once.disabled = false;
  };
  const once = button('Try again', () => void retry(), { class: 'small' });
  if (again) words.push(once);
  if (discard) words.push(button('Discard', discard, { class: 'small' }));
  return words;
};

/** Shows below a message that it is on its way, or why it is not; that it is there, the style sheet marks. */
export const messageState = (message: HTMLElement): ((state: MessageState) => void) => {
  const words = element('div', { class: 'message-state' });
  let shown = '';
  return (state) => {
    const { status, why } = state;
    const now = `${status} ${why}`;
    if (now === shown) return;
    shown = now;
    if (status) message.dataset.status = status;
    else delete message.dataset.status;
    // Whoever pressed a button that goes stays in the conversation.
    const scroller = words.contains(document.activeElement) && words.closest('.scroller');
    if (scroller instanceof HTMLElement) scroller.focus();
    words.replaceChildren(
      ...(status === 'sending' ? [element('span', {}, 'Sending…')] : []),
      ...(status === 'failed' ? wordsOn(state) : []),
    );
    if (words.childElementCount > 0) message.append(words);
    else words.remove();
  };
};
