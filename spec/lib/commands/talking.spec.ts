import { expect } from 'chai';
import { map, timer } from 'rxjs';
import { TransportFailure } from '../../../transports/failures.js';
import { frameOf, scriptedSession } from '../../../transports/scripted.js';
import { prove, proveEvent, proveRejection, proveResolution } from '../../support/proofs.js';
import { call, offline, outcomeOf, refused, rejectionOf, stage } from './stage.js';

describe('sendMessage', () => {
  const on = stage();

  it("resolves with the server's answer; everything that was given goes out", async () => {
    const { service, sent, names } = await on.begin({ send: [frameOf({ answer: { sent: 1 } })] });
    const message = { message: ' hi ', type: 'text/html', parentMessageID: '7' };
    const answer = await proveResolution(service.sendMessage(message), 'sendMessage/sent');

    expect(answer).to.deep.equal({ sent: 1 });
    expect(sent('send')).to.deep.equal([[scriptedSession, message]]);
    expect(names()).to.deep.equal(['started']);
    prove('option/sendMessage type');
    prove('option/sendMessage parentMessageID');
  });

  it('sends what it was given when it was called', async () => {
    const { service, sent } = await on.begin();
    const options = { message: 'one' };
    const sending = [service.sendMessage(options)];
    options.message = 'two';
    sending.push(service.sendMessage(options));
    options.message = 'three';
    await Promise.all(sending);

    expect(sent('send').map(([, message]) => message)).to.deep.equal([{ message: 'one' }, { message: 'two' }]);
  });

  it('asks for a text first, then for a chat', async () => {
    const { service, calls } = on.open();
    await proveRejection(service.sendMessage({ message: ' \n' }), 'sendMessage/noText');
    await proveRejection(service.sendMessage({ message: 'hi' }), 'sendMessage/noSession');
    for (const options of [undefined, null, 7, 'hi', {}, { message: null }, { message: 7 }, { message: ['hi'] }])
      await proveRejection(call(service, 'sendMessage', options), 'sendMessage/noText');

    expect(calls).to.deep.equal([]);
  });

  for (const [row, failure, published] of [
    ['sendMessage/failure', offline(), ['disconnected']],
    ['sendMessage/failure', refused(500), ['error']],
    ['sendMessage/refused', new TransportFailure('Refused', 'No.', { status: 200, statusCode: 2 }), ['error']],
    ['sendMessage/refused', new TransportFailure('Refused', 'Later.', { status: 200, statusCode: 1 }), []],
  ] as const) {
    it(`rejects with the failure (${row}) and publishes ${published.join() || 'nothing'}`, async () => {
      const { service, events } = await on.begin({ send: [failure] });
      const reason = await proveRejection(service.sendMessage({ message: 'hi' }), row);

      expect(reason).to.equal(failure);
      expect(events.slice(1).map(({ name }) => name)).to.deep.equal(published);
      await service.sendMessage({ message: 'again' });
    });
  }

  it('counts code points against maxMessageLength, after the other checks', async () => {
    const { service, sent } = on.open({}, { maxMessageLength: 3 });
    await proveRejection(service.sendMessage({ message: '    ' }), 'sendMessage/noText');
    await proveRejection(service.sendMessage({ message: '1234' }), 'sendMessage/noSession');
    await service.startChat();
    await proveRejection(service.sendMessage({ message: '1234' }), 'sendMessage/tooLong', { limit: 3 });
    await service.sendMessage({ message: '😀😀😀' });

    expect(sent('send')).to.have.length(1);
    prove('option/maxMessageLength');
  });

  it('goes out in order, one at a time, whatever became of the one before', async () => {
    const later = (ms: number) => timer(ms).pipe(map(() => frameOf()));
    const { service, sent } = await on.begin({ send: [later(40), offline(), later(10), frameOf()] });
    const outcomes = [
      outcomeOf(service.sendMessage({ message: 'a' })),
      outcomeOf(service.sendMessage({ message: 'b' })),
      outcomeOf(service.sendFilteredMessage({ message: 'c', regex: /c/ })),
      outcomeOf(service.sendMessage({ message: 'd' })),
    ];
    const texts = () => sent('send').map(([, message]) => message);
    await on.clock.tickAsync(39);
    expect(texts()).to.deep.equal([{ message: 'a' }]);
    await on.clock.tickAsync(1);
    expect(texts()).to.deep.equal([{ message: 'a' }, { message: 'b' }, { message: 'c' }]);
    await on.clock.tickAsync(10);

    expect(texts()).to.have.length(4);
    expect(outcomes.map((outcome) => String(outcome()))).to.deep.equal([
      'resolved',
      'TransportFailure: No answer.',
      'resolved',
      'resolved',
    ]);
  });

  it('ends the chat when its answer says so', async () => {
    const { service, names } = await on.begin({ poll: [], send: [frameOf({ chatEnded: true })] });
    await service.sendMessage({ message: 'hi' });

    expect(names().slice(-3)).to.deep.equal(['clientDisconnected', 'ended', 'pollingStopped']);
  });

  it('uses the newest keys', async () => {
    const { service, sent } = await on.begin({ send: [frameOf({ session: { secureKey: 'key-2' } })] });
    await Promise.all([service.sendMessage({ message: 'a' }), service.sendMessage({ message: 'b' })]);

    expect(sent('send').map(([session]) => session)).to.deep.equal([
      scriptedSession,
      { ...scriptedSession, secureKey: 'key-2' },
    ]);
  });
});

describe('sendFilteredMessage', () => {
  const on = stage();

  it('hides the message here, and resolves when it was delivered', async () => {
    const { service, push, sent, names } = await on.begin({ poll: [], send: [frameOf({ answer: { sent: 1 } })] });
    const sending = service.sendFilteredMessage({ message: 'code 1234', regex: /code \d+/ });
    expect(await proveResolution(sending, 'sendFilteredMessage/sent')).to.deep.equal({ sent: 1 });
    push(
      frameOf({
        messages: [
          { index: 1, text: 'code 1234' },
          { index: 2, text: 'hi' },
        ],
      }),
    );
    await on.clock.tickAsync(500);

    expect(sent('send')).to.deep.equal([[scriptedSession, { message: 'code 1234' }]]);
    expect((await service.getTranscript()).messages.map(({ text }) => text)).to.deep.equal(['hi']);
    expect(names()).to.deep.equal(['started', 'pollingStarted', 'messageReceived']);
  });

  it('rejects when it was not delivered; the filter stays', async () => {
    const { service } = await on.begin({ send: [offline()] });
    await proveRejection(service.sendFilteredMessage({ message: 'a', regex: /a/ }), 'sendFilteredMessage/failure');

    expect((await service.addPrefilter({ filters: /b/ })).map(String)).to.deep.equal(['/a/', '/b/']);
  });

  it('asks for a chat first, then for a regular expression and a text; a refused one changes nothing', async () => {
    const { service, calls } = on.open({}, { maxMessageLength: 3 });
    const given = { message: 'a', regex: /a/ };
    await proveRejection(service.sendFilteredMessage(given), 'sendFilteredMessage/noSession');
    await proveRejection(call(service, 'sendFilteredMessage'), 'sendFilteredMessage/noSession');
    await service.startChat();
    for (const options of [undefined, null, 7, {}, { message: 'a' }, { ...given, regex: 'a' }, { regex: null }])
      await proveRejection(call(service, 'sendFilteredMessage', options), 'sendFilteredMessage/noRegex');
    for (const message of [undefined, null, 7, '', ' '])
      await proveRejection(call(service, 'sendFilteredMessage', { ...given, message }), 'sendFilteredMessage/noText');
    expect(await rejectionOf(service.sendFilteredMessage({ ...given, message: '1234' }))).to.equal(
      'CommandRejected: Message length exceeds configured threshold of (3) characters',
    );

    expect(calls.map(({ method }) => method)).to.deep.equal(['start']);
    expect((await service.addPrefilter({ filters: /b/ })).map(String)).to.deep.equal(['/b/']);
  });
});

describe('addPrefilter', () => {
  const on = stage();

  it('resolves with an array of all registered filters, each once, with and without a chat', async () => {
    const { service } = on.open();
    const add = (filters: RegExp | readonly RegExp[]) => service.addPrefilter({ filters });
    expect(await proveResolution(add(/a/), 'addPrefilter/added')).to.deep.equal([/a/]);
    await service.startChat();

    expect(await add([/b/i, /a/, /b/])).to.deep.equal([/a/, /b/i, /b/]);
  });

  it('hides what matches, whatever the flags, and forgets its filters with the chat', async () => {
    const { service, push, data } = await on.begin({ poll: [] });
    await service.addPrefilter({ filters: [/secret/g, /^x/y] });
    const messages = ['a secret', 'secret', 'xy', 'plain'].map((text, index) => ({ index: index + 1, text }));
    push(frameOf({ messages }));
    await on.clock.tickAsync(250);
    expect((await service.getTranscript()).messages.map(({ text }) => text)).to.deep.equal(['plain']);
    proveEvent('messageReceived', data('messageReceived')[0]);
    await service.endChat();

    expect(await service.addPrefilter({ filters: /b/ })).to.deep.equal([/b/]);
  });

  it('takes a regular expression from another frame', async () => {
    const { runInNewContext } = await import('node:vm');
    const { service } = on.open();

    expect(await call(service, 'addPrefilter', { filters: runInNewContext('/a/') })).to.have.length(1);
  });

  it('rejects anything else, as a whole', async () => {
    const { service } = on.open();
    for (const options of [undefined, null, 7, {}, { filters: null }, { filters: 'a' }, { filters: [] }])
      await proveRejection(call(service, 'addPrefilter', options), 'addPrefilter/invalid');
    await proveRejection(call(service, 'addPrefilter', { filters: [/a/, 'b'] }), 'addPrefilter/invalid');

    expect(await service.addPrefilter({ filters: /c/ })).to.deep.equal([/c/]);
  });
});
