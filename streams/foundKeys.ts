import { adopt } from './answers.js';
import type { Decisions } from './draft.js';
import { activeOf } from './state.js';

/** Decides what follows from the keys of another tab; loads with the code that looks for them. */
export const keysDecisions: Pick<Decisions, 'keysFound'> = {
  keysFound(draft, { session }) {
    const chat = activeOf(draft.state);
    if (chat?.session.sessionId === session.sessionId) draft.state = adopt(chat, { session });
  },
};
