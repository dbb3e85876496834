import { stopTyping, wake } from './admission.js';
import type { Decisions } from './draft.js';
import { type Row, sameWords } from './outgoing.js';

/** The messages, with this one `sending` again; `undefined` if it has not failed. */
export const retried = (row: Row, id: string): Row | undefined => {
  const mine = row.find((each) => each.id === id && each.message.status === 'failed');
  if (!mine) return undefined;
  const { reason, retry, ...message } = mine.message;
  return row.map((each) => (each === mine ? { ...mine, message: { ...message, status: 'sending' } } : each));
};

/** Not arrived, as far as is known. */
export const isMissing = (row: Row, id: string): boolean => row.some((each) => each.id === id && !each.echoed);

/** The messages with the text of one that may have arrived, itself included: the echo of any of them may be its own. E52 */
export const equalsOf = (row: Row, id: string): Row => {
  const mine = row.find((each) => each.id === id && each.doubtful && !each.echoed);
  return mine ? row.filter(sameWords(mine.text)) : [];
};

/** To send it now might deliver it twice: an echo of it, or of a message with the same text, may still come. E52 */
export const isOpen = (row: Row, id: string): boolean =>
  equalsOf(row, id).some((each) => each.awaiting || each.underWay);

/** Decides what follows from a retry; loads with the first one. */
export const retryDecisions: Pick<Decisions, 'messageRetried'> = {
  /** Sends again what has failed, unless it is being sent again or has arrived after all. */
  messageRetried(draft, { id }) {
    const { chat } = draft;
    if (!chat) return;
    const outgoing = retried(chat.outgoing, id);
    if (!outgoing) {
      draft.refusal = 'notFailed';
      return;
    }
    draft.state = { ...chat, outgoing };
    wake(draft);
    stopTyping(draft);
  },
};
