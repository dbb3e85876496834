import { expect } from 'chai';
import type { Subscription } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';

/** What a marble spec works with. */
export type Marbles = Parameters<Parameters<TestScheduler['run']>[0]>[0];

/** Runs a marble spec in virtual time: a frame is a ms, also for `setTimeout` and `Date.now`. */
export const marbles = (spec: (helpers: Marbles) => void): void => {
  const scheduler = new TestScheduler((actual, expected) => {
    expect(actual).to.deep.equal(expected);
  });
  const { setTimeout, clearTimeout } = globalThis;
  const { now } = Date;
  Date.now = () => scheduler.now();
  Object.assign(globalThis, {
    setTimeout: (run: () => void, ms: number): Subscription => scheduler.schedule(run, Math.max(0, ms)),
    clearTimeout: (timer: Subscription) => timer.unsubscribe(),
  });
  try {
    scheduler.run(spec);
  } finally {
    Date.now = now;
    Object.assign(globalThis, { setTimeout, clearTimeout });
  }
};
