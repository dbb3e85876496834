import { expect } from 'chai';
import fc from 'fast-check';
import { texts, World } from './outgoingWorld.js';
import { shownBy } from './ownMessages.js';
import { messagesOf } from './scene.js';

type Happening = (world: World) => void;

const always = (happens: Happening) => fc.constant(happens);
const often = (weight: number, happens: Happening) => ({ weight, arbitrary: always(happens) });

/** What loses or doubles a message only in a certain order is likely to come in that order. */
const happenings = [
  often(1, (world) => world.send(texts[1])),
  often(1, (world) => world.speak()),
  often(1, (world) => world.poll(true)),
  often(1, (world) => world.toggle()),
  often(3, (world) => world.send(texts[0])),
  often(3, (world) => world.leave()),
  often(4, (world) => world.arrive()),
  often(2, (world) => world.settle(true)),
  often(3, (world) => world.settle(false)),
  often(6, (world) => world.poll(false)),
  often(3, (world) => world.wholePoll()),
  {
    weight: 4,
    arbitrary: fc.nat(3).map(
      (place): Happening =>
        (world) =>
          world.retry(place),
    ),
  },
];

const scheduleOf = (arbitrary: fc.Arbitrary<Happening>) =>
  fc.array(arbitrary, { minLength: 10, maxLength: 40, size: 'max' });

const schedules = scheduleOf(fc.oneof(...happenings));
const schedulesOfTwoPages = scheduleOf(
  fc.oneof(
    ...happenings,
    often(2, (world) => world.sayElsewhere()),
  ),
);

/** Given from outside, more schedules are played: `RUNS=100000`. */
const numRuns = Number(process.env.RUNS ?? 2000);

describe('transition: one’s own messages in any weather', () => {
  for (const polls of [true, false]) {
    it(`are never lost and never doubled, ${polls ? 'polled' : 'pushed'}`, () => {
      fc.assert(
        fc.property(schedules, (schedule) => {
          const world = new World(polls);
          for (const happens of schedule) {
            happens(world);
            for (const text of texts) {
              const { calls, attempts, shown } = world.count(text);
              expect(shown, `${text} is shown`).to.be.within(calls, attempts);
            }
          }
        }),
        { numRuns },
      );
    });

    it(`are the server’s in the end, and those it never got, ${polls ? 'polled' : 'pushed'}`, () => {
      fc.assert(
        fc.property(schedulesOfTwoPages, (schedule) => {
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
        { numRuns },
      );
    });
  }

  it('are on the server once at the most, and failed where they are not, however they are sent again', () => {
    fc.assert(
      fc.property(schedulesOfTwoPages, (schedule) => {
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
      { numRuns: Number(process.env.RUNS ?? 5000) },
    );
  });
});
