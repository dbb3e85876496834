import { expect } from 'chai';
import { defer, of } from 'rxjs';
import { type SinonFakeTimers, useFakeTimers } from 'sinon';
import type { Frame } from '../../../transports/frames.js';
import { fakeTransport, keys, kindOf, refusal, session, watched, word } from './fakeConnection.js';

const indexesOf = (frames: readonly Frame[]) =>
  frames.map(({ entries }) => entries.map(({ message }) => message.index ?? 'none'));

const notice = { ...keys, statusCode: 0, messages: [{ type: 'Notice' }] };

describe('gmsCometd, transcripts among pushes (E41)', () => {
  let clock: SinonFakeTimers;

  beforeEach(() => {
    clock = useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  });

  afterEach(() => {
    expect(clock.countTimers()).to.equal(0);
    clock.restore();
  });

  it('does not restore from a push that overtakes the transcript', () => {
    const { restore, push } = fakeTransport();
    const { values } = watched(restore?.(session));
    push(word(4), notice);
    expect(values).to.deep.equal([]);
    push(word(1, 2, 3, 4));

    expect(indexesOf(values)).to.deep.equal([[1, 2, 3, 4]]);
  });

  it('does not restore the newest messages from a push that overtakes them', () => {
    const { restore, push, positions } = fakeTransport();
    const { values } = watched(restore?.(session, 3));
    push(word(9), word(10));
    expect(positions()).to.deep.equal([-1, 7]);
    // What stands at 7 is not for the customer.
    push(word(8, 9));

    expect(indexesOf(values)).to.deep.equal([[8, 9]]);
  });

  it('takes what could be the transcript once nothing better came in time, or at once where it may wait for ever', () => {
    const inTime = fakeTransport();
    const { values } = watched(inTime.restore?.(session));
    inTime.push(word(2, 3), word(4));
    expect(values).to.deep.equal([]);
    clock.tick(3000);
    expect(indexesOf(values)).to.deep.equal([[2, 3]]);

    const patient = fakeTransport(undefined, 0);
    const restored = watched(patient.restore?.(session));
    patient.push(word(2, 3));
    expect(indexesOf(restored.values)).to.deep.equal([[2, 3]]);
  });

  it('restores a chat in which nothing was said, or that is over', () => {
    for (const answer of [word(), { ...word(), nextPosition: 1 }, { ...word(), chatEnded: true, nextPosition: 9 }]) {
      const { restore, push } = fakeTransport();
      const { values } = watched(restore?.(session));
      push(answer);
      expect(indexesOf(values)).to.deep.equal([[]]);
    }
  });

  it('does not take new keys for an empty transcript', () => {
    const { restore, push } = fakeTransport();
    const { values } = watched(restore?.(session));
    push({ ...word(), nextPosition: 3 });
    expect(values).to.deep.equal([]);
    push(word(1, 2));

    expect(indexesOf(values)).to.deep.equal([[1, 2]]);
  });

  it('finds the last index in whatever knows it', () => {
    for (const [answer, position] of [
      [{ ...word(), nextPosition: 31 }, 29],
      [word(28, 30), 29],
      [word(), 1],
    ] as const) {
      const { restore, push, positions } = fakeTransport();
      const { leave } = watched(restore?.(session, 2));
      push(notice, answer);
      leave();
      expect(positions()).to.deep.equal([-1, position]);
    }
  });

  it('takes no push for a page', () => {
    const { history, push } = fakeTransport();
    const { values } = watched(history?.(session, { before: 30, count: 3 }));
    push(word(51), word());
    expect(values).to.deep.equal([]);
    push(word(27, 28, 29, 30, 51));

    expect(indexesOf(values)).to.deep.equal([[27, 28, 29]]);
  });

  it('takes no push for the newest page', () => {
    const { history, push, positions } = fakeTransport();
    const { values } = watched(history?.(session, { count: 2 }));
    push(word(50), word(51));
    expect(values).to.deep.equal([]);
    push(word(49, 50, 51));

    expect(positions()).to.deep.equal([-1, 49]);
    expect(indexesOf(values)).to.deep.equal([[49, 50]]);
  });

  it('knows a page without anything older', () => {
    const { history, push } = fakeTransport();
    const { values } = watched(history?.(session, { before: 3, count: 20 }));
    push(word(3, 4));

    expect(indexesOf(values)).to.deep.equal([[]]);
  });

  it('is Garbled at once where the answer cannot be read, and Refused where it is refused', () => {
    for (const [answer, kind] of [
      ['<html>', 'Garbled'],
      [refusal(), 'Refused'],
    ] as const) {
      const { restore, history, start, push } = fakeTransport();
      for (const call$ of [
        restore?.(session),
        history?.(session, { before: 9, count: 2 }),
        start({ form: {}, userData: {} }),
      ]) {
        const { endings } = watched(call$);
        push(answer);
        expect(endings.map(kindOf)).to.deep.equal([kind]);
      }
    }
  });

  it('waits for nothing more from a request that its acknowledgement refuses', () => {
    const ack = { successful: false, error: '500::broken' };
    const acks = [ack, { successful: true }];
    const { start, push } = fakeTransport(defer(() => of(acks.shift())));
    const broken = watched(start({ form: {}, userData: {} }));
    const refused = watched(start({ form: {}, userData: {} }));
    push(refusal({ chatId: undefined }));

    expect([broken, refused].map(({ endings }) => endings.map(kindOf))).to.deep.equal([['Refused'], ['Refused']]);
  });

  it('leaves the failures of a page to the page, and what cannot be read to both', () => {
    const { history, follow, push } = fakeTransport();
    const chat = watched(follow?.(session, { after: 30 }));
    push(word());
    const refused = watched(history?.(session, { before: 9, count: 2 }));
    push(refusal());
    expect([refused.endings.map(kindOf), chat.endings]).to.deep.equal([['Refused'], []]);
    const garbled = watched(history?.(session, { before: 9, count: 2 }));
    push('<html>');

    expect([garbled.endings.map(kindOf), chat.endings.map(kindOf)]).to.deep.equal([['Garbled'], ['Garbled']]);
  });

  it('loses nothing that is said between the answer to requestChat and following', () => {
    const { start, follow, push, positions } = fakeTransport();
    const started = watched(start({ form: {}, userData: {} }));
    push(word(1), word(2));
    const { values, leave } = watched(follow?.(session, {}));
    push(word(3), word(1, 2, 3));
    leave();

    expect(started.endings).to.deep.equal(['completed']);
    expect(positions()).to.deep.equal([1]);
    expect(indexesOf(values).filter(({ length }) => length > 0)).to.deep.equal([[1, 2, 3], [3]]);
  });
});
