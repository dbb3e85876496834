import { expect } from 'chai';
import { from, map, of } from 'rxjs';
import type { TakenFrame } from '../../streams/inputs.js';
import { hideMatching } from '../../streams/operators/hideMatching.js';
import type { ChatMessage } from '../../transports/frames.js';
import { frameOf } from '../../transports/scripted.js';

const frameWith = (...messages: readonly Partial<ChatMessage>[]) => frameOf({ messages, idleTimeCountDown: 7 });

/** The frame that comes out for one that goes in. */
const passed = (filters: readonly RegExp[], ...messages: readonly Partial<ChatMessage>[]): TakenFrame => {
  let taken: TakenFrame | undefined;
  of(frameWith(...messages))
    .pipe(hideMatching(() => filters))
    .subscribe((frame) => {
      taken = frame;
    });
  if (!taken) throw new Error('Nothing came out.');
  return taken;
};

const hiddenBy = (filters: readonly RegExp[], ...messages: readonly Partial<ChatMessage>[]): boolean[] =>
  passed(filters, ...messages).entries.map(({ hidden = false }) => hidden);

describe('hideMatching', () => {
  it('marks messages whose text a filter matches, and leaves everything else as it was', () => {
    const messages = [{ text: 'my code is 123' }, { text: 'hello' }];
    const { entries, ...rest } = passed([/nothing/, /\d{3}/], ...messages);
    const { entries: before, ...restBefore } = frameWith(...messages);

    expect(entries).to.deep.equal([{ ...before[0], hidden: true }, before[1]]);
    expect(rest).to.deep.equal(restBefore);
  });

  it('looks at messages, and at what was seen of them while they were written', () => {
    const types = [
      'Message',
      'PushUrl',
      'Notice',
      'ParticipantJoined',
      'TypingStarted',
      'TypingStopped',
      'CustomNotice',
    ];

    expect(hiddenBy([/secret/], ...types.map((type) => ({ type, text: 'secret' })))).to.deep.equal([
      true,
      false,
      false,
      false,
      true,
      true,
      false,
    ]);
  });

  it('hides the co-browse token without being told', () => {
    expect(hiddenBy([], { text: 'see {start:123456789} here' }, { text: '{start:12345678}' })).to.deep.equal([
      true,
      false,
    ]);
  });

  it('does not care where a global expression stands, and leaves it there', () => {
    const filter = /secret/g;
    filter.lastIndex = 3;

    expect(hiddenBy([filter], { text: 'secret' }, { text: 'secret' }, { text: 'secret' })).to.deep.equal([
      true,
      true,
      true,
    ]);
    expect(filter.lastIndex).to.equal(3);
  });

  it('asks for the filters with each answer', () => {
    const filters: RegExp[] = [];
    const hidden: boolean[] = [];
    from([1, 2, 3])
      .pipe(
        map(() => frameWith({ text: 'secret' })),
        hideMatching(() => filters),
      )
      .subscribe(({ entries }) => {
        hidden.push(entries[0]?.hidden ?? false);
        filters.push(/secret/);
      });

    expect(hidden).to.deep.equal([false, true, true]);
  });
});
