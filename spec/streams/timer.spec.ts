import { expect } from 'chai';
import { stub } from 'sinon';
import { timer } from '../../streams/timer.js';
import { virtualTime } from './virtualTime.js';

describe('timer', () => {
  const time = virtualTime();

  it('emits once after the time given, and completes', () => {
    const heard: unknown[] = [];
    timer(20).subscribe({ next: (value) => heard.push(value), complete: () => heard.push('complete') });
    time.pass(19);
    expect(heard).to.deep.equal([]);
    time.pass(1);
    expect(heard).to.deep.equal([0, 'complete']);
    time.pass(100);
    expect(heard).to.have.length(2);
  });

  it('leaves no timer when it is unsubscribed', () => {
    timer(20).subscribe().unsubscribe();
    expect(time.timers).to.equal(0);
  });

  it('says nothing and throws nothing after it is unsubscribed, even where the page cannot stop timers any more', () => {
    const heard: unknown[] = [];
    const subscription = timer(20).subscribe((value) => heard.push(value));
    // So does a clock that is installed on a running page: it does not know the timers from before.
    const stubs = [stub(globalThis, 'clearTimeout'), stub(globalThis, 'clearInterval')];
    subscription.unsubscribe();
    for (const each of stubs) each.restore();
    expect(time.timers).to.equal(1);
    time.pass(20);
    expect(time.timers).to.equal(0);
    expect(heard).to.deep.equal([]);
  });
});
