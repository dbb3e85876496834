import { expect } from 'chai';
import { TestScheduler } from 'rxjs/testing';

/** What a marble spec works with. */
export type Marbles = Parameters<Parameters<TestScheduler['run']>[0]>[0];

/** Runs a marble spec in virtual time: a frame is a ms, also for `timer` and the clock of the async scheduler. */
export const marbles = (spec: (helpers: Marbles) => void): void => {
  const scheduler = new TestScheduler((actual, expected) => {
    expect(actual).to.deep.equal(expected);
  });
  scheduler.run(spec);
};
