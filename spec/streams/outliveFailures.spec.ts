import { expect } from 'chai';
import { defer, EMPTY, map, NEVER, type Observable, throwError } from 'rxjs';
import { Failure, outliveFailures } from '../../streams/operators/outliveFailures.js';
import { TransportFailure } from '../../transports/failures.js';
import { type Marbles, marbles } from '../support/marbles.js';
import { failures } from './scene.js';

const { offline } = failures;

/** Each subscription is the next try; behind the last one nothing comes. */
const triesOf = (cold: Marbles['cold'], tries: readonly string[]): Observable<string> => {
  const left = [...tries];
  return defer(() => {
    const next = left.shift();
    return next === undefined ? NEVER : cold(next, undefined, offline);
  });
};

/** A failure as its number in the row. */
const readable = map((value: string | Failure) => (value instanceof Failure ? String(value.attempt) : value));

describe('outliveFailures', () => {
  it('turns a failure into a value, waits, asks again, and completes when an answer is complete', () => {
    marbles(({ cold, expectObservable }) => {
      const tries$ = triesOf(cold, ['-a-#', '#', '-b|']);
      //                 -a-#
      //                       #
      //                          -b|
      const expected = '-a-1--2---b|';
      expectObservable(
        tries$.pipe(
          outliveFailures(() => 3, NEVER),
          readable,
        ),
      ).toBe(expected);
    });
  });

  it('counts failures in a row; a value begins anew', () => {
    marbles(({ cold, expectObservable }) => {
      const tries$ = triesOf(cold, ['#', '#', '-#', '-a#', '#']);
      const expected = '12-3-a12';
      expectObservable(
        tries$.pipe(
          outliveFailures(() => 1, NEVER),
          readable,
        ),
      ).toBe(expected);
    });
  });

  it('asks how long to wait, with the failure and its number', () => {
    const asked: Failure[] = [];
    const wait = (failed: Failure): number => {
      asked.push(failed);
      return failed.attempt * 2;
    };
    marbles(({ cold, expectObservable }) => {
      const tries$ = triesOf(cold, ['#', '#', '#', '(a|)']);
      const expected = '1-2---3-----(a|)';
      expectObservable(tries$.pipe(outliveFailures(wait, NEVER), readable)).toBe(expected);
    });

    expect(asked.map(({ attempt }) => attempt)).to.deep.equal([1, 2, 3]);
    expect(asked.map(({ failure }) => failure)).to.have.ordered.members([offline, offline, offline]);
  });

  it('asks at once when there is a hurry, and lets a hurry in no wait pass', () => {
    marbles(({ cold, hot, expectObservable }) => {
      const hurry$ = hot('-h---h----h--');
      const tries$ = triesOf(cold, ['--#', '----#', '(a|)']);
      //                 --#
      //                      ----#
      //                           (a|)
      const expected = '--1------2(a|)';
      expectObservable(
        tries$.pipe(
          outliveFailures(() => 100, hurry$),
          readable,
        ),
      ).toBe(expected);
    });
  });

  it('waits in full when nothing can hurry any more', () => {
    marbles(({ cold, expectObservable }) => {
      const tries$ = triesOf(cold, ['#', '#', '(a|)']);
      const expected = '1---2---(a|)';
      expectObservable(
        tries$.pipe(
          outliveFailures(() => 4, EMPTY),
          readable,
        ),
      ).toBe(expected);
    });
  });

  it('hands a TransportFailure on as it is, and calls anything else garbled, with its cause', () => {
    const cause = new TypeError('mine');
    const failed: TransportFailure[] = [];
    for (const error of [offline, cause, 'odd']) {
      throwError(() => error)
        .pipe(outliveFailures(() => 1, NEVER))
        .subscribe((value) => failed.push(value.failure))
        .unsubscribe();
    }

    expect(failed[0]).to.equal(offline);
    expect(failed.map(({ kind }) => kind)).to.deep.equal(['Offline', 'Garbled', 'Garbled']);
    expect(failed.map((each) => each.cause)).to.deep.equal([undefined, cause, 'odd']);
    expect(failed[1]).to.be.instanceOf(TransportFailure);
  });
});
