import { expect } from 'chai';
import { concat, Observable, of, Subject, throwError } from 'rxjs';
import { iterate } from '../../lib/bridges/iterate.js';

const done = { done: true, value: undefined };

/** Everything that is left, then how it ended. */
const drained = async (values: AsyncIterable<unknown>): Promise<unknown[]> => {
  const log: unknown[] = [];
  try {
    for await (const value of values) log.push(value);
    log.push('|');
  } catch (error) {
    log.push(error);
  }
  return log;
};

/** A signal that counts who listens to it. */
const watchedSignal = () => {
  const controller = new AbortController();
  const { signal } = controller;
  let listeners = 0;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    listeners += 1;
    add(...args);
  };
  signal.removeEventListener = (...args: Parameters<typeof remove>) => {
    listeners -= 1;
    remove(...args);
  };
  return { abort: () => controller.abort(), signal, listeners: () => listeners };
};

describe('iterate', () => {
  it('loses nothing between the call and the first await, nor during a slow loop', async () => {
    const source = new Subject<number>();
    const values = iterate(source);
    for (const value of [1, 2, 3]) source.next(value);
    const log: number[] = [];
    for await (const value of values) {
      log.push(value);
      if (value === 2) source.next(4);
      await Promise.resolve();
      if (value === 4) source.complete();
    }

    expect(log).to.deep.equal([1, 2, 3, 4]);
  });

  it('delivers a source that is done before it is asked, and ends', async () => {
    expect(await drained(iterate(of(1, 2, 3)))).to.deep.equal([1, 2, 3, '|']);
  });

  it('answers calls that wait in their order', async () => {
    const source = new Subject<number>();
    const values = iterate(source);
    const waiting = [values.next(), values.next(), values.next()];
    source.next(1);
    source.next(2);
    source.complete();

    expect(await Promise.all(waiting)).to.deep.equal([{ done: false, value: 1 }, { done: false, value: 2 }, done]);
    expect(await values.next()).to.deep.equal(done);
  });

  it('throws a source error where it belongs: after the values before it, as the same object', async () => {
    const error = new Error('wire cut');
    const values = iterate(
      concat(
        of(1, 2),
        throwError(() => error),
      ),
    );

    expect(await drained(values)).to.deep.equal([1, 2, error]);
    expect(await values.next()).to.deep.equal(done);
  });

  it('leaves an error nobody asks for where it is, without an unhandled rejection', async () => {
    const unhandled: unknown[] = [];
    const listen = (error: unknown) => unhandled.push(error);
    process.on('unhandledRejection', listen);
    iterate(throwError(() => new Error('unheard')));
    const left = iterate(
      concat(
        of(1),
        throwError(() => new Error('unheard')),
      ),
    );
    await left.return?.();
    for (let asked = 0; asked < 3; asked += 1) left.next();
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', listen);

    expect(unhandled).to.deep.equal([]);
  });

  describe('ends', () => {
    it('at an abort, also while a next() waits, and drops what was not asked for', async () => {
      const source = new Subject<number>();
      const { signal, abort, listeners } = watchedSignal();
      const values = iterate(source, { signal });
      const waiting = values.next();
      abort();

      expect(await waiting).to.deep.equal(done);
      expect(source.observed).to.equal(false);
      expect(listeners()).to.equal(0);

      const late = new AbortController();
      const unread = iterate(of(1, 2), { signal: late.signal });
      late.abort();
      expect(await drained(unread)).to.deep.equal(['|']);
    });

    it('at once with a signal aborted before, without subscribing', async () => {
      let subscribed = false;
      const source$ = new Observable<number>(() => {
        subscribed = true;
      });

      expect(await drained(iterate(source$, { signal: AbortSignal.abort() }))).to.deep.equal(['|']);
      expect(subscribed).to.equal(false);
    });

    it('at return(), which never waits for a next() that does', async () => {
      const source = new Subject<number>();
      const values = iterate(source);
      const waiting = values.next();

      expect(await values.return?.()).to.deep.equal(done);
      expect(await waiting).to.deep.equal(done);
      expect(await values.next()).to.deep.equal(done);
      expect(source.observed).to.equal(false);
    });

    it('at return() before anything was asked for', async () => {
      const source = new Subject<number>();
      const values = iterate(source);
      source.next(1);

      expect(await values.return?.()).to.deep.equal(done);
      expect(await values.next()).to.deep.equal(done);
      expect(source.observed).to.equal(false);
    });

    it('when a loop is left by break or throw', async () => {
      const source = new Subject<number>();
      const { signal, listeners } = watchedSignal();
      const values = iterate(source, { signal });
      source.next(1);
      for await (const value of values) if (value === 1) break;
      expect([source.observed, listeners()]).to.deep.equal([false, 0]);

      const others = iterate(source, { signal });
      source.next(1);
      try {
        for await (const _ of others) throw new Error('mine');
      } catch (error) {
        expect(error).to.have.property('message', 'mine');
      }
      expect([source.observed, listeners()]).to.deep.equal([false, 0]);
    });

    it('when the source does, and lets go of the signal', async () => {
      const { signal, listeners } = watchedSignal();

      expect(await drained(iterate(of(1), { signal }))).to.deep.equal([1, '|']);
      expect(listeners()).to.equal(0);
    });
  });

  describe('bounds what waits', () => {
    it('takes as many as it holds; one more ends it with the reason, after all that it held', async () => {
      const source = new Subject<number>();
      const values = iterate(source, { capacity: 2 });
      for (const value of [1, 2, 3, 4]) source.next(value);

      expect(source.observed).to.equal(false);
      const [first, second, error, ...rest] = await drained(values);
      expect([first, second, rest]).to.deep.equal([1, 2, []]);
      expect(error)
        .to.be.instanceOf(RangeError)
        .with.property(
          'message',
          'The loop fell more than 2 values behind. Do less in it, ask for fewer values, or raise the capacity.',
        );
    });

    it('counts what is behind, not what has passed', async () => {
      const source = new Subject<number>();
      const values = iterate(source, { capacity: 1 });
      for (let value = 0; value < 100; value += 1) {
        source.next(value);
        expect(await values.next()).to.deep.equal({ done: false, value });
      }
      const waiting = [values.next(), values.next()];
      for (const value of [1, 2, 3]) source.next(value);

      expect(await Promise.all(waiting)).to.deep.equal([
        { done: false, value: 1 },
        { done: false, value: 2 },
      ]);
      expect(source.observed).to.equal(true);
    });

    it('holds 10000 unless told otherwise', async () => {
      const source = new Subject<number>();
      const values = iterate(source);
      for (let value = 0; value < 10_000; value += 1) source.next(value);
      source.complete();

      expect(await drained(values)).to.have.length(10_001);
    });
  });

  const wrong: readonly [args: readonly unknown[], sentence: string][] = [
    [[], 'iterate: source$ must be an Observable'],
    [[[1, 2]], 'iterate: source$ must be an Observable'],
    [[of(1), { capacity: '5' }], 'iterate: capacity must be a number from 1 to Infinity'],
    [[of(1), { capacity: Number.NaN }], 'iterate: capacity must be a number from 1 to Infinity'],
    [[of(1), { signal: 5 }], 'iterate: signal must be an object with addEventListener'],
  ];
  for (const [args, sentence] of wrong) {
    it(`refuses what is wrong by name: ${sentence}`, () => {
      expect(() => Reflect.apply(iterate, undefined, args)).to.throw(TypeError, sentence);
    });
  }
});
