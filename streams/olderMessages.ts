import type { Decisions, Draft } from './draft.js';
import { GrowingList } from './growingList.js';
import type { TakenFrame } from './inputs.js';
import { isBefore, publishFailures, takeMessages } from './messages.js';
import { recognised } from './outgoing.js';
import { publishReceived } from './publishReceived.js';
import { markSeen } from './seen.js';
import type { Active } from './state.js';

/** Reads a page of history: what is older than all that is known comes before it, without events for joins and typing. */
const takeOlder = (draft: Draft, chat: Active, frame: TakenFrame): Active => {
  const { entries } = frame;
  const { seen, transcript, originals } = chat;
  const { polls } = draft.rules;
  const first = seen.at(0);
  const marks = markSeen(new GrowingList());
  const older = entries.filter(
    ({ message: { index } }) => index !== undefined && isBefore(index, first) && marks.mark(index) !== 'known',
  );
  // If nothing is known yet they are new messages: no poll will repeat who has joined.
  if (older.length > 0 && first === undefined) return takeMessages(draft, chat, frame, false);
  const unread = publishFailures(draft, chat, frame);
  if (older.length === 0) {
    draft.refusal = 'nothingOlder';
    return { ...chat, unread };
  }
  const visible = older.filter(({ hidden }) => !hidden);
  const messages = visible.map(({ message }) => message);
  const originalMessages = visible.map(({ original }) => original);
  const shown = visible.map((entry) => recognised([], entry.message, entry, polls)[0]);
  const everyOriginal = older.map(({ original }) => original);
  if (messages.length > 0)
    publishReceived(draft, chat, { messages, originalMessages, restoring: false, oldMessages: true }, everyOriginal);
  return {
    ...chat,
    unread,
    seen: new GrowingList([...marks.all(), ...seen]),
    transcript: new GrowingList([...messages, ...transcript]),
    originals: new GrowingList([...originalMessages, ...originals]),
    shown: new GrowingList([...shown, ...chat.shown]),
  };
};

/** Decides what follows from a page of history; loads with the code that asks for it. */
export const historyDecisions: Pick<Decisions, 'olderHeard'> = {
  /** Refused if the page holds nothing older than what is known. */
  olderHeard(draft, { sessionId, frame }) {
    const { chat } = draft;
    if (chat?.session.sessionId !== sessionId) {
      draft.refusal = 'noSession';
      return;
    }
    draft.state = takeOlder(draft, chat, frame);
  },
};
