import { begin, go } from './answers.js';
import { noTrouble, type Trouble } from './connection.js';
import type { Decisions } from './draft.js';
import type { Restored } from './inputs.js';
import { takeMessages } from './messages.js';
import { idle, type Restoring } from './state.js';

/** Decides what follows from the search for a stored chat; loads with the code that restores. */
export const restoringDecisions: Pick<Decisions, keyof Restored> = {
  /** `restored`, its messages, `restoredOffline` if the chat server is down, `pollingStarted`. */
  restored(draft, { session, frame, offline }) {
    const { status, userData, filters } = draft.state;
    if (status !== 'restoring') return;
    draft.publish('restored', { async: draft.rules.async });
    // A chat that ended before leaves nothing in this one.
    const before: Restoring = { ...idle(userData), filters, status };
    const trouble: Trouble = offline ? { ...noTrouble, server: 'serverOffline' } : noTrouble;
    const chat = begin(draft, before, offline ? session : { ...session, ...frame.session }, trouble);
    const taken = takeMessages(draft, chat, frame, true);
    if (offline) draft.tell('restoredOffline');
    go(draft, taken);
  },
  nothingStored(draft) {
    const { state } = draft;
    if (state.status === 'restoring') draft.state = { ...state, status: 'idle' };
  },
  /** Also while nothing is being restored: verifySession found the stored chat too old. A refusal is published after it (E45). */
  restoreOverdue(draft, { failure }) {
    const { state } = draft;
    if (state.status !== 'restoring' && state.status !== 'idle') return;
    draft.state = { ...state, status: 'idle', filters: [] };
    draft.tell('restoreTimeout');
    if (failure && !failure.frame?.chatEnded) draft.publish('error', failure);
  },
};
