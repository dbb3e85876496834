import { admission } from './admission.js';
import { answers } from './answers.js';
import { type Decisions, Draft, type LaterDecisions, type Rules, type Step } from './draft.js';
import type { Later, Occurrences, SessionInput } from './inputs.js';
import { activeOf, type SessionState } from './state.js';

/** The decisions that load with the engine. */
const decisions: Omit<Decisions, keyof Later> = {
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
 *
 * @param later decides on inputs whose code loads later
 */
export const transition = <Kind extends keyof Occurrences>(
  state: SessionState,
  input: SessionInput<Kind>,
  rules: Rules,
  later?: LaterDecisions,
): Step => {
  const draft = new Draft(state, input.at, rules);
  const all: Partial<Decisions> = later ? { ...decisions, ...later } : decisions;
  const decide: Partial<Decisions>[Kind] = all[input.kind];
  if (!decide) throw new TypeError(`${input.kind}: not loaded`);
  decide(draft, input);
  return draft;
};
