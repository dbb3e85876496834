import { expect } from 'chai';
import { defer, EMPTY, NEVER, of } from 'rxjs';
import { pollEvery } from '../../streams/operators/pollEvery.js';
import { marbles } from '../support/marbles.js';
import { virtualTime } from './virtualTime.js';

describe('pollEvery', () => {
  it('asks at once, then from start to start', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source$ = cold(' -a|');
      const subscribed = [' ^-!', '-----^-!', '----------^-!'];
      const expected = '    -a----a----a-';
      const until = '       ^------------!';
      expectObservable(source$.pipe(pollEvery(() => 5, NEVER)), until).toBe(expected);
      expectSubscriptions(source$.subscriptions).toBe(subscribed);
    });
  });

  it('asks never two at once: a slow answer is waited for, then the next is asked at once', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source$ = cold(' ------a|');
      const subscribed = [' ^------!', '-------^------!', '--------------^!'];
      const expected = '    ------a------a-';
      const until = '       ^--------------!';
      expectObservable(source$.pipe(pollEvery(() => 3, NEVER)), until).toBe(expected);
      expectSubscriptions(source$.subscriptions).toBe(subscribed);
    });
  });

  it('tells the gap how many polls there were since the last hurry', () => {
    const asked: number[] = [];
    const gap = (polls: number): number => {
      asked.push(polls);
      return polls + 1;
    };
    marbles(({ cold, hot, expectObservable }) => {
      //                    (1)2--3---(hurry: 0, at once)
      const hurry$ = hot('  -------h----');
      const source$ = cold('(a|)        ');
      const expected = '    a-a--a-a-a--';
      const until = '       ^-----------!';
      expectObservable(source$.pipe(pollEvery(gap, hurry$)), until).toBe(expected);
    });

    expect(asked).to.deep.equal([1, 2, 3, 0, 1, 2]);
  });

  it('cuts a wait short for a hurry, to the shortest gap since the last start', () => {
    marbles(({ cold, hot, expectObservable }) => {
      const gap = (polls: number) => (polls === 0 ? 4 : 10);
      const hurry$ = hot('  -h----------h---');
      const source$ = cold('(a|)');
      const expected = '    a---a-------a---';
      const until = '       ^---------------!';
      expectObservable(source$.pipe(pollEvery(gap, hurry$)), until).toBe(expected);
    });
  });

  it('remembers a hurry that comes while it asks, and does not ask twice for it', () => {
    marbles(({ cold, hot, expectObservable }) => {
      const gap = (polls: number) => (polls === 0 ? 4 : 10);
      const hurry$ = hot('  -hh------------');
      const source$ = cold('---(a|)');
      const expected = '    ---a---a-------';
      const until = '       ^--------------!';
      expectObservable(source$.pipe(pollEvery(gap, hurry$)), until).toBe(expected);
    });
  });

  it('goes on when nothing can hurry any more', () => {
    marbles(({ cold, expectObservable }) => {
      const source$ = cold('(a|)');
      const expected = '    a--a--a-';
      const until = '       ^-------!';
      expectObservable(source$.pipe(pollEvery(() => 3, EMPTY)), until).toBe(expected);
    });
  });

  it('asks again also when there was nothing to say', () => {
    let asked = 0;
    marbles(({ expectObservable }) => {
      const source$ = defer(() => {
        asked++;
        return EMPTY;
      });
      expectObservable(source$.pipe(pollEvery(() => 3, NEVER)), '^------!').toBe('');
    });

    expect(asked).to.equal(3);
  });

  it('ends with its source’s error', () => {
    marbles(({ cold, expectObservable }) => {
      const source$ = cold('-a#');
      const expected = '    -a#';
      expectObservable(source$.pipe(pollEvery(() => 5, NEVER))).toBe(expected);
    });
  });

  it('begins anew for each subscriber', () => {
    const asked: number[] = [];
    const gap = (polls: number): number => {
      asked.push(polls);
      return 5;
    };
    marbles(({ cold, expectObservable }) => {
      const polled$ = cold('(a|)').pipe(pollEvery(gap, NEVER));
      expectObservable(polled$, '  ^------!').toBe('a----a-');
      expectObservable(polled$, '  ---^------!').toBe('---a----a-');
    });

    expect(asked).to.deep.equal([1, 1, 2, 2]);
  });
});

describe('pollEvery, by the clock on the wall', () => {
  const time = virtualTime();

  it('waits no longer than the gap when the clock is set back', () => {
    let asked = 0;
    const source$ = defer(() => {
      if (asked++ === 0) time.set(0);
      return of('a');
    });
    time.set(3_600_000);
    const subscription = source$.pipe(pollEvery(() => 500, NEVER)).subscribe();
    time.pass(500);
    expect(asked).to.equal(2);

    time.pass(500);
    expect(asked).to.equal(3);
    subscription.unsubscribe();
    expect(time.timers).to.equal(0);
  });

  it('E34: a restart gives up what it asks and asks anew, once the shortest gap is over', () => {
    marbles(({ cold, hot, expectObservable, expectSubscriptions }) => {
      const gap = (polls: number) => (polls === 0 ? 4 : 10);
      const restart$ = hot('     -r------r-----');
      const source$ = cold('     ------------a|');
      const subscribed = ['      ^---!', '----^---!', '--------^-----!'];
      const until = '            ^-------------!';
      expectObservable(source$.pipe(pollEvery(gap, NEVER, restart$)), until).toBe('--------------');
      expectSubscriptions(source$.subscriptions).toBe(subscribed);
    });
  });

  it('E34: an answer that comes before is taken, and the next poll comes in time', () => {
    marbles(({ cold, hot, expectObservable, expectSubscriptions }) => {
      const gap = (polls: number) => (polls === 0 ? 6 : 8);
      const restart$ = hot('     -r-------------');
      const source$ = cold('     --(a|)');
      const subscribed = ['      ^-!', '------^-!'];
      const until = '            ^-----------!';
      expectObservable(source$.pipe(pollEvery(gap, NEVER, restart$)), until).toBe('--a-----a---');
      expectSubscriptions(source$.subscriptions).toBe(subscribed);
    });
  });
});
