import { expect } from 'chai';
import { from, lastValueFrom, toArray } from 'rxjs';
import { thirdPartyLicences } from '../../scripts/globalBuild.js';
import { __asyncGenerator, __asyncValues, __await, __awaiter } from '../../scripts/nativeAsync.js';

describe('the script-tag build', () => {
  it('comes with the licences of what is in its files, and of nothing else', async () => {
    const { name, text } = await thirdPartyLicences();

    expect(name).to.equal('webchat-streams.licenses.txt');
    expect(text.split(/^-{40}$/m).map((part) => part.trim().split('\n')[0])).to.deep.equal([
      'cometd',
      'fetch-retry',
      'idb-keyval',
      'jquery',
      'js-cookie',
      'rxjs',
    ]);
  });
});

/** What RxJS makes of a stream, and of an iterable, compiled as it is. */
describe('what stands for tslib', () => {
  function read(this: unknown, stream: ReadableStream<number>): AsyncGenerator<unknown> {
    const reader = stream.getReader();
    return __asyncGenerator(this, [reader], function* () {
      try {
        for (;;) {
          const { value, done } = Object(yield __await(reader.read()));
          if (done) return yield __await('over');
          yield yield __await(value);
        }
      } finally {
        reader.releaseLock();
      }
    });
  }
  const streamOf = (...values: readonly number[]) =>
    new ReadableStream<number>({
      start(controller) {
        for (const value of values) controller.enqueue(value);
        controller.close();
      },
    });

  it('gives what a stream gives, and lets go of it', async () => {
    const stream = streamOf(1, 2);
    expect(await lastValueFrom(from(read(stream)).pipe(toArray()))).to.deep.equal([1, 2]);

    expect(stream.locked).to.equal(false);
  });

  it('lets go of a stream that nobody reads to its end, and of one that fails', async () => {
    const left = streamOf(1, 2);
    for await (const value of read(left)) if (value === 1) break;
    const error = new Error('mine');
    const broken = new ReadableStream<number>({ start: (controller) => controller.error(error) });
    const reason = await read(broken)
      .next()
      .catch((thrown: unknown) => thrown);

    expect([left.locked, broken.locked, reason]).to.deep.equal([false, false, error]);
  });

  it('waits for what is yielded, and throws what is rejected where it was waited for', async () => {
    const self = {};
    const given = await __awaiter(self, [2], undefined, function* (this: unknown, number) {
      const values = __asyncValues(read(streamOf(1)));
      const first = yield values.next();
      let caught: unknown;
      try {
        yield Promise.reject(new Error('mine'));
      } catch (error) {
        caught = error;
      }
      return [this, number, first, String(caught)];
    });

    expect(given).to.deep.equal([self, 2, { value: 1, done: false }, 'Error: mine']);
    const failing = __awaiter(undefined, undefined, undefined, function* () {
      yield Promise.reject(new Error('mine'));
    });
    expect(await failing.catch(String)).to.equal('Error: mine');
  });
});
