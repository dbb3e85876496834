import { expect } from 'chai';
import fc from 'fast-check';
import { CommandRejected } from '../../lib/commandRejected.js';
import { notFailed } from '../../lib/rejections.js';
import type { Occurrence, TakenEntry } from '../../streams/inputs.js';
import { isMissing, isOpen } from '../../streams/outgoing.js';
import type { SessionState } from '../../streams/state.js';
import { transition } from '../../streams/transition.js';
import { acceptedOne, dispatchedOne, failedOne, retriedOne, sent, shownBy } from './ownMessages.js';
import { ann, customer, entryOf, failures, given, messagesOf, polled, pollFailed } from './scene.js';
import { deepFreeze, rules } from './transitionTable.js';

/** One call of sendMessage, and what the server got of it. */
interface Call {
  readonly id: string;
  readonly text: string;
  attempts: number;
  arrived: number;
}

const texts = ['a', 'b'] as const;

/** A server, its customer, and the wires between them; whatever is not possible at the moment does nothing. */
class World {
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
    const { state, refusal } = transition(this.state, before, { ...rules, polls: this.#polls });
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

  arrive(): void {
    this.#next();
    if (!this.#wire || this.#wire.arrived) return;
    const { call } = this.#wire;
    this.#wire.arrived = true;
    call.arrived++;
    this.log.push(entryOf(this.log.length + 1, customer, 'Message', { text: call.text }));
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

  speak(): void {
    this.log.push(entryOf(this.log.length + 1, ann, 'Message', { text: 'a' }));
  }

  /** A poll is sent, reads, and comes back; what is pushed comes by itself. */
  poll(fails: boolean): void {
    if (!this.#polls) this.#tell(Math.min(this.#told + 1, this.log.length));
    else if (!this.#poll) this.#poll = {};
    else if (this.#poll.known === undefined) this.#poll.known = this.log.length;
    else {
      const { known } = this.#poll;
      this.#poll = undefined;
      if (fails) this.take(pollFailed(failures.offline));
      else this.#tell(known);
    }
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
  }

  /** What is shown of a text, beside what was said of it. */
  count(text: string) {
    const shown = shownBy(this.state).filter((each) => each.from.type === 'Client' && each.text === text);
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

type Happening = (world: World) => void;

const happenings: fc.Arbitrary<Happening> = fc.oneof(
  fc.constantFrom(...texts).map(
    (text): Happening =>
      (world) =>
        world.send(text),
  ),
  fc.constant<Happening>((world) => world.arrive()),
  fc.boolean().map(
    (honestly): Happening =>
      (world) =>
        world.settle(honestly),
  ),
  fc.nat(5).map(
    (place): Happening =>
      (world) =>
        world.retry(place),
  ),
  fc.constant<Happening>((world) => world.speak()),
  fc.boolean().map(
    (fails): Happening =>
      (world) =>
        world.poll(fails),
  ),
  fc.constant<Happening>((world) => world.poll(false)),
);

describe('transition: one’s own messages in any weather', () => {
  for (const polls of [true, false]) {
    it(`are never lost and never doubled, ${polls ? 'polled' : 'pushed'}`, () => {
      fc.assert(
        fc.property(fc.array(happenings, { maxLength: 60 }), (schedule) => {
          const world = new World(polls);
          for (const happens of schedule) {
            happens(world);
            for (const text of texts) {
              const { calls, attempts, shown } = world.count(text);
              expect(shown, `${text} is shown`).to.be.within(calls, attempts);
            }
          }
        }),
        { numRuns: 2000 },
      );
    });

    it(`are the server’s in the end, and those it never got, ${polls ? 'polled' : 'pushed'}`, () => {
      fc.assert(
        fc.property(fc.array(happenings, { maxLength: 60 }), (schedule) => {
          const world = new World(polls);
          for (const happens of schedule) happens(world);
          world.rest();
          expect(world.state.transcript.slice()).to.deep.equal(messagesOf(world.log));
          const shown = shownBy(world.state);
          const server = shown.slice(0, world.log.length);
          expect(server.map(({ index }) => index)).to.deep.equal(world.log.map(({ message }) => message.index));
          const left = shown.slice(world.log.length);
          for (const { status } of left) expect(status).to.equal('failed');
          for (const text of texts) {
            const { calls, arrived, neverArrived, failed } = world.count(text);
            expect(failed, `${text} has failed`).to.be.within(Math.max(0, calls - arrived), neverArrived);
          }
          const keys = shown.flatMap(({ key }) => key ?? []);
          expect(new Set(keys).size, 'keys').to.equal(keys.length);
        }),
        { numRuns: 2000 },
      );
    });
  }

  it('are on the server once at the most, and failed where they are not, however they are sent again', () => {
    fc.assert(
      fc.property(fc.array(happenings, { maxLength: 60 }), (schedule) => {
        const world = new World(true, true);
        for (const happens of schedule) happens(world);
        world.rest();
        for (const text of texts) {
          const { calls, arrived, failed, shown } = world.count(text);
          expect(arrived, `${text} is on the server`).to.be.at.most(calls);
          expect(failed, `${text} has failed`).to.equal(calls - arrived);
          expect(shown, `${text} is shown`).to.equal(calls);
        }
      }),
      { numRuns: 5000 },
    );
  });
});
