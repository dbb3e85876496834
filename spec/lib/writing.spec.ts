import { expect } from 'chai';
import { writing } from '../../lib/writing.js';

describe('writing', () => {
  /** Does work that waits to be let through, and remembers its order. */
  const slowly = () => {
    const done: string[] = [];
    const waiting: (() => void)[] = [];
    const work = (name: string) => async (): Promise<void> => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      done.push(name);
    };
    const finish = async (): Promise<string[]> => {
      for (let turn = 0; turn < 100; turn++) {
        waiting.shift()?.();
        await undefined;
      }
      return done;
    };
    return { work, finish };
  };

  it('does of those that wait the newest only', async () => {
    const { put, settled } = writing(() => undefined);
    const { work, finish } = slowly();
    put(work('a'));
    await undefined;
    put(work('b'));
    put(work('c'));
    expect(await finish()).to.deep.equal(['a', 'c']);
    await settled();
  });

  it('does what is always to be done in its place: what waited before it is not done, what comes behind it is', async () => {
    const { put, settled } = writing(() => undefined);
    const { work, finish } = slowly();
    put(work('a'));
    await undefined;
    put(work('b'));
    put(work('remove'), true);
    put(work('c'));
    put(work('d'));
    expect(await finish()).to.deep.equal(['a', 'remove', 'd']);
    await settled();
  });
});
