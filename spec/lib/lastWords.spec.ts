import { expect } from 'chai';
import { map, NEVER, Subject, throwError, timer } from 'rxjs';
import { type Frame, TransportFailure } from '../../transports/index.js';
import { frameOf, type Script } from '../../transports/scripted.js';
import { busy, offline, outcomeOf, refused, stage } from './commands/stage.js';

const word = (index: number, text: string) => ({ index, text });
const over = () => frameOf({ chatEnded: true });
const gone = () =>
  new TransportFailure('Refused', 'Gone.', { status: 200, statusCode: 2, frame: frameOf({ chatEnded: true }) });

describe('the last words of a chat', () => {
  const on = stage();
  const endings: readonly (readonly [title: string, script: Script])[] = [
    ['the answer to a message', { send: [over()] }],
    ['a refused message', { send: [gone()] }],
    ['the answer to typing', { typing: [over()] }],
    ['the answer to a custom notice', { customNotice: [over()] }],
    ['the answer to user data', { updateUserData: [over()] }],
  ];
  for (const [title, script] of endings) {
    it(`E27: come after ${title} that says that the chat is over, then it is`, async () => {
      const { service, names, push, sent } = await on.begin({ poll: [], ...script });
      await on.clock.tickAsync(250);
      push(frameOf({ messages: [word(1, 'Good bye.')], chatEnded: true }));
      const before = sent('poll').length;
      const commands = { send: 'sendMessage', typing: 'sendTyping', customNotice: 'sendCustomNotice' } as const;
      const [operation] = Object.keys(script);
      if (operation === 'updateUserData') await service.updateUserData({ a: 1 });
      else if (operation === 'send') await service.sendMessage({ message: 'Hi' }).catch(() => undefined);
      else await service[commands[operation === 'typing' ? 'typing' : 'customNotice']]();
      await on.settle();

      expect(
        sent('poll')
          .slice(before)
          .map(([, request]) => request),
      ).to.deep.equal([{ after: undefined, again: true, last: true }]);
      const told = names().filter((name) => !name.startsWith('clientTyping'));
      expect(told.slice(-4)).to.deep.equal(['messageReceived', 'clientDisconnected', 'ended', 'pollingStopped']);
      expect((await service.getTranscript()).messages.map(({ text }) => text)).to.deep.equal(['Good bye.']);
    });
  }

  it('E27: go out together with the end, never before it, and endChat settles after them', async () => {
    const end = new Subject<Frame>();
    const answer = new Subject<Frame>();
    const { service, calls, names } = await on.begin({
      poll: (_, { last }) => (last ? answer : frameOf()),
      end: [end],
    });
    await on.clock.tickAsync(250);
    const ending = outcomeOf(service.endChat());
    await on.settle();
    expect(calls.slice(-2).map(({ method }) => method)).to.deep.equal(['end', 'poll']);
    end.next(over());
    await on.settle();
    expect([ending(), names().at(-1)]).to.deep.equal(['open', 'pollingStopped']);
    answer.next(frameOf({ messages: [word(1, 'Wait!')] }));
    await on.settle();

    expect(ending()).to.equal('resolved');
    expect(names().slice(-3)).to.deep.equal(['messageReceived', 'clientDisconnected', 'ended']);
  });

  it('E27: wait for the messages that go out before the end', async () => {
    const send = new Subject<Frame>();
    const { service, calls } = await on.begin({ poll: [], send: [send] });
    await on.clock.tickAsync(250);
    const sending = service.sendMessage({ message: 'One more' });
    const ending = service.endChat();
    await on.settle();
    expect(calls.at(-1)?.method).to.equal('send');
    send.next(frameOf());
    send.complete();
    await Promise.all([sending, ending]);

    expect(calls.slice(-2).map(({ method }) => method)).to.deep.equal(['end', 'poll']);
  });

  for (const [title, failure] of [
    ['offline', offline()],
    ['busy', busy()],
    ['refused', refused(404)],
    ['over', gone()],
  ] as const) {
    it(`E27: are no trouble where they cannot be had (${title})`, async () => {
      const { service, names } = await on.begin({
        poll: (_, { last }) => (last ? throwError(() => failure) : frameOf()),
        isPollException: ({ statusCode }) => statusCode === 1,
        isSessionLost: ({ status }) => status === 404,
      });
      await on.clock.tickAsync(250);
      await service.endChat();

      expect(names()).to.deep.equal(['started', 'pollingStarted', 'pollingStopped', 'clientDisconnected', 'ended']);
    });
  }

  it('E27: are not asked for after stopPoll', async () => {
    const { service, sent, names } = await on.begin({ poll: [], send: [over()] });
    await on.clock.tickAsync(250);
    await service.stopPoll();
    const before = sent('poll').length;
    await service.sendMessage({ message: 'Hi' });
    await on.settle();

    expect(sent('poll')).to.have.length(before);
    expect(names().slice(-2)).to.deep.equal(['clientDisconnected', 'ended']);
  });

  it('E27: are not waited for longer than 10 s, whatever the transport does', async () => {
    const { service, names, sent } = await on.begin({
      poll: (_, { last }) => (last ? NEVER : frameOf()),
      send: [timer(1).pipe(map(over))],
    });
    await on.clock.tickAsync(250);
    void service.sendMessage({ message: 'Hi' });
    await on.clock.tickAsync(10_000);
    expect(names().at(-1)).to.equal('pollingStarted');
    await on.clock.tickAsync(1);

    expect(names().slice(-2)).to.deep.equal(['ended', 'pollingStopped']);
    expect(sent('poll').filter(([, request]) => Reflect.get(Object(request), 'last'))).to.have.length(1);
  });

  it('E27: pass filters and preprocessors', async () => {
    const { service, push } = await on.begin({ poll: [], send: [over()] });
    await service.addPrefilter({ filters: /secret/ });
    await service.registerPreProcessor({
      preprocessor: (message) => {
        message.text += '!';
      },
    });
    await on.clock.tickAsync(250);
    push(frameOf({ messages: [word(1, 'Bye'), word(2, 'secret')] }));
    await service.sendMessage({ message: 'Hi' });
    await on.settle();

    expect((await service.getTranscript()).messages.map(({ text }) => text)).to.deep.equal(['Bye!']);
  });

  it('E27: are given up when the service is disposed', async () => {
    const { service } = await on.begin({ poll: (_, { last }) => (last ? NEVER : frameOf()), send: [over()] });
    await on.clock.tickAsync(250);
    await service.sendMessage({ message: 'Hi' });
    await service.dispose();
  });

  /** What only a transport written elsewhere answers: a message without a sender. */
  const unusable = (): Frame => {
    const frame = frameOf({ messages: [word(1, 'Bye')] });
    Reflect.deleteProperty(frame.entries[0]?.message ?? {}, 'from');
    return frame;
  };

  for (const [title, ending] of [
    ['the server', { send: [over()] }],
    ['the customer', {}],
  ] as const) {
    it(`E27: end the chat that ${title} ends even if they cannot be used`, async () => {
      const { service, names, data } = await on.begin({
        poll: (_, { last }) => (last ? unusable() : frameOf()),
        ...ending,
      });
      await on.clock.tickAsync(250);
      if ('send' in ending) await service.sendMessage({ message: 'Hi' });
      else await service.endChat();
      await on.settle();

      expect(names().at('send' in ending ? -2 : -1)).to.equal('ended');
      expect(data('error').map(String)).to.have.length(1);
      expect(String(data('error')[0])).to.include('The session threw');
      await service.startChat();
    });
  }
});
