import { expect } from 'chai';
import fc from 'fast-check';
import { backoff } from '../../streams/operators/backoff.js';
import { type PollRates, pollGap, tickOf } from '../../streams/operators/pollSchedule.js';

const standard: PollRates = {
  pollRate: 3000,
  pollRateMin: 500,
  pollRateMax: 3000,
  pollRateMult: 1.2,
  pollRateSleep: 30_000,
  dynamicPolling: true,
};

const gaps = (count: number, rates: PollRates, sleeping = false): number[] =>
  Array.from({ length: count }, (_, polls) => pollGap(polls, rates, sleeping));

describe('pollGap', () => {
  it('is the shipped product’s: 500 after sending, then 1.2 times more each time, on ticks of 250, up to 3000', () => {
    expect(gaps(13, standard)).to.deep.equal([
      500, 750, 750, 1000, 1250, 1250, 1500, 2000, 2250, 2750, 3000, 3000, 3000,
    ]);
  });

  it('grows in whole ms, as there: by less than one it does not', () => {
    expect(gaps(3, { ...standard, pollRateMin: 250, pollRateMult: 1.003 })).to.deep.equal([250, 250, 250]);
  });

  it('is pollRate without dynamicPolling, and pollRateSleep while sleeping', () => {
    const steady = { ...standard, dynamicPolling: false };

    expect(gaps(3, steady)).to.deep.equal([3000, 3000, 3000]);
    expect(gaps(3, steady, true)).to.deep.equal([30_000, 30_000, 30_000]);
    expect(gaps(3, standard, true)).to.deep.equal([30_000, 30_000, 30_000]);
  });

  it('ticks at half the shortest gap, in whole ms', () => {
    expect(tickOf(standard)).to.equal(250);
    expect(tickOf({ ...standard, pollRateMin: 251 })).to.equal(125);
  });

  it('is a whole number of ticks, grows, and stays within a tick of the longest', () => {
    const rates = fc.record({
      pollRateMin: fc.integer({ min: 250, max: 3000 }),
      more: fc.nat(27_000),
      pollRateMult: fc.double({ min: 1.01, max: 10, noNaN: true }),
    });
    fc.assert(
      fc.property(rates, ({ pollRateMin, more, pollRateMult }) => {
        const given = { ...standard, pollRateMin, pollRateMax: pollRateMin + more, pollRateMult };
        let last = pollRateMin;
        for (const gap of gaps(30, given)) {
          expect(gap % tickOf(given)).to.equal(0);
          expect(gap).to.be.at.least(last);
          expect(gap).to.be.below(given.pollRateMax + tickOf(given));
          last = gap;
        }
      }),
    );
  });
});

describe('backoff', () => {
  const randomly = (random: number) => ({ base: 500, cap: 8000, random: () => random });

  it('spreads over all of the time up to a bound that doubles with each failure, to the cap', () => {
    const nearlyOne = 1 - Number.EPSILON;

    expect([1, 2, 3, 4, 5].map((attempt) => backoff(attempt, randomly(0)))).to.deep.equal([0, 0, 0, 0, 0]);
    expect([1, 2, 3, 4, 5].map((attempt) => backoff(attempt, randomly(0.5)))).to.deep.equal([
      500, 1000, 2000, 4000, 4000,
    ]);
    expect([1, 2, 3, 4, 5].map((attempt) => Math.round(backoff(attempt, randomly(nearlyOne))))).to.deep.equal([
      1000, 2000, 4000, 8000, 8000,
    ]);
  });

  it('never leaves its bounds, however many failures there were', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (attempt, random) => {
          const wait = backoff(attempt, randomly(random));
          expect(wait).to.be.at.least(0);
          expect(wait).to.be.below(Math.min(8000, 500 * 2 ** attempt));
        },
      ),
    );
  });
});
