import { expect } from 'chai';
import { produce } from 'immer';
import { of } from 'rxjs';
import type { TakenEntry, TakenFrame } from '../../streams/inputs.js';
import { type MutableMessage, type Preprocessor, preprocess } from '../../streams/operators/preprocess.js';
import { HookFailure } from '../../streams/serviceFailure.js';
import { ann, entryOf, frameWith } from './scene.js';
import { deepFreeze } from './transitionTable.js';

const hello = entryOf(7, ann, 'Message', { text: 'hello', timestamp: 5, userData: { deep: [1] } });

/** An entry that was handed to preprocessors, and came out as it was. */
const seenOf = (entry: TakenEntry): TakenEntry => ({ ...entry, said: entry.message });

/** The frame that comes out for one that goes in, which stays as it is. */
const passed = (preprocessors: readonly Preprocessor[], ...entries: readonly TakenEntry[]): TakenFrame => {
  let taken: TakenFrame | undefined;
  of(deepFreeze(frameWith(entries)))
    .pipe(preprocess(() => preprocessors))
    .subscribe((frame) => {
      taken = frame;
    });
  if (!taken) throw new Error('Nothing came out.');
  return taken;
};

const textsBy = (preprocessors: readonly Preprocessor[]): string[] =>
  passed(preprocessors, hello).entries.map(({ message }) => message.text);

const says =
  (text: string): Preprocessor =>
  (message) => {
    message.text += text;
  };

describe('preprocess', () => {
  it('counts edits in place, and keeps the original as the server sent it', () => {
    const { entries, hookFailures } = passed([says(', world')], hello);

    expect(entries).to.deep.equal([{ ...seenOf(hello), message: { ...hello.message, text: 'hello, world' } }]);
    expect(hookFailures).to.deep.equal([]);
  });

  it('counts edits further in', () => {
    const { entries } = passed([({ from }) => void Object.assign(from, { name: 'Anna' })], hello);

    expect(entries[0]?.message.from).to.deep.equal({ ...ann, name: 'Anna' });
  });

  it('counts what is returned: a whole message, or the fields that change', () => {
    expect(textsBy([(message) => ({ ...message, text: 'whole' })])).to.deep.equal(['whole']);
    expect(textsBy([() => ({ text: 'field' })])).to.deep.equal(['field']);
  });

  it('takes messages that were frozen, in place or in a copy', () => {
    const quiet = entryOf(undefined, ann, 'Message', { text: 'hello' });
    for (const entry of [hello, quiet]) {
      const mute: Preprocessor = (message) => produce(message, (draft) => void Object.assign(draft, { text: 'muted' }));
      const freezing: Preprocessor[] = [(message) => produce(message, () => undefined), deepFreeze, mute];
      const { entries, hookFailures } = passed(freezing, entry);

      expect(hookFailures).to.deep.equal([]);
      expect(entries[0]?.message).to.deep.equal({ ...entry.message, text: 'muted' });
    }
  });

  it('keeps the edited message when nothing, or nothing useful, is returned', () => {
    for (const nothing of [undefined, null, false, 0, '', 'text', 1, true]) {
      const edit: Preprocessor = (message) => {
        message.text = 'edited';
        return nothing;
      };
      expect(textsBy([edit]), String(nothing)).to.deep.equal(['edited']);
    }
  });

  it('runs several in order, each on what the one before made', () => {
    expect(textsBy([says(' 1'), ({ text }) => ({ text: `${text} 2` }), says(' 3')])).to.deep.equal(['hello 1 2 3']);
  });

  it('skips one that is asynchronous, and says so; its own failure is nobody’s', () => {
    const late = async (message: { text: string }) => {
      message.text = 'late';
      throw new Error('later');
    };
    const { entries, hookFailures = [] } = passed([late, says(' 2')], hello);

    expect(entries[0]?.message.text).to.equal('hello 2');
    expect(hookFailures.map(({ message }) => message)).to.deep.equal([
      'The preprocessor threw: a preprocessor must not be asynchronous.',
    ]);
  });

  it('takes for asynchronous whatever can be awaited, a promise of another frame too', () => {
    const awaited = Object.fromEntries([
      ['then', (_: unknown, reject: (reason: Error) => void) => reject(new Error())],
    ]);
    expect(passed([() => awaited], hello).hookFailures?.map(({ message }) => message)).to.deep.equal([
      'The preprocessor threw: a preprocessor must not be asynchronous.',
    ]);
  });

  it('skips one that throws, with what it had changed by then, and tells of it', () => {
    const cause = new Error('mine');
    const spoil: Preprocessor = (message) => {
      message.text = 'spoilt';
      Object.assign(message.from, { name: 'spoilt' });
      throw cause;
    };
    const { entries, hookFailures = [] } = passed([says(' 1'), spoil, says(' 3')], hello);

    expect(entries[0]?.message).to.deep.equal({ ...hello.message, text: 'hello 1 3' });
    expect(hookFailures).to.have.length(1);
    expect(hookFailures[0]).to.be.instanceOf(HookFailure);
    expect(hookFailures[0]?.message).to.equal('The preprocessor threw: mine.');
    expect(hookFailures[0]?.cause).to.equal(cause);
  });

  it('says so too where what was thrown is no error', () => {
    const { hookFailures } = passed(
      [
        () => {
          throw 'odd';
        },
      ],
      hello,
    );

    expect(hookFailures?.map(({ message, cause }) => [message, cause])).to.deep.equal([
      ['The preprocessor threw.', 'odd'],
    ]);
  });

  it('delivers a message as it was that is one no more, and tells of it', () => {
    const notOne: object[] = [{ text: 5 }, { text: undefined }, { from: null }, { from: 'Ann' }];
    for (const wrong of notOne) {
      const { entries, hookFailures } = passed([() => wrong], hello);
      expect(entries, JSON.stringify(wrong)).to.deep.equal([seenOf(hello)]);
      expect(hookFailures, JSON.stringify(wrong)).to.have.length(1);
    }
  });

  it('does not let a message change its place', () => {
    const notice = entryOf(undefined, ann, 'Notice');
    const move: Preprocessor = (message) => {
      message.index = 99;
      return { index: 98 };
    };
    const drop: Preprocessor = (message) => {
      delete message.index;
    };

    expect(passed([move], hello, notice).entries).to.deep.equal([seenOf(hello), seenOf(notice)]);
    expect(passed([drop], hello).entries).to.deep.equal([seenOf(hello)]);
  });

  it('lets nobody hold on to what was delivered', () => {
    const held: MutableMessage[] = [];
    const { entries } = passed([(message) => void held.push(message)], hello);
    for (const message of held) message.text = 'changed later';

    expect(entries).to.deep.equal([seenOf(hello)]);
  });

  it('shows it no hidden messages', () => {
    const seen: string[] = [];
    const hidden = { ...entryOf(1, ann, 'Message', { text: 'secret' }), hidden: true };
    const { entries } = passed([({ text }) => void seen.push(text)], hidden, hello);

    expect(seen).to.deep.equal(['hello']);
    expect(entries).to.deep.equal([hidden, seenOf(hello)]);
  });

  it('hands a frame on as it is when there is nothing to do', () => {
    const frame = frameWith([hello]);
    const taken: TakenFrame[] = [];
    of(frame)
      .pipe(preprocess(() => []))
      .subscribe((out) => taken.push(out));

    expect(taken[0]).to.equal(frame);
  });
});
describe('preprocess, and what a message may hold', () => {
  const native = globalThis.structuredClone;
  const attaches =
    (field: unknown): Preprocessor =>
    (message) =>
      void Object.assign(message, { field });
  const fieldOf = ({ entries }: TakenFrame): unknown => Reflect.get(entries[0]?.message ?? {}, 'field');
  const reasonsOf = ({ hookFailures = [] }: TakenFrame): unknown[] => hookFailures.map(({ message }) => message);

  for (const [world, clone] of [
    ['a browser', native],
    ['a page without structuredClone', undefined],
  ] as const) {
    describe(`in ${world}`, () => {
      beforeEach(() => {
        if (!clone) Reflect.deleteProperty(globalThis, 'structuredClone');
      });
      afterEach(() => {
        Reflect.set(globalThis, 'structuredClone', native);
      });

      it('blames the one that attaches a function, not the next', () => {
        for (const wrong of [() => 1, { deep: [() => 1] }]) {
          const taken = passed([says(' 1'), attaches(wrong), says(' 3')], hello);

          expect(taken.entries[0]?.message).to.deep.equal({ ...hello.message, text: 'hello 1 3' });
          expect(reasonsOf(taken)).to.have.length(1);
          expect(reasonsOf(taken)[0]).to.match(
            /^The preprocessor threw: a message holds data only \(\w+Error: .+ could not be cloned\.\)\.$/,
          );
        }
      });

      it('keeps data of any depth', () => {
        const field = { list: [1, { text: 'a', none: null }], inner: { yes: true } };
        const taken = passed([attaches(field), says(' 2')], hello);

        expect(fieldOf(taken)).to.deep.equal(field);
        expect(fieldOf(taken)).to.not.equal(field);
        expect(reasonsOf(taken)).to.deep.equal([]);
      });

      it('lets none change what another holds', () => {
        const mine = { list: ['mine'] };
        const spoil: Preprocessor = (message) => Reflect.get(message, 'field').list.push('theirs');
        const taken = passed([attaches(mine), spoil], hello);
        mine.list.push('later');

        expect(fieldOf(taken)).to.deep.equal({ list: ['mine', 'theirs'] });
        expect(mine.list).to.deep.equal(['mine', 'later']);
      });
    });
  }
});
