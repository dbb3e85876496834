import type { Decisions, Draft } from './draft.js';
import type { Asked } from './inputs.js';
import { matches } from './operators/hideMatching.js';
import { saidBy, submitted } from './outgoing.js';
import type { HookFailure } from './serviceFailure.js';
import { activeOf, idle } from './state.js';

/** What is on or off in a chat, and the events of going off and on. */
const switches = {
  typing: ['clientTypingStopped', 'clientTypingStarted'],
  polling: ['pollingStopped', 'pollingStarted'],
  sleeping: ['waking', 'sleeping'],
} as const;

/** Published only where it changes something. */
const turn =
  (name: keyof typeof switches, on: boolean) =>
  (draft: Draft): void => {
    const { chat } = draft;
    // Without a chat there is nothing to wake, and nothing wrong.
    if (name === 'sleeping') draft.refusal = undefined;
    if (!chat || chat[name] === on) return;
    draft.state = { ...chat, [name]: on };
    draft.tell(switches[name][on ? 1 : 0]);
  };

export const wake = turn('sleeping', false);
export const stopTyping = turn('typing', false);
const stopPolling = turn('polling', false);

/** What people ask for, and who decides whether it may be. */
export const admission: Pick<Decisions, keyof Asked | 'typingPaused'> = {
  /** Begins a chat; what the last one left is forgotten. */
  startAsked(draft, { userData }) {
    const { state } = draft;
    if (state.status !== 'idle') draft.refusal = 'alreadyActive';
    else draft.state = { ...idle({ ...state.userData, ...userData }), filters: state.filters, status: 'starting' };
  },
  restoreAsked(draft) {
    const { state } = draft;
    if (state.status === 'idle') draft.state = { ...state, status: 'restoring' };
    else draft.refusal = state.status === 'restoring' ? 'alreadyRestoring' : 'restoreWhileActive';
  },
  endAsked(draft) {
    stopPolling(draft);
    stopTyping(draft); // E47
    const { chat } = draft;
    if (chat) draft.state = { ...chat, status: 'ending' };
  },
  sessionAsked: (draft) => void draft.chat,
  /** Sending ends typing without a word to the server, and sleep. */
  messageAsked(draft, { own }) {
    wake(draft);
    stopTyping(draft);
    const { chat } = draft;
    const onFailure = (failure: HookFailure): void => draft.publish('error', failure);
    if (!chat || !own || matches(own.text, chat.filters, onFailure)) return;
    const shown = draft.rules.shown(saidBy(own, draft.at, chat.client), onFailure);
    draft.state = { ...chat, outgoing: [...chat.outgoing, submitted(own, shown)] };
  },
  typingAsked: turn('typing', true),
  typingPaused: stopTyping,
  startPollAsked: turn('polling', true),
  stopPollAsked: stopPolling,
  slept: turn('sleeping', true),
  woke: wake,
  userDataGiven(draft, { userData }) {
    draft.state = { ...draft.state, userData: { ...draft.state.userData, ...userData } };
  },
  /** Each filter counts once. */
  filtersGiven(draft, given) {
    const all = [...draft.state.filters, ...given.filters];
    const filters = [...new Map(all.map((filter) => [String(filter), filter])).values()];
    draft.state = { ...draft.state, filters };
  },
  exceptionsReset(draft) {
    const chat = activeOf(draft.state);
    if (chat) draft.state = { ...chat, trouble: { ...chat.trouble, exceptions: 0 } };
  },
};
