import { CommandRejected } from '../../lib/commandRejected.js';
import { notFailed } from '../../lib/rejections.js';
import type { Occurrence, TakenEntry } from '../../streams/inputs.js';
import { isMissing, isOpen } from '../../streams/retrying.js';
import { activeOf, type SessionState } from '../../streams/state.js';
import { transition } from '../../streams/transition.js';
import { laterDecisions } from './laterDecisions.js';
import { acceptedOne, dispatchedOne, failedOne, retriedOne, sent, shownBy } from './ownMessages.js';
import { ann, customer, entryOf, failures, given, polled, pollFailed } from './scene.js';
import { deepFreeze, rules } from './transitionTable.js';

/** One call of sendMessage, and what the server got of it. */
export interface Call {
  readonly id: string;
  readonly text: string;
  attempts: number;
  arrived: number;
}

/** The second one is written in two code points, and cut in the middle of an emoji. */
export const texts = ['a', 'u\u0308\ud83d'] as const;

/** A text as the server has it. */
const carried = (text: string): string => Buffer.from(text).toString().normalize();

/** A server, its customer, and the wires between them; whatever is not possible at the moment does nothing. */
export class World {
  readonly log: TakenEntry[] = [];
  readonly calls: Call[] = [];
  readonly #row: Call[] = [];
  /** Those that are sent again once it is known that they have not arrived. */
  readonly #waiting = new Set<Call>();
  readonly #polls: boolean;
  readonly #careful: boolean;
  state: SessionState = given.active({}, ann);
  /** The attempt under way, and whether it has arrived. */
  #wire?: { readonly call: Call; arrived: boolean };
  /** The poll under way; `known` is how much it will tell. */
  #poll?: { known?: number };
  #told = 0;

  /** @param careful sends again as the command does; otherwise at once */
  constructor(polls: boolean, careful = false) {
    this.#polls = polls;
    this.#careful = careful;
  }

  take(input: Occurrence): boolean {
    const before = deepFreeze({ at: this.calls.length, ...input });
    const { state, refusal } = transition(this.state, before, { ...rules, polls: this.#polls }, laterDecisions);
    this.state = state;
    for (const call of this.#waiting) {
      if (isOpen(state.outgoing, call.id)) continue;
      this.#waiting.delete(call);
      this.#queue(call);
    }
    return refusal === undefined;
  }

  #queue(call: Call): void {
    call.attempts++;
    this.#row.push(call);
  }

  send(text: string): void {
    const call = { id: `own-${this.calls.length}`, text, attempts: 0, arrived: 0 };
    this.calls.push(call);
    this.take(sent(call.id, text));
    this.#queue(call);
  }

  retry(place: number): void {
    const call = this.calls[place % (this.calls.length || 1)];
    if (!call || !this.take(retriedOne(call.id))) return;
    if (this.#careful && isOpen(this.state.outgoing, call.id)) this.#waiting.add(call);
    else this.#queue(call);
  }

  #next(): void {
    const call = this.#wire ? undefined : this.#row.shift();
    if (!call) return;
    if (!this.#careful || call.attempts === 1 || isMissing(this.state.outgoing, call.id)) {
      this.#wire = { call, arrived: false };
      this.take(dispatchedOne(call.id));
    } else {
      this.take(failedOne(call.id, new CommandRejected(notFailed)));
      this.#next();
    }
  }

  /** The next one leaves. */
  leave(): void {
    this.#next();
  }

  arrive(): void {
    this.#next();
    if (!this.#wire || this.#wire.arrived) return;
    const { call } = this.#wire;
    this.#wire.arrived = true;
    call.arrived++;
    this.log.push(entryOf(this.log.length + 1, customer, 'Message', { text: carried(call.text) }));
  }

  /** The attempt comes to an end; `honestly` the customer learns what it came to. */
  settle(honestly: boolean): void {
    this.#next();
    if (!this.#wire) return;
    const { call, arrived } = this.#wire;
    this.#wire = undefined;
    if (!honestly) this.take(failedOne(call.id, failures.offline));
    else this.take(arrived ? acceptedOne(call.id) : failedOne(call.id, failures.statusCode2));
  }

  /** Another page of the same customer. */
  sayElsewhere(): void {
    this.log.push(entryOf(this.log.length + 1, customer, 'Message', { text: 'elsewhere' }));
  }

  /** Stops and resumes polling; a poll under way is given up. */
  toggle(): void {
    if (!this.#polls) return;
    this.#poll = undefined;
    this.take({ kind: this.#stopped ? 'startPollAsked' : 'stopPollAsked' });
  }

  get #stopped(): boolean {
    return activeOf(this.state)?.polling === false;
  }

  /** While polling is stopped, those that wait to be sent again poll for themselves. */
  get #mayPoll(): boolean {
    return !this.#stopped || (this.#waiting.size > 0 && this.state.outgoing.some(({ awaiting }) => awaiting));
  }

  #pollFails(): void {
    this.take(pollFailed(failures.offline));
    if (!this.#stopped) return;
    for (const call of this.#waiting) this.take(failedOne(call.id, failures.offline));
    this.#waiting.clear();
  }

  speak(): void {
    this.log.push(entryOf(this.log.length + 1, ann, 'Message', { text: 'a' }));
  }

  /** A poll is sent, reads, and comes back; what is pushed comes by itself. */
  poll(fails: boolean): void {
    if (!this.#polls) this.#tell(Math.min(this.#told + 1, this.log.length));
    else if (!this.#poll) this.#poll = this.#mayPoll ? {} : undefined;
    else if (this.#poll.known === undefined) this.#poll.known = this.log.length;
    else {
      const { known } = this.#poll;
      this.#poll = undefined;
      if (fails) this.#pollFails();
      else this.#tell(known);
    }
  }

  /** A poll is sent and answered before anything else happens. */
  wholePoll(): void {
    do this.poll(false);
    while (this.#poll);
  }

  #tell(known: number): void {
    this.take(polled(this.log.slice(this.#told, known)));
    this.#told = Math.max(this.#told, known);
  }

  /** Everything comes to its end. */
  rest(): void {
    do {
      while (this.#wire || this.#row.length > 0) {
        this.arrive();
        this.settle(true);
      }
      for (let polls = 0; polls < 9 + this.log.length; polls++) this.poll(false);
    } while (this.#row.length + this.#waiting.size > 0);
    if (!this.#stopped || !this.#polls) return;
    this.toggle();
    this.rest();
  }

  /** What is shown of a text, beside what was said of it. */
  count(text: string) {
    const shown = shownBy(this.state).filter(
      (each) => each.from.type === 'Client' && carried(each.text) === carried(text),
    );
    const calls = this.calls.filter((each) => each.text === text);
    return {
      calls: calls.length,
      attempts: calls.reduce((sum, { attempts }) => sum + attempts, 0),
      arrived: calls.reduce((sum, { arrived }) => sum + arrived, 0),
      neverArrived: calls.filter(({ arrived }) => arrived === 0).length,
      shown: shown.length,
      failed: shown.filter(({ status }) => status === 'failed').length,
    };
  }
}
