import { admission } from './admission.js';
import { answers } from './answers.js';
import { type Decisions, Draft, type Rules, type Step } from './draft.js';
import type { Occurrences, SessionInput } from './inputs.js';
import { activeOf, type SessionState } from './state.js';

/** Everything that can happen, and who decides what follows. */
const decisions: Decisions = {
  ...admission,
  ...answers,
  agentTypingLapsed(draft) {
    if (activeOf(draft.state)?.agentsTyping.length) draft.tell('agentTypingTimeout');
  },
  hookFailed: (draft, { failure }) => draft.publish('error', failure),
};

/**
 * The only place that decides what a session becomes and what of it is published (`ready` is the service's own).
 * Pure: no clock, no chance, no surroundings; each input brings its own time.
 */
export const transition = <Kind extends keyof Occurrences>(
  state: SessionState,
  input: SessionInput<Kind>,
  rules: Rules,
): Step => {
  const draft = new Draft(state, input.at, rules);
  const decide: Decisions[Kind] = decisions[input.kind];
  decide(draft, input);
  return draft;
};
