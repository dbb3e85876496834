import { expect } from 'chai';
import type { Refusal, Rules } from '../../streams/draft.js';
import type { Nothing, WebChatEvent, WebChatEventName, WebChatEvents } from '../../streams/events.js';
import type { Occurrence, SessionInput } from '../../streams/inputs.js';
import type { SessionState } from '../../streams/state.js';
import { transition } from '../../streams/transition.js';
import { isServerTrouble, TransportFailure } from '../../transports/failures.js';
import type { ListedEvent } from '../reference/events.js';
import { proveEvent } from '../support/proofs.js';
import { laterDecisions } from './laterDecisions.js';

/** An expected event: its name alone where it carries nothing. */
export type Told = {
  [Name in WebChatEventName]: WebChatEvents[Name] extends Nothing ? Name : readonly [Name, WebChatEvents[Name]];
}[WebChatEventName];

/** What is known of a state, laid flat; lists as arrays. */
export const factsOf = (state: SessionState) => {
  const { participants, transcript, originals, shown, ...rest } = state;
  const lists = { transcript: transcript.slice(), originals: originals.slice(), shown: shown.slice() };
  const seen = 'seen' in state ? state.seen.slice() : [];
  return { ...rest, ...participants, ...lists, seen, firstIndex: seen[0] };
};

type Facts = Partial<Record<keyof SessionState | 'agents' | 'bots' | 'clientLeft', unknown>> & Record<string, unknown>;

/** One row: what was, what happens, what follows. */
export interface TransitionRow {
  /** Begins with the rulings it shows. */
  readonly title: string;
  readonly given: SessionState;
  /** One after the other. Inputs come at 50000 ms, unless they bring their own `at`. */
  readonly inputs: readonly (Occurrence & { readonly at?: number })[];
  /** Everything published, in order, with exactly what it carries. */
  readonly events: readonly Told[];
  /** What the last input is told. */
  readonly refusal?: Refusal;
  /** What is known of the state in the end. */
  readonly state?: Facts;
  readonly rules?: Partial<Rules>;
  /** Rows of REFERENCE.md that it shows. */
  readonly proves?: readonly ListedEvent[];
}

/** When the inputs of a row come, in ms. */
export const at = 50_000;

export const rules: Rules = {
  pollExceptionLimit: 5,
  polls: true,
  async: false,
  bots: true,
  isPollException: isServerTrouble,
  isSessionLost: () => false,
  shown: (message) => message,
};

/** Freezes an object and everything in it. */
export const deepFreeze = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const key of Reflect.ownKeys(value)) deepFreeze(Reflect.get(value, key));
  if (value instanceof TransportFailure) deepFreeze(value.frame);
  return value;
};

/** One step; what goes in stays as it was, and what goes in twice comes out twice. */
export const pureStep = (state: SessionState, input: SessionInput, about: Rules) => {
  deepFreeze([state, input, about]);
  const before = factsOf(state);
  const step = transition(state, input, about, laterDecisions);
  const facts = factsOf(step.state);
  const again = transition(state, input, about, laterDecisions);
  expect(factsOf(again.state), 'the same input again').to.deep.equal(facts);
  expect(again.events, 'the same input again').to.deep.equal(step.events);
  expect(factsOf(step.state), 'the state that came of it').to.deep.equal(facts);
  expect(factsOf(state), 'the state before').to.deep.equal(before);
  for (const event of step.events) expect(event.at, event.name).to.equal(input.at);
  return step;
};

const inFull = (told: Told): unknown => (typeof told === 'string' ? [told, {}] : told);

const run = ({ given, inputs, events, refusal, state, rules: more, proves = [] }: TransitionRow): void => {
  let current = given;
  let refused: Refusal | undefined;
  const published: WebChatEvent[] = [];
  for (const input of inputs) {
    const step = pureStep(current, { at, ...input }, { ...rules, ...more });
    current = step.state;
    refused = step.refusal;
    published.push(...step.events);
  }
  expect(published.map(({ name, data }) => [name, data])).to.deep.equal(events.map(inFull));
  expect(refused).to.equal(refusal);
  const facts = new Map<string, unknown>(Object.entries(factsOf(current)));
  for (const [name, expected] of Object.entries(state ?? {})) expect(facts.get(name), name).to.deep.equal(expected);
  for (const name of proves) {
    const event = published.find((each) => each.name === name);
    proveEvent(name, event?.data);
  }
};

/** A test a row. */
export const transitionTable = (title: string, rows: readonly TransitionRow[]): void => {
  describe(`transition: ${title}`, () => {
    for (const row of rows) it(row.title, () => run(row));
  });
};
