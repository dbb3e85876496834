import { expect } from 'chai';
import fc from 'fast-check';
import type { Occurrence } from '../../streams/inputs.js';
import { activeOf, type SessionState } from '../../streams/state.js';
import { customer, entryOf, frameWith, given, polled, sessionId } from './scene.js';
import { at, pureStep, rules } from './transitionTable.js';

/** Where the message of a number stands: times of one millisecond and of several, one digit and more. */
const indexOf = (number: number): string => `${99 + Math.floor(number / 4)}-${(number % 4) * 4}`;

const numbers = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, place) => from + place);
const said = (from: number, to: number) =>
  numbers(from, to).map((number) => ({ ...entryOf(indexOf(number), customer), hidden: number % 7 === 6 }));

const page = (from: number, to: number): Occurrence<'olderHeard'> => ({
  kind: 'olderHeard',
  sessionId,
  frame: frameWith(said(from, to)),
});

/** How often each side is asked, how much of what is known already comes with it, and how much is new. */
const askings = fc.array(
  fc.record({ older: fc.boolean(), again: fc.integer({ min: 0, max: 5 }), more: fc.integer({ min: 0, max: 6 }) }),
  { maxLength: 20 },
);

describe('transition: polls and pages of history in any order', () => {
  it('C17, E22: the transcript is what was said, in order, each message once and told once', () => {
    fc.assert(
      fc.property(askings, (asked) => {
        let state: SessionState = given.active();
        let [low, high] = [100, 100];
        const told: unknown[] = [];
        for (const { older, again, more } of asked) {
          const known = Math.min(again, high - low);
          const input = older ? page(low - more, low + known) : polled(said(high - known, high + more));
          const { state: next, events, refusal } = pureStep(state, { at, ...input }, rules);
          state = next;
          if (older) low -= more;
          else high += more;
          for (const event of events) if (event.name === 'messageReceived') told.push(...event.data.messages);
          expect(refusal).to.equal(older && more === 0 ? 'nothingOlder' : undefined);
        }
        const shown = said(low, high).filter(({ hidden }) => !hidden);
        expect(state.transcript.slice()).to.deep.equal(shown.map(({ message }) => message));
        expect(state.originals.slice()).to.deep.equal(shown.map(({ original }) => original));
        expect(told).to.have.deep.members(state.transcript.slice());
        const { seen, lastIndex } = given.active(activeOf(state));
        expect([seen.at(0), lastIndex]).to.deep.equal(
          low === high ? [undefined, undefined] : [indexOf(low), indexOf(high - 1)],
        );
      }),
    );
  });
});
