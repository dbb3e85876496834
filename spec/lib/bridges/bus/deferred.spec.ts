import { expect } from 'chai';
import { createDeferred } from '../../../../lib/bridges/bus/deferred.js';
import { stage, thrower } from './stage.js';

const settlings = [
  { settle: 'resolve', hears: 'done', not: 'fail', state: 'resolved' },
  { settle: 'reject', hears: 'fail', not: 'done', state: 'rejected' },
] as const;

describe('a command’s promise (B1)', () => {
  const on = stage();

  for (const { settle, hears, not, state } of settlings) {
    it(`${hears} and always hear every value, when it is ${state} and not later`, () => {
      const log: unknown[] = [];
      const deferred = createDeferred();
      deferred
        .promise()
        [hears]((...values: unknown[]) => log.push(hears, ...values))
        .always((...values: unknown[]) => log.push('always', ...values))
        [not](() => log.push(not));
      expect(log).to.deep.equal([]);
      deferred[settle](1, 'two');

      expect(log).to.deep.equal([hears, 1, 'two', 'always', 1, 'two']);
    });

    it(`${hears} and always are called at once when it was ${state} before`, () => {
      const log: unknown[] = [];
      const deferred = createDeferred();
      deferred[settle]('value');
      deferred
        .promise()
        [hears]((value: unknown) => log.push(value))
        [not](() => log.push(not))
        .always((value: unknown) => log.push(value));

      expect(log).to.deep.equal(['value', 'value']);
    });

    it(`is ${state} for good: the first call counts`, () => {
      const log: unknown[] = [];
      const { resolve, reject, notify, promise } = createDeferred();
      promise().always((value: unknown) => log.push(value));
      promise().progress(() => log.push('progress'));
      expect([promise().state(), promise().isResolved(), promise().isRejected()]).to.deep.equal([
        'pending',
        false,
        false,
      ]);
      if (state === 'resolved') resolve('first');
      else reject('first');
      resolve('second');
      reject('third');
      notify('late');

      expect(log).to.deep.equal(['first']);
      expect(promise().state()).to.equal(state);
      expect([promise().isResolved(), promise().isRejected()]).to.deep.equal([
        state === 'resolved',
        state === 'rejected',
      ]);
    });
  }

  it('takes functions, arrays of them in any depth, and passes over what is neither', () => {
    const log: number[] = [];
    const add = (number: number) => () => log.push(number);
    const { resolve, promise } = createDeferred();
    const given = [add(1), [add(2), [add(3)]], undefined, 'no function', null, {}, add(4)];
    Reflect.apply(promise().done, undefined, given);
    resolve();

    expect(log).to.deep.equal([1, 2, 3, 4]);
  });

  it('calls at once who comes while it settles', () => {
    const log: string[] = [];
    const { resolve, promise } = createDeferred();
    promise().done(() => {
      log.push('outer');
      promise().done(() => log.push('inner'));
    });
    resolve();

    expect(log).to.deep.equal(['outer', 'inner']);
  });

  it('lets a callback that throws hurt nobody; its error surfaces (B11)', async () => {
    const log: unknown[] = [];
    const error = new Error('mine');
    const { resolve, promise } = createDeferred();
    promise().done(thrower(error), (value: unknown) => log.push(value));
    expect(() => resolve('value')).not.to.throw();
    promise().done(thrower(error));

    expect(log).to.deep.equal(['value']);
    expect(on.uncaught).to.deep.equal([error, error]);
    expect(await promise()).to.equal('value');
  });

  it('progress hears each notification until it settles', () => {
    const log: unknown[] = [];
    const { notify, resolve, promise } = createDeferred();
    notify('before anybody listens');
    promise().progress([(...values: unknown[]) => log.push(...values)]);
    notify(1, 2);
    notify(3);
    resolve();
    notify(4);

    expect(log).to.deep.equal([1, 2, 3]);
  });

  it('can be awaited, with the first value', async () => {
    const { resolve, promise } = createDeferred();
    resolve('first', 'second');

    expect(await promise()).to.equal('first');
  });

  it('then is a real one: a Promise of what its callback makes of the value', async () => {
    const { resolve, promise } = createDeferred();
    const lengths = promise().then((value) => String(value).length);
    resolve('four');

    expect(lengths).to.be.instanceOf(Promise);
    expect(await lengths).to.equal(4);
  });

  it('then and catch take a rejection, of whatever it is', async () => {
    const { reject, promise } = createDeferred();
    reject('No active chat session');

    expect(await promise().then(undefined, (reason) => [reason])).to.deep.equal(['No active chat session']);
    expect(await promise().catch((reason) => [reason])).to.deep.equal(['No active chat session']);
    expect(
      await promise()
        .then(() => 'not this')
        .catch((reason) => [reason]),
    ).to.deep.equal(['No active chat session']);
  });

  it('promise is itself', () => {
    const promise = createDeferred().promise();

    expect(promise.promise()).to.equal(promise);
  });

  it('pipe is a then that gives a promise of this kind', async () => {
    const error = new Error('mine');
    const one = createDeferred();
    const other = createDeferred();
    one.resolve(1);
    other.reject('reason');
    const two = one.promise().pipe((value) => Number(value) + 1);
    expect(await two).to.equal(2);
    const log: unknown[] = [];
    two.done((value: unknown) => log.push(value));

    expect(log).to.deep.equal([2]);
    expect(await other.promise().pipe(null, (reason) => [reason])).to.deep.equal(['reason']);
    expect(
      await one
        .promise()
        .pipe(() => createDeferred().promise())
        .state(),
    ).to.equal('pending');
    const failed = one.promise().pipe(thrower(error));
    expect(await failed.catch((reason) => reason)).to.equal(error);
    expect(failed.isRejected()).to.equal(true);
  });

  it('pipe hands every value on, to its filters and without them', async () => {
    const [one, other] = [createDeferred(), createDeferred()];
    one.resolve(1, 2);
    other.reject('a', 'b');
    const log: unknown[] = [];
    const note = (...values: unknown[]) => log.push(values);
    const noFilter: unknown = 'no filter';
    await one.promise().pipe(note);
    await other.promise().pipe(null, note);
    await Reflect.apply(one.promise().pipe, undefined, [noFilter]).done(note);
    await other
      .promise()
      .pipe(() => 'not this')
      .fail(note)
      .catch(() => {});

    expect(log).to.deep.equal([
      [1, 2],
      ['a', 'b'],
      [1, 2],
      ['a', 'b'],
    ]);
  });

  describe('rejected', () => {
    const unhandled: unknown[] = [];
    const listen = (reason: unknown): void => {
      unhandled.push(reason);
    };
    let others: NodeJS.UnhandledRejectionListener[] = [];

    beforeEach(() => {
      unhandled.length = 0;
      others = process.listeners('unhandledRejection');
      process.removeAllListeners('unhandledRejection');
      process.on('unhandledRejection', listen);
    });

    afterEach(() => {
      process.off('unhandledRejection', listen);
      for (const each of others) process.on('unhandledRejection', each);
    });

    const settledDown = () => new Promise((resolve) => setImmediate(resolve));

    it('while nobody watches, or only by callbacks, raises no unhandledrejection (B14)', async () => {
      const [one, other, piped] = [createDeferred(), createDeferred(), createDeferred()];
      one.reject('unwatched');
      other.promise().fail(() => {});
      other.promise().done(() => {});
      other.reject('watched');
      piped.promise().pipe();
      piped.reject('piped');
      await settledDown();

      expect(unhandled).to.deep.equal([]);
    });

    it('raises one where a then leaves it, as any Promise does', async () => {
      const { reject, promise } = createDeferred();
      promise().then(() => {});
      reject('left');
      await settledDown();

      expect(unhandled).to.deep.equal(['left']);
    });
  });
});
