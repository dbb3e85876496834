import { expect } from 'chai';
import { concat, NEVER, type Observable, of } from 'rxjs';
import { type SinonFakeTimers, useFakeTimers } from 'sinon';
import { isServerTrouble, TransportFailure } from '../../../transports/failures.js';
import { bayeuxCalls } from '../../../transports/gmsCometd/bayeuxCalls.js';
import { chatOverBayeux } from '../../../transports/gmsCometd/chatOverBayeux.js';
import type { Transport } from '../../../transports/transport.js';
import { echo, fakeConnection, keys, kindOf, session, watched, word } from './fakeConnection.js';

describe('gmsCometd, over a connection', () => {
  let fake: ReturnType<typeof fakeConnection>;
  let transport: Transport;

  const over = (ack$?: Observable<unknown>, ajaxTimeout = 0): void => {
    fake = fakeConnection(ack$);
    transport = chatOverBayeux(bayeuxCalls(concat(of(fake.connection), NEVER), ajaxTimeout), 'Branch');
  };

  beforeEach(() => over());

  it('sends every field of a form, and what the endpoint is', () => {
    const { values, endings } = watched(transport.start({ form: { nickname: 'Jonny' }, userData: { a: { b: 1 } } }));
    expect(fake.said).to.deep.equal([
      {
        operation: 'requestChat',
        chatId: '',
        alias: '',
        secureKey: '',
        userId: '',
        nickname: 'Jonny',
        firstName: '',
        lastName: '',
        emailAddress: '',
        subject: '',
        text: '',
        userData: { a: { b: 1 } },
        endpoint: 'Branch',
      },
    ]);
    fake.messages$.next(word(1));
    fake.messages$.next(word(2));

    expect(values.map((frame) => frame.session)).to.deep.equal([session]);
    expect(endings).to.deep.equal(['completed']);
  });

  it('sends the keys with what is said, and resolves with the echo', () => {
    const { values, endings } = watched(transport.send(session, { message: 'Hi' }));
    expect(fake.said).to.deep.equal([{ operation: 'sendMessage', ...keys, message: 'Hi', messageType: 'text' }]);
    expect(endings).to.deep.equal([]);
    fake.messages$.next(echo(2, 'Hi'));

    expect(values.map(({ answer }) => answer)).to.deep.equal([echo(2, 'Hi')]);
    expect(endings).to.deep.equal(['completed']);
  });

  it('sends the keys with what is no message, and resolves with the acknowledgement', () => {
    const { values, endings } = watched(transport.typing?.(session, { isTyping: true }));

    expect(fake.said).to.deep.equal([{ operation: 'startTyping', ...keys, message: '', transcriptPosition: 1 }]);
    expect(values).to.deep.equal([{ entries: [], chatEnded: false, answer: { statusCode: 0 } }]);
    expect(endings).to.deep.equal(['completed']);
  });

  it('sends nothing before it is subscribed, and each time it is', () => {
    const send$ = transport.send(session, { message: 'Hi' });
    expect(fake.said).to.have.length(0);
    watched(send$);
    watched(send$);

    expect(fake.said).to.have.length(2);
  });

  it("follows from behind what is known, with a sign of life at once and with each of the server's", () => {
    const { values, endings } = watched(transport.follow?.(session, { after: 4 }));
    fake.messages$.next(word(5, 6));
    fake.alive$.next(0);

    expect(fake.said).to.deep.equal([{ operation: 'requestNotifications', ...keys, transcriptPosition: 5 }]);
    expect(values.map(({ entries }) => entries.length)).to.deep.equal([0, 2, 0]);
    expect(values.map(({ heartbeat }) => heartbeat)).to.deep.equal([true, undefined, true]);
    expect(endings).to.deep.equal([]);
  });

  it('lets go of the channel when it is unsubscribed', () => {
    transport.follow?.(session, {}).subscribe().unsubscribe();

    expect([fake.messages$.observed, fake.alive$.observed]).to.deep.equal([false, false]);
  });

  it('drops what is said in another chat', () => {
    const { values } = watched(transport.follow?.(session, {}));
    fake.messages$.next({ ...word(1), chatId: 'C2' });
    fake.messages$.next({ ...word(1), chatId: undefined });

    expect(values.map(({ entries }) => entries.length)).to.deep.equal([0, 1]);
  });

  it('begins with the first word of a chat that it has not followed', () => {
    watched(transport.follow?.(session, {}));
    const { values } = watched(transport.start({ form: {}, userData: {} }));
    fake.messages$.next({ ...word(9), chatEnded: true });
    expect(values).to.deep.equal([]);
    fake.messages$.next({ ...word(1), chatId: 'C2' });

    expect(values[0]?.session?.sessionId).to.equal('C2');
  });

  it('asks for the last index, then for the newest messages', () => {
    const { values } = watched(transport.restore?.(session, 20));
    fake.messages$.next(word(50));
    fake.messages$.next(word(31, 50));

    expect(fake.said.map(({ operation, transcriptPosition }) => [operation, transcriptPosition])).to.deep.equal([
      ['refresh', -1],
      ['requestNotifications', 31],
    ]);
    expect(values.map(({ entries }) => entries.length)).to.deep.equal([2]);
  });

  it('takes for a page what holds older messages, and of it only those', () => {
    const { values } = watched(transport.history?.(session, { before: 30, count: 20 }));
    fake.messages$.next(word(51));
    expect(values).to.deep.equal([]);
    fake.messages$.next(word(10, 29, 30, 51));

    expect(fake.said.map(({ transcriptPosition }) => transcriptPosition)).to.deep.equal([10]);
    expect(values[0]?.entries.map(({ message }) => message.index)).to.deep.equal([10, 29]);
  });

  it('asks nothing where there can be nothing before', () => {
    const { values } = watched(transport.history?.(session, { before: 1, count: 20 }));

    expect([fake.said.length, values[0]?.entries]).to.deep.equal([0, []]);
  });

  it('gives no newest page where nothing was said', () => {
    const { values } = watched(transport.history?.(session, { count: 20 }));
    fake.messages$.next(word());

    expect(values[0]?.entries).to.deep.equal([]);
  });

  for (const push of [undefined, null, 5, 'text', [], { ...keys }]) {
    it(`is Garbled where ${JSON.stringify(push)} is pushed, and shows no key`, () => {
      const { endings } = watched(transport.follow?.(session, {}));
      fake.messages$.next(push);

      expect(kindOf(endings[0])).to.equal('Garbled');
      expect(JSON.stringify(endings[0])).to.not.include('SK1');
    });
  }

  it('shows no key that is in a refusal', () => {
    over(of({ successful: false, error: '403:SK1:SK1 may not', data: { secureKey: 'SK1' } }));
    const { endings } = watched(transport.send(session, { message: 'Hi' }));

    expect(kindOf(endings[0])).to.equal('Refused');
    expect(endings[0]).to.deep.include({
      status: 200,
      errors: [{ code: 403, advice: '••• may not' }],
      message: 'Refused: ••• may not',
    });
    expect(JSON.stringify(endings[0])).to.not.include('SK1');
  });

  it('takes no code of Bayeux for an HTTP status but one that says that the server cannot', () => {
    for (const [error, code, status] of [
      ['402::Unknown client', 402, 200],
      ['499::odd', 499, 200],
      ['500::broken', 500, 500],
    ] as const) {
      over(of({ successful: false, error }));
      const { endings } = watched(transport.send(session, { message: 'Hi' }));
      const [failure] = endings;

      expect(failure).to.include({ status }).and.to.have.nested.property('errors[0].code', code);
      expect(failure instanceof TransportFailure && isServerTrouble(failure)).to.equal(status === 500);
    }
  });

  it('passes on a refusal in no known form', () => {
    for (const [error, message] of [
      ['no', 'Refused: no'],
      ['', 'Refused: try again, or check the options'],
      [undefined, 'Refused: try again, or check the options'],
    ]) {
      over(of({ successful: false, error }));
      const { endings } = watched(transport.follow?.(session, {}));

      expect([kindOf(endings[0]), endings.length]).to.deep.equal(['Refused', 1]);
      expect(endings[0]).to.include({ message, status: 200 });
    }
  });

  describe('in time', () => {
    let clock: SinonFakeTimers;

    beforeEach(() => {
      clock = useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
    });

    afterEach(() => clock.restore());

    it('is TimedOut where an acknowledgement or an answer does not come', () => {
      over(NEVER, 3000);
      const calls = [
        transport.send(session, { message: 'Hi' }),
        transport.start({ form: {}, userData: {} }),
        transport.restore?.(session),
      ].map(watched);
      clock.tick(2999);
      expect(calls.flatMap(({ endings }) => endings)).to.deep.equal([]);
      clock.tick(1);

      expect(calls.map(({ endings }) => endings.map(kindOf))).to.deep.equal(Array(3).fill(['TimedOut']));
      expect(clock.countTimers()).to.equal(0);
    });

    it('waits for ever where it may, and always where it follows', () => {
      over(NEVER);
      const { endings } = watched(transport.send(session, { message: 'Hi' }));
      over(NEVER, 3000);
      const follow = watched(transport.follow?.(session, {}));
      clock.tick(1e6);

      expect([endings, follow.endings]).to.deep.equal([[], []]);
    });
  });
});
