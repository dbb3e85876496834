import { expect } from 'chai';
import { type Observable, Subject } from 'rxjs';
import { type SinonFakeTimers, useFakeTimers } from 'sinon';
import { echo, fakeTransport, keys, kindOf, refusal, session, watched, word } from './fakeConnection.js';

const ended = (nextPosition?: number) => ({ ...keys, statusCode: 0, messages: [], chatEnded: true, nextPosition });

describe('gmsCometd, when pushes overtake what was asked for (E40)', () => {
  let clock: SinonFakeTimers;
  let open: ReturnType<typeof following>[] = [];

  /** Follows a chat; what it shows is written as indexes, frame by frame: a heartbeat as `♥`, the end as `end`, keys not at all. */
  const following = (after?: number, ajaxTimeout?: number, ack$?: Observable<unknown>) => {
    const server = fakeTransport(ack$, ajaxTimeout);
    const { values, endings, leave } = watched(server.follow?.(session, { after }));
    const shown = () =>
      values.flatMap(({ entries, heartbeat, chatEnded, answer }) => {
        if (!heartbeat && !('messages' in answer)) return [];
        const indexes = entries.map(({ message }) => message.index ?? 'none').join(' ');
        return heartbeat ? '♥' : `${indexes}${chatEnded ? 'end' : ''}`;
      });
    return { ...server, values, endings, leave, shown };
  };

  const follow = (...options: Parameters<typeof following>) => {
    const chat = following(...options);
    open.push(chat);
    return chat;
  };

  beforeEach(() => {
    open = [];
    clock = useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  });

  afterEach(() => {
    for (const { leave } of open) leave();
    expect(clock.countTimers()).to.equal(0);
    clock.restore();
  });

  it('holds the push until the answer is there, and asks for nothing else', () => {
    const { push, shown, positions } = follow(4);
    push(word(7));
    expect(shown()).to.deep.equal(['♥']);
    push(word(5, 6, 7), word(8));

    expect(shown()).to.deep.equal(['♥', '5 6 7', '7', '8']);
    expect(positions()).to.deep.equal([5]);
  });

  it('does so from the beginning of a chat, with any number of pushes', () => {
    const { push, shown, positions } = follow();
    push(word(3), word(4), word(5));
    push(word(1, 2, 3));

    expect(shown()).to.deep.equal(['♥', '1 2 3', '3', '4', '5']);
    expect(positions()).to.deep.equal([1]);
  });

  it('asks once where a gap opens later, from behind what it has', () => {
    const { push, shown, positions } = follow(4);
    push(word(5), word(8), word(9));
    expect(shown()).to.deep.equal(['♥', '5']);
    expect(positions()).to.deep.equal([5, 6]);
    push(word(6, 7, 8, 9));

    expect(shown()).to.deep.equal(['♥', '5', '6 7 8 9', '8', '9']);
    expect(positions()).to.deep.equal([5, 6]);
  });

  it('asks again for another gap', () => {
    const { push, shown, positions } = follow(4);
    push(word(5), word(7), word(6, 7), word(9), word(8, 9));

    expect(shown()).to.deep.equal(['♥', '5', '6 7', '7', '8 9', '9']);
    expect(positions()).to.deep.equal([5, 6, 8]);
  });

  it('asks with the newest keys', () => {
    const { push, said } = follow(4);
    push({ ...word(5), secureKey: 'SK2', alias: '118' }, { ...word(7), secureKey: 'SK3', alias: '118' });

    const { operation } = said[0] ?? {};
    expect(said.slice(1)).to.deep.equal([
      { operation, ...keys, secureKey: 'SK3', alias: '118', transcriptPosition: 6 },
    ]);
  });

  it('passes new keys on at once, and those of a held push not again', () => {
    const { push, values } = follow(4);
    push({ ...word(7), secureKey: 'SK2' }, { ...word(5, 6, 7), secureKey: 'SK3' });

    const secureKeys = values.map((frame) => frame.session?.secureKey);
    expect(secureKeys).to.deep.equal([undefined, 'SK2', 'SK3', undefined]);
  });

  it('takes no old keys from a push that is late', () => {
    const { push, values } = follow(4);
    push(
      { ...word(5), secureKey: 'SK2', nextPosition: 7 },
      { ...word(6), nextPosition: 6 },
      { ...word(7), nextPosition: 7 },
    );
    push({ ...word(8), nextPosition: undefined });

    const secureKeys = values.slice(1).map((frame) => frame.session?.secureKey);
    expect(secureKeys).to.deep.equal(['SK2', undefined, 'SK1', 'SK1']);
  });

  it('goes on with pushes that were only late, in their order', () => {
    const { push, shown, positions } = follow(4);
    push(word(5), word(8), word(6), word(7));
    expect(shown()).to.deep.equal(['♥', '5', '6', '7', '8']);
    push(word(6, 7, 8), word(9));

    expect(shown()).to.deep.equal(['♥', '5', '6', '7', '8', '6 7 8', '9']);
    expect(positions()).to.deep.equal([5, 6]);
  });

  it('does not trust a place that lies, beyond the position that the server names', () => {
    const { push, shown, positions } = follow(4);
    push(word(5), { ...word(9000), nextPosition: 7 }, { ...word(6, 9000), nextPosition: 7 }, word(9), word(7, 8, 9));

    expect(shown()).to.deep.equal(['♥', '5', '6 9000', '9000', '7 8 9', '9']);
    expect(positions()).to.deep.equal([5, 6, 7]);
  });

  it('finds no gap where a position is behind', () => {
    const { push, positions } = follow(4);
    for (const index of [5, 6, 7]) push({ ...word(index), nextPosition: index });

    expect(positions()).to.deep.equal([5]);
  });

  it('finds no gap where a message cannot be read, and shows no key', () => {
    const { push, values, positions } = follow(4);
    push({ ...word(), messages: ['SK1'], nextPosition: 6 }, word(6));

    const unreadable = values.flatMap((frame) => frame.unreadable ?? []);
    expect(unreadable.map(kindOf)).to.deep.equal(['Garbled']);
    expect(JSON.stringify(unreadable)).to.not.include('SK1');
    expect(positions()).to.deep.equal([5]);
  });

  it('lets through what is late and what comes again: the session knows what it has seen', () => {
    const { push, shown, positions } = follow(4);
    push(word(5, 6), word(3), word(6));

    expect(shown()).to.deep.equal(['♥', '5 6', '3', '6']);
    expect(positions()).to.deep.equal([5]);
  });

  it('takes what the customer does not see for no gap any more', () => {
    const { push, shown, positions } = follow(4);
    push(word(5), word(7), word(7), word(8));

    expect(shown()).to.deep.equal(['♥', '5', '7', '7', '8']);
    expect(positions()).to.deep.equal([5, 6]);
  });

  for (const [title, answer, frame] of [
    ['nothing', word(), ''],
    ['a part of it', word(6, 7), '6 7'],
  ] as const) {
    it(`releases what is held with an answer that holds ${title}`, () => {
      const { push, shown, positions } = follow(4);
      push(word(5), word(9), answer);

      expect(shown()).to.deep.equal(['♥', '5', frame, '9']);
      expect(positions()).to.deep.equal([5, 6]);
    });
  }

  it('asks for a gap that opened after it had asked', () => {
    const { push, shown, positions } = follow(4);
    push(word(5), word(7), word(9), word(6, 7));
    expect(shown()).to.deep.equal(['♥', '5', '6 7', '7']);
    push(word(8, 9));

    expect(shown()).to.deep.equal(['♥', '5', '6 7', '7', '8 9', '9']);
    expect(positions()).to.deep.equal([5, 6, 8]);
  });

  it('releases what is held when ajaxTimeout is over, and goes on', () => {
    const { push, shown, positions, endings } = follow(4);
    push(word(8), word(7));
    clock.tick(2999);
    expect(shown()).to.deep.equal(['♥']);
    clock.tick(1);
    expect(shown()).to.deep.equal(['♥', '7', '8']);
    push(word(9), word(5, 6));

    expect(shown()).to.deep.equal(['♥', '7', '8', '9', '5 6']);
    expect([positions(), endings]).to.deep.equal([[5], []]);
  });

  it('holds nothing for ever, even if it may wait for answers for ever', () => {
    const { push, shown } = follow(4, 0);
    push(word(7));
    clock.tick(10_000);

    expect(shown()).to.deep.equal(['♥', '7']);
  });

  it('gives no sign of life while something is still to come (E42)', () => {
    const { push, alive$, shown } = follow(4);
    alive$.next(0);
    push(word(7));
    alive$.next(0);
    push(word(5, 6, 7));
    alive$.next(0);
    push(word(9));
    alive$.next(0);

    expect(shown()).to.deep.equal(['♥', '5 6 7', '7', '♥']);
  });

  it('delivers notices of the moment at once', () => {
    const { push, shown } = follow(4);
    push(word(7), { ...keys, statusCode: 0, messages: [{ type: 'Notice' }] });

    expect(shown()).to.deep.equal(['♥', 'none']);
  });

  it('does not end a chat before what was said in it', () => {
    const { push, shown } = follow(4);
    push(word(5), ended(8));
    expect(shown()).to.deep.equal(['♥', '5']);
    push({ ...word(6, 7), chatEnded: true });

    expect(shown()).to.deep.equal(['♥', '5', '6 7end', 'end']);
  });

  it('ends a chat at once where nothing is missing', () => {
    for (const nextPosition of [6, undefined]) {
      const { push, shown, positions } = follow(4);
      push(word(5), ended(nextPosition));

      expect(shown()).to.deep.equal(['♥', '5', 'end']);
      expect(positions()).to.deep.equal([5]);
    }
  });

  it('does not end a chat before what is held, and asks nothing more of one that is over', () => {
    const { push, shown, endings } = follow(4);
    push(word(5), word(7), ended());
    expect(shown()).to.deep.equal(['♥', '5']);
    push(refusal({ chatEnded: true }));

    expect(shown()).to.deep.equal(['♥', '5', '7', 'end']);
    expect(endings.map(kindOf)).to.deep.equal(['Refused']);
  });

  it('fails where the gap is refused, and shows nothing beyond it: it will be asked for anew', () => {
    const { push, shown, endings } = follow(4);
    push(word(5), word(7), refusal({ statusCode: 1 }));

    expect(shown()).to.deep.equal(['♥', '5']);
    expect(endings.map(kindOf)).to.deep.equal(['Refused']);
    expect(endings[0]).to.include({ statusCode: 1 });
  });

  it('fails where the gap is refused after a push that looked like the answer', () => {
    const acknowledged = new Subject<unknown>();
    const { push, shown, positions, endings } = follow(4, 3000, acknowledged);
    push(word(5), word(6));
    expect(shown()).to.deep.equal(['♥', '5', '6']);
    acknowledged.next({ successful: false, error: '500::the server cannot' });

    expect(endings.map(kindOf)).to.deep.equal(['Refused']);
    expect(positions()).to.deep.equal([5]);
  });

  it('keeps the position before what was asked for until the server has acknowledged the question', () => {
    const acknowledged = new Subject<unknown>();
    const { push, shown, values } = follow(4, 3000, acknowledged);
    push(word(5), word(6));
    expect(shown()).to.deep.equal(['♥', '5', '6']);
    expect(values.slice(1).map(({ position }) => position)).to.deep.equal([4, 4]);
    acknowledged.next({ successful: true });
    push(word(7));

    expect(values.slice(3).map(({ position }) => position)).to.deep.equal([6, 7]);
    expect(shown()).to.deep.equal(['♥', '5', '6', '7']);
  });

  it('asks for the last words where a command learns that the chat is over', () => {
    const { push, shown, positions, send, values } = follow(4);
    push(word(5));
    const sent = watched(send(session, { message: 'Hi' }));
    push(refusal({ chatEnded: true }));
    expect(sent.endings.map(kindOf)).to.deep.equal(['Refused']);
    // The command does not bring the end before them.
    expect(sent.endings[0]).to.have.property('frame', undefined);
    expect([shown(), positions()]).to.deep.equal([
      ['♥', '5'],
      [5, 6],
    ]);
    push(word(6, 7));

    expect(shown()).to.deep.equal(['♥', '5', '6 7']);
    expect(values.at(-1)).to.include({ chatEnded: true });
  });

  it('ends a chat where the last words are refused, or do not come', () => {
    for (const finish of ['refused', 'silent'] as const) {
      const { push, send, values } = follow(4);
      push(word(5));
      watched(send(session, { message: 'Hi' }));
      push(refusal({ chatEnded: true }));
      if (finish === 'refused') push(refusal({ chatEnded: true }));
      else clock.tick(3000);

      expect(values.at(-1), finish).to.include({ chatEnded: true });
    }
  });

  it('takes the end of the chat for what a command was refused with, while the last words are on their way', () => {
    const { push, shown, send, values } = follow(4);
    const sent = watched(send(session, { message: 'Hi' }));
    push(word(6), ended(7), refusal({ chatEnded: true }));
    expect(sent.endings.map(kindOf)).to.deep.equal(['Refused']);
    expect(shown()).to.deep.equal(['♥']);
    push(word(5, 6));

    expect(shown()).to.deep.equal(['♥', '5 6', '6', 'end']);
    expect(values.at(-1)).to.include({ chatEnded: true });
  });

  it('gives no sign of life for an attempt after one that came to nothing (E42)', () => {
    const { follow: attempt, push } = fakeTransport();
    const [first, second] = [1, 2].map(() => {
      const { values, leave } = watched(attempt?.(session, { after: 4 }));
      push(refusal());
      leave();
      return values.length;
    });
    const third = watched(attempt?.(session, { after: 4 }));
    push(word(5));
    third.leave();
    const fourth = watched(attempt?.(session, { after: 5 }));
    fourth.leave();

    expect([first, second, third.values.length, fourth.values.length]).to.deep.equal([1, 0, 1, 1]);
  });

  it('is not failed by what is refused to a command', () => {
    const { push, shown, endings, send } = follow(4);
    push(word(5));
    const sent = watched(send(session, { message: 'Hi' }));
    push(refusal(), word(6));

    expect(sent.endings.map(kindOf)).to.deep.equal(['Refused']);
    expect([shown(), endings]).to.deep.equal([['♥', '5', '6'], []]);
  });

  it('passes on an echo as any other push', () => {
    const { push, shown, transport } = follow(4);
    push(word());
    watched(transport.send(session, { message: 'Hi' }));
    push(echo(5, 'Hi'));

    expect(shown()).to.deep.equal(['♥', '', '5']);
  });
});
