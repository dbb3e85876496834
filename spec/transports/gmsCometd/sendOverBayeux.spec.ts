import { expect } from 'chai';
import { NEVER, type Observable, of } from 'rxjs';
import { type SinonFakeTimers, useFakeTimers } from 'sinon';
import { TransportFailure } from '../../../transports/failures.js';
import { echo, fakeTransport, keys, kindOf, refusal, session, watched, word } from './fakeConnection.js';

describe('gmsCometd, send (C46)', () => {
  let clock: SinonFakeTimers;
  let leave: () => void = () => {};

  /** A chat that is followed and has said as much as `last`. */
  const chat = (last = 4, ack$?: Observable<unknown>, ajaxTimeout?: number) => {
    const server = fakeTransport(ack$, ajaxTimeout);
    const follow = watched(server.follow?.(session, { after: last }));
    leave = follow.leave;
    server.push(word());
    const say = (message: string) => {
      const { values, endings } = watched(server.send(session, { message }));
      const settled = () => (values.length > 0 ? values.map(({ entries }) => entries[0]?.message.index) : endings);
      return { values, endings, settled };
    };
    return { ...server, follow, say };
  };

  beforeEach(() => {
    clock = useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  });

  afterEach(() => {
    leave();
    expect(clock.countTimers()).to.equal(0);
    clock.restore();
  });

  it('waits for the echo, not for the acknowledgement, whatever else is pushed', () => {
    const { say, push } = chat();
    const { settled } = say('Hi');
    push(word(5), echo(6, 'Other'), { ...echo(7, 'Hi'), chatId: 'C2' });
    expect(settled()).to.deep.equal([]);
    push(echo(7, 'Hi'));

    expect(settled()).to.deep.equal([7]);
  });

  it('does not wait for an acknowledgement that comes after the echo', () => {
    const { say, push } = chat(4, NEVER);
    const { settled } = say('Hi');
    push(echo(5, 'Hi'));

    expect(settled()).to.deep.equal([5]);
  });

  it('takes no echo of what was said earlier, e.g. in a page of history', () => {
    const { say, push } = chat();
    push(echo(5, 'yes'));
    const { settled } = say('yes');
    push({ ...word(3, 4), messages: [...word(3, 4).messages, ...echo(5, 'yes').messages] }, echo(5, 'yes'));
    expect(settled()).to.deep.equal([]);
    push(echo(6, 'yes'));

    expect(settled()).to.deep.equal([6]);
  });

  it('takes no text of an agent for the echo', () => {
    const { say, push } = chat();
    const { settled } = say('text 5');
    push(word(5));

    expect(settled()).to.deep.equal([]);
    push(echo(6, 'text 5'));
  });

  it('gives each of two equal messages an echo of its own, in order', () => {
    const { say, push } = chat();
    const [one, other] = [say('yes'), say('yes')];
    push(echo(5, 'yes'));
    expect([one.settled(), other.settled()]).to.deep.equal([[5], []]);
    push(echo(6, 'yes'));
    expect(other.settled()).to.deep.equal([6]);

    const both = [say('no'), say('no')];
    push({ ...keys, statusCode: 0, messages: [...echo(7, 'no').messages, ...echo(8, 'no').messages] });
    expect(both.map(({ endings }) => endings)).to.deep.equal([['completed'], ['completed']]);
  });

  it('knows a text as the wire carries it', () => {
    for (const [text, carried] of [
      ['Cafe\u0301', 'Caf\u00e9'],
      ['cut \ud83d', 'cut \ufffd'],
      [' two\n lines ', 'two lines'],
    ] as const) {
      const { say, push } = chat();
      const { settled } = say(text);
      push(echo(5, carried));
      leave();

      expect(settled(), text).to.deep.equal([5]);
    }
  });

  it('resolves with an answer that has counted the message', () => {
    const { say, push } = chat();
    const { values, endings } = say('Hi');
    const answer = (nextPosition: number) => ({ ...word(), nextPosition });
    // New keys come like that, too, and do not count it.
    push(answer(5));
    expect(endings).to.deep.equal([]);
    push(answer(6));

    expect(values.map((frame) => frame.answer)).to.deep.equal([answer(6)]);
  });

  it('is Refused where the server says no, with its errors, and shows no key', () => {
    const { say, push, follow } = chat();
    const { endings } = say('SK1');
    push(refusal({ statusCode: 1, errors: [{ code: 9, advice: 'no SK1' }] }));

    const [failure] = endings;
    expect(kindOf(failure)).to.equal('Refused');
    expect(failure).to.deep.include({ statusCode: 1, status: 200, errors: [{ code: 9, advice: 'no •••' }] });
    expect(follow.endings).to.deep.equal([]);
  });

  it('is Refused where the chat ends instead, with the frame that says so', () => {
    for (const end of [
      { ...word(), chatEnded: true, nextPosition: 5 },
      { ...word(5), chatEnded: true },
    ]) {
      const { say, push } = chat();
      const [failure] = [say('Hi')].map(({ endings }) => {
        push(end);
        return endings[0];
      });
      leave();
      expect(kindOf(failure)).to.equal('Refused');
      expect(failure instanceof TransportFailure && failure.frame?.chatEnded).to.equal(true);
      expect(JSON.stringify(failure)).to.not.include('SK1');
    }
  });

  it('waits for an echo that the end of the chat has overtaken', () => {
    const { say, push, follow } = chat();
    const { settled } = say('Bye');
    push(word(6), { ...word(), chatEnded: true, nextPosition: 7 });
    expect(settled()).to.deep.equal([]);
    push({ ...keys, statusCode: 0, chatEnded: true, messages: [...echo(5, 'Bye').messages, ...word(6).messages] });

    expect(settled()).to.deep.equal([5]);
    expect(follow.values.some(({ chatEnded }) => chatEnded)).to.equal(true);
  });

  it('leaves the end of the chat to the follower, also while that fails', () => {
    const { say, push, follow } = chat();
    push(refusal());
    expect(follow.endings.map(kindOf)).to.deep.equal(['Refused']);
    const told = say('Hi');
    push({ ...echo(5, 'Hi'), chatEnded: true });
    expect(told.values.map(({ chatEnded }) => chatEnded)).to.deep.equal([false]);
    leave();

    const alone = chat();
    leave();
    const { endings } = watched(alone.send(session, { message: 'Hi' }));
    alone.push(refusal({ chatEnded: true }));
    expect(endings[0]).to.have.nested.property('frame.chatEnded', true);
  });

  it('resolves where one push closes the gap before the end of the chat', () => {
    const { say, push, follow } = chat();
    const { settled } = say('Bye');
    push(word(6), { ...word(), chatEnded: true, nextPosition: 7 }, echo(5, 'Bye'));

    expect(settled()).to.deep.equal([5]);
    expect(follow.values.at(-1)).to.include({ chatEnded: true });
  });

  it('is Refused in the end where nobody follows the chat', () => {
    const { send, push } = fakeTransport();
    const { endings } = watched(send(session, { message: 'Bye' }));
    push({ ...word(), chatEnded: true });
    clock.tick(3000);

    expect(endings.map(kindOf)).to.deep.equal(['Refused']);
  });

  it('is Refused in the end where the chat is over for who followed it', () => {
    const { say, push, follow } = chat();
    push(refusal({ chatEnded: true }));
    expect(follow.endings.map(kindOf)).to.deep.equal(['Refused']);
    const { endings } = say('Hi');
    push({ ...word(5), chatEnded: true });
    clock.tick(3000);

    expect(endings.map(kindOf)).to.deep.equal(['Refused']);
  });

  it('resolves where the echo itself says that the chat is over', () => {
    const { say, push } = chat();
    const { settled } = say('Bye');
    push({ ...echo(5, 'Bye'), chatEnded: true });

    expect(settled()).to.deep.equal([5]);
  });

  it('is refused what was asked first, and each only once', () => {
    const { say, push, typing, follow } = chat(4, NEVER);
    const typed = watched(typing?.(session, { isTyping: true }));
    const [one, other] = [say('one'), say('other')];
    push(refusal(), refusal(), echo(5, 'other'));

    expect(typed.endings.map(kindOf)).to.deep.equal(['Refused']);
    expect(one.endings.map(kindOf)).to.deep.equal(['Refused']);
    expect(other.settled()).to.deep.equal([5]);
    expect(follow.endings).to.deep.equal([]);
  });

  it('is in doubt if it may be another request that was refused because the chat was over', () => {
    const { say, push, typing } = chat();
    const { endings } = say('SK1');
    watched(typing?.(session, { isTyping: true }));
    push(refusal({ chatEnded: true, errors: [{ code: 249, advice: 'no SK1' }] }));

    const [failure] = endings;
    expect(kindOf(failure)).to.equal('Garbled');
    expect(failure).to.have.property('message').that.includes('may have been sent');
    expect(JSON.stringify(failure)).to.not.include('SK1');
  });

  it('is TimedOut where neither comes', () => {
    const { say, push } = chat();
    const { endings } = say('Hi');
    push(word(5));
    clock.tick(2999);
    expect(endings).to.deep.equal([]);
    clock.tick(1);

    expect(endings.map(kindOf)).to.deep.equal(['TimedOut']);
  });

  it('does not blame the next message for what was refused too late', () => {
    const { say, push, follow } = chat();
    const late = say('one');
    clock.tick(3000);
    const next = say('two');
    push(refusal());
    expect(next.endings).to.deep.equal([]);
    push(echo(5, 'two'));

    expect(late.endings.map(kindOf)).to.deep.equal(['TimedOut']);
    expect(next.settled()).to.deep.equal([5]);
    // No command is told of it any more.
    expect(follow.endings.map(kindOf)).to.deep.equal(['Refused']);
  });

  it('gives an echo to the message that still waits, then to the one that waited', () => {
    const { say, push } = chat();
    say('yes');
    clock.tick(3000);
    const next = say('yes');
    push(echo(5, 'yes'), echo(6, 'yes'));
    expect(next.settled()).to.deep.equal([5]);
    const another = say('no');
    push(refusal());

    expect(another.endings.map(kindOf)).to.deep.equal(['Refused']);
  });

  it('takes other words of the customer for its own, changed, when nothing else has come in time', () => {
    const { say, push } = chat();
    const { settled } = say('my number is 1234');
    push(echo(5, 'my number is ****'), word(6));
    expect(settled()).to.deep.equal([]);
    clock.tick(3000);

    expect(settled()).to.deep.equal([5]);
  });

  it('does not do so unless the message was acknowledged, nor with words that are those of another message', () => {
    const unheard = chat(4, NEVER);
    const first = unheard.say('my number is 1234');
    unheard.push(echo(5, 'from another page'));
    clock.tick(3000);
    expect(first.endings.map(kindOf)).to.deep.equal(['TimedOut']);
    leave();

    const { say, push } = chat();
    const [lost, shown] = [say('lost'), say('shown')];
    push(echo(5, 'shown'));
    clock.tick(3000);
    expect(shown.settled()).to.deep.equal([5]);
    expect(lost.endings.map(kindOf)).to.deep.equal(['TimedOut']);
  });

  it('takes no late echo of an earlier message for its own, changed', () => {
    const { say, push } = chat();
    say('earlier');
    clock.tick(3000);
    push(echo(5, 'earlier'));
    const { endings } = say('later');
    push(echo(6, 'earlier'));
    clock.tick(3000);

    expect(endings.map(kindOf)).to.deep.equal(['TimedOut']);
  });

  it('waits on where what is pushed cannot be read: what it said will be asked for', () => {
    const { say, push, follow, transport } = chat();
    const { settled } = say('Hi');
    push('<html>');
    expect(follow.endings.map(kindOf)).to.deep.equal(['Garbled']);
    expect(settled()).to.deep.equal([]);
    ({ leave } = watched(transport.follow?.(session, { after: 4 })));
    push(echo(5, 'Hi'));

    expect(settled()).to.deep.equal([5]);
  });

  it('fails at once where the acknowledgement says no', () => {
    const { say, follow } = chat(4, of({ successful: false, error: '503::busy' }));
    expect(follow.endings.map(kindOf)).to.deep.equal(['Refused']);
    const { endings } = say('Hi');

    expect(endings.map(kindOf)).to.deep.equal(['Refused']);
  });

  it('waits for ever where it may, and then takes what could be the answer at once', () => {
    const { say, push } = chat(4, undefined, 0);
    const { settled } = say('my number is 1234');
    clock.tick(1e6);
    expect(settled()).to.deep.equal([]);
    push(echo(5, 'my number is ****'));

    expect(settled()).to.deep.equal([5]);
  });
});
