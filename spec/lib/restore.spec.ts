import { expect } from 'chai';
import { NEVER, Subject } from 'rxjs';
import { TransportFailure } from '../../transports/failures.js';
import type { ChatMessage, Frame, SessionData } from '../../transports/frames.js';
import { frameOf, type Script, scriptedSession } from '../../transports/scripted.js';
import { prove, proveEvent, proveRejection, proveResolution } from '../support/proofs.js';
import { busy, everything, offline, outcomeOf, refused, type Stage, stage } from './commands/stage.js';

const joined = (id: number, type: string): Partial<ChatMessage> => ({
  type: 'ParticipantJoined',
  index: id,
  from: { id, name: `${type} ${id}`, type },
});

/** The text of what was said in a chat before the page was reloaded. */
const said = frameOf({ messages: [joined(1, 'Client'), joined(2, 'Agent'), { index: 3, text: 'hi' }] });

/** A chat that began on a page that is gone; `store` holds what it left. */
const leave = async (on: Stage, script: Script = {}): Promise<Map<string, string>> => {
  const store = new Map<string, string>();
  const { service } = await on.begin(script, { store });
  await service.dispose();
  return store;
};

describe('restore', () => {
  const on = stage();

  it('gives a store that never answers up after 10 s, and lets the waiting commands go on', async () => {
    const silent = { get: () => new Promise(() => {}), set: () => undefined, delete: () => undefined };
    const { service, data } = on.open(everything, { store: silent });
    const started = service.startChat({ nickname: 'Jonny' });
    await on.clock.tickAsync(9_999);
    expect(data('started')).to.have.length(0);
    await on.clock.tickAsync(1);
    await started;

    expect(data('error').map(String)).to.deep.equal(['HookFailure: The store threw: no answer within 10000 ms.']);
    expect(data('started')).to.have.length(1);
  });

  it('goes on by itself: restored, its messages, pollingStarted', async () => {
    const store = await leave(on);
    const { service, names, data, sent } = on.open({ ...everything, restore: [said] }, { store });
    await on.settle();

    expect(sent('restore')).to.deep.equal([[scriptedSession]]);
    expect(names()).to.deep.equal([
      'restored',
      'clientConnected',
      'agentConnected',
      'messageReceived',
      'pollingStarted',
    ]);
    expect(data('restored')).to.deep.equal([{ async: false }]);
    expect(data('messageReceived')[0]).to.deep.include({ restoring: true, sessionId: 'chat-1' });
    const { messages } = await service.getTranscript();
    expect(messages.map(({ restoring }) => restoring)).to.deep.equal([true, true, true]);
    expect(await service.getSessionData()).to.deep.equal(scriptedSession);
    for (const name of ['restored', 'clientConnected', 'agentConnected', 'messageReceived'] as const)
      proveEvent(name, data(name)[0]);
    prove('option/store');
  });

  it('waits to be called with restore: manual, then does the same', async () => {
    const store = await leave(on);
    const { service, names, calls } = on.open({ restore: [said] }, { store, restore: 'manual' });
    await on.settle();
    expect(calls).to.deep.equal([]);
    expect(await proveResolution(service.restore(), 'restore/found')).to.equal(undefined);

    expect(names()[0]).to.equal('restored');
    prove('option/restore');
  });

  it('is rejected where nothing is stored, while it is under way, and in a chat', async () => {
    const { service, events } = on.open({ restore: [] }, { restore: 'manual' });
    await proveRejection(service.restore(), 'restore/notFound');
    expect(events).to.deep.equal([]);
    const store = await leave(on);
    const answer = new Subject<Frame>();
    const other = on.open({ restore: [answer] }, { store });
    await proveRejection(other.service.restore(), 'restore/restoring');
    await on.settle();
    answer.next(said);
    await on.settle();
    await proveRejection(other.service.restore(), 'restore/active');

    expect(other.sent('restore')).to.have.length(1);
  });

  it('is rejected by a transport that cannot, and leaves what is stored', async () => {
    const store = await leave(on);
    const { service, events } = on.open({}, { store, restore: 'manual' });
    await proveRejection(service.restore(), 'restore/notFound');

    expect(events).to.deep.equal([]);
    expect(store.size).to.equal(1);
  });

  for (const [text, title] of [
    ['', 'nothing'],
    ['{', 'no JSON'],
    ['null', 'null'],
    ['{"session":{"sessionId":7},"alive":1}', 'keys of another kind'],
    ['{"session":{"sessionId":"1"}}', 'no sign of life'],
  ] as const) {
    it(`finds no chat where another hand left ${title}`, async () => {
      const store = new Map([['webchat-streams.webchat', text]]);
      const { service, calls, events } = on.open({ restore: [] }, { store });

      expect(await service.verifySession()).to.deep.equal({ sessionActive: false });
      expect([calls, events]).to.deep.equal([[], []]);
    });
  }

  it('takes the newest keys that the answer has, and keeps those it does not name', async () => {
    const keys: SessionData = { ...scriptedSession, secureKey: 'key-2' };
    const store = await leave(on);
    const { service } = on.open({ restore: [frameOf({ session: { secureKey: 'key-2' } })] }, { store });
    await service.sendMessage({ message: 'a' });
    expect(await service.getSessionData()).to.deep.equal(keys);
    await service.dispose();
    const next = on.open({ restore: [] }, { store });
    await on.settle();

    expect(next.sent('restore')).to.deep.equal([[keys]]);
  });

  it('keeps the filters', async () => {
    const store = new Map<string, string>();
    const { service } = await on.begin({}, { store });
    await service.sendFilteredMessage({ message: 'HI', regex: /hi/i });
    await service.addPrefilter({ filters: /b/g });
    await service.dispose();
    const next = on.open({ restore: [said] }, { store });

    expect(await next.service.addPrefilter({ filters: [/c/, /hi/i] })).to.deep.equal([/hi/i, /b/g, /c/]);
    expect((await next.service.getTranscript()).messages.map(({ text }) => text)).to.deep.equal(['', '']);
  });

  it('runs the preprocessors over what was said', async () => {
    const store = await leave(on);
    const { service } = on.open({ restore: [said] }, { store });
    await service.registerPreProcessor({ preprocessor: (message) => ({ ...message, text: `${message.text}!` }) });
    await on.settle();

    expect((await service.getTranscript()).messages.at(-1)?.text).to.equal('hi!');
  });
});

describe('a stored chat that does not go on', () => {
  const on = stage();
  const ended = new TransportFailure('Refused', 'Over.', { statusCode: 2, frame: frameOf({ chatEnded: true }) });
  const never = (status: number) =>
    new TransportFailure('Refused', 'Never.', { status, statusCode: 2, frame: frameOf() });
  const rows = [
    ['the network is gone', offline(), ['error', 'restoreFailed'], true],
    ['the server cannot now', refused(503), ['error', 'restoreFailed'], true],
    ['the server asks for patience', refused(429), ['error', 'restoreFailed'], true],
    ['a gateway was too slow', refused(408), ['error', 'restoreFailed'], true],
    ['something on the way redirects', refused(307), ['error', 'restoreFailed'], true],
    ['the same in a page, which sees no status', refused(0), ['error', 'restoreFailed'], true],
    ['the server does not know it', refused(404), ['error', 'restoreFailed'], false],
    ['the server has ended it', frameOf({ chatEnded: true }), ['restoreTimeout'], false],
    ['the server refuses since it has ended it', ended, ['restoreTimeout'], false],
    ['the chat server will never go on (E45)', never(200), ['restoreTimeout', 'error'], false],
    ['a statusCode 2 came with HTTP 403', never(403), ['error', 'restoreFailed'], false],
    ['a statusCode 2 came with HTTP 503', never(503), ['error', 'restoreFailed'], true],
  ] as const;
  for (const [title, answer, published, kept] of rows) {
    it(`${title}: ${published.join(', ')}; ${kept ? 'it stays for the next load' : 'it is forgotten'}`, async () => {
      const store = await leave(on);
      const { service, names, data } = on.open({ ...everything, restore: [answer] }, { store, restore: 'manual' });
      const outcome = outcomeOf(service.restore());
      await on.settle();

      expect(outcome()).to.be.instanceOf(Error);
      if (answer instanceof TransportFailure) expect(outcome()).to.equal(answer);
      expect(names()).to.deep.equal(published);
      expect(store.size).to.equal(kept ? 1 : 0);
      proveEvent(published[1] ?? published[0], data(published[1] ?? published[0])[0]);
      await service.startChat();
    });
  }

  it('is restored offline where the chat server is down; its keys survive', async () => {
    const down = new TransportFailure('Refused', 'Down.', { statusCode: 1, frame: said });
    const store = await leave(on);
    const random = () => 0.5;
    const { names, data, push } = on.open({ ...everything, restore: [down] }, { store, environment: { random } });
    await on.settle();
    expect(names().slice(-3)).to.deep.equal(['messageReceived', 'restoredOffline', 'pollingStarted']);
    const before = names().length;
    push(...Array.from({ length: 7 }, busy), frameOf());
    await on.clock.tickAsync(60_000);

    expect(names().slice(before)).to.deep.equal(['chatServerBackOnline', 'connectionRestored']);
    expect(store.size).to.equal(1);
    proveEvent('restoredOffline', data('restoredOffline')[0]);
  });

  it('is too old behind restoreTimeout ms without a sign of life, which each poll is', async () => {
    const store = new Map<string, string>();
    const { service } = await on.begin(everything, { store });
    await on.clock.tickAsync(100_000);
    await service.dispose();
    const options = { store, restoreTimeout: 5000 };
    await on.clock.tickAsync(1000);
    const soon = on.open({ restore: [] }, options);
    await on.settle();
    expect(soon.names()).to.deep.equal(['restored']);
    await soon.service.dispose();
    await on.clock.tickAsync(4999);
    const justInTime = on.open({ restore: [] }, options);
    await on.settle();
    expect(justInTime.names()).to.deep.equal(['restored']);
    await justInTime.service.dispose();
    await on.clock.tickAsync(5000);
    const late = on.open({ restore: [] }, options);
    await on.settle();

    expect(late.names()).to.deep.equal(['restoreTimeout']);
    expect([late.calls, store.size]).to.deep.equal([[], 0]);
    proveEvent('restoreTimeout', late.data('restoreTimeout')[0]);
    prove('option/restoreTimeout');
  });

  it('is not found again once it was ended, however slow the store is', async () => {
    const kept = new Map<string, string>();
    const slowly = async <T>(work: () => T): Promise<T> => {
      for (let turn = 0; turn < 50; turn++) await undefined;
      return work();
    };
    const store = {
      get: async (key: string) => kept.get(key),
      set: (key: string, value: string) => slowly(() => kept.set(key, value)),
      delete: (key: string) => slowly(() => kept.delete(key)),
    };
    const { service } = await on.begin({ restore: [] }, { store });
    await service.endChat();

    await proveRejection(service.restore(), 'restore/notFound');
  });

  it('may be broken in every way: the service goes on', async () => {
    for (const answer of [NEVER, undefined]) {
      const store = await leave(on);
      const { service } = on.open({ restore: () => answer ?? new TransportFailure('Garbled', 'What?') }, { store });
      const outcome = outcomeOf(service.startChat());
      await on.settle();
      if (answer) await service.dispose();
      await on.settle();

      expect(String(outcome())).to.match(answer ? /^SessionDisposed/ : /^resolved/);
    }
  });
});
