import { expect } from 'chai';
import { NEVER } from 'rxjs';
import { createWebChatService } from '../../lib/createWebChatService.js';
import { frameOf, scripted } from '../../transports/scripted.js';
import { asyncServer, keys, lost, saying, siteThat } from './asyncServer.js';
import { offline, outcomeOf, refused, stage, until } from './commands/stage.js';

const failuresOf = (data: readonly unknown[]) => data.map((failure) => String(failure));

describe('async mode', () => {
  const on = stage();

  it('is refused at creation where the transport has no history', () => {
    const { transport } = scripted({ poll: [], restore: [], name: 'old' });

    expect(() => createWebChatService({ transport, store: new Map(), async: {} })).to.throw(
      TypeError,
      'createWebChatService: async must be left out: old has no asynchronous chats',
    );
  });

  it('is off unless it is asked for, and publishes so', async () => {
    const store = new Map<string, string>();
    const { service, sent } = await on.begin(asyncServer, { store });
    await service.dispose();
    const next = on.open(asyncServer, { store });
    await on.settle();

    expect(sent('start')).to.deep.equal([[{ form: { nickname: 'Jo' }, userData: {} }]]);
    expect(next.data('restored')).to.deep.equal([{ async: false }]);
    expect(next.sent('restore')).to.deep.equal([[keys]]);
  });

  it('startChat says that the chat lives on, with the session that was kept', async () => {
    const site = siteThat((hook) => hook === 'load' && { ...keys, token: 'old', messageIndex: '9-0' });
    const { service, sent } = on.open(asyncServer, { async: site.async, restore: 'manual' });
    await service.startChat({ nickname: 'Jo' });
    const bare = await on.begin(asyncServer, { async: {} });

    const request = { form: { nickname: 'Jo' }, userData: {}, asynchronous: true };
    expect(sent('start')).to.deep.equal([[{ ...request, session: { ...keys, token: 'old' } }]]);
    expect(bare.sent('start')).to.deep.equal([[{ ...request, session: undefined }]]);
  });

  it('startChat begins without the session where load throws, which is an error', async () => {
    const site = siteThat((hook) => {
      if (hook === 'load') throw new Error('mine');
    });
    const { service, sent, names, data } = on.open(asyncServer, { async: site.async, restore: 'manual' });
    await service.startChat();

    expect(sent('start')).to.deep.equal([[{ form: {}, userData: {}, asynchronous: true, session: undefined }]]);
    expect(names()).to.deep.equal(['error', 'started', 'pollingStarted']);
    expect(failuresOf(data('error'))).to.deep.equal(['HookFailure: The load threw: mine.']);
  });
});

describe('save', () => {
  const on = stage();

  it('is called at the start, and with each new key and index', async () => {
    const site = siteThat();
    const { service, push } = await on.begin(asyncServer, { async: site.async });
    await until(() => site.given('save').length === 1);
    push(saying('1-0'), frameOf(), frameOf({ session: { token: 't-2' } }), saying('1-0', '2-0'));
    await on.clock.tickAsync(5000);
    await service.sendMessage({ message: 'hi' });
    await service.stopPoll();
    await on.clock.tickAsync(5000);

    expect(site.given('save')).to.deep.equal([
      keys,
      { ...keys, messageIndex: '1-0' },
      { ...keys, token: 't-2', messageIndex: '1-0' },
      { ...keys, token: 't-2', messageIndex: '2-0' },
    ]);
  });

  it('E53: is called with keys that come while the chat is being ended, too', async () => {
    const site = siteThat();
    const { service } = await on.begin(
      {
        ...asyncServer,
        poll: (_, { last }) => (last ? NEVER : frameOf()),
        send: [frameOf({ chatEnded: true, session: { token: 't-2' } })],
      },
      { async: site.async },
    );
    await on.clock.tickAsync(250);
    await service.sendMessage({ message: 'hi' });
    await on.settle();

    expect(site.given('save')).to.deep.equal([keys, { ...keys, token: 't-2' }]);
  });

  it('has the position 0, too', async () => {
    const site = siteThat();
    const { push } = await on.begin(asyncServer, { async: site.async });
    push(saying(0));
    await on.clock.tickAsync(250);
    await until(() => site.given('save').length === 2);

    expect(site.given('save').at(-1)).to.deep.equal({ ...keys, messageIndex: 0 });
  });

  it('is called one after the other, with the newest: one that takes its time holds the next', async () => {
    const finish: (() => void)[] = [];
    const site = siteThat((hook) => hook === 'save' && new Promise<void>((resolve) => finish.push(resolve)));
    const { push, names } = await on.begin(asyncServer, { async: site.async });
    await until(() => finish.length === 1);
    push(saying(1), saying(2));
    await on.clock.tickAsync(5000);
    expect(names().filter((name) => name === 'messageReceived')).to.have.length(2);
    expect(finish).to.have.length(1);
    finish[0]?.();
    await on.settle();
    expect(finish).to.have.length(2);
    finish[1]?.();
    await on.settle();
    expect(site.given('save').slice(1)).to.deep.equal([{ ...keys, messageIndex: 2 }]);
  });

  for (const [way, fail] of [
    [
      'throws',
      () => {
        throw new Error('mine');
      },
    ],
    ['rejects', () => Promise.reject(new Error('mine'))],
  ] as const) {
    it(`may be one that ${way}: an error each time, and the chat goes on`, async () => {
      const site = siteThat((hook) => (hook === 'save' ? fail() : undefined));
      const { service, push, data } = await on.begin(asyncServer, { async: site.async });
      await until(() => data('error').length === 1);
      push(saying(1));
      await on.clock.tickAsync(5000);
      await service.sendMessage({ message: 'hi' });

      expect(failuresOf(data('error'))).to.deep.equal(new Array(2).fill('HookFailure: The save threw: mine.'));
      expect(data('messageReceived')).to.have.length(1);
      expect(site.given('save')).to.have.length(2);
    });
  }

  it('is called for each chat anew', async () => {
    const site = siteThat();
    const { service } = await on.begin(asyncServer, { async: site.async });
    await service.endChat();
    await service.startChat();
    await until(() => site.given('save').length === 2);

    expect(site.given('save')).to.deep.equal([keys, keys]);
    expect(site.given('remove')).to.deep.equal([]);
  });

  it('is still called with the newest where the service is disposed of, which waits for it, not for ever', async () => {
    const site = siteThat((hook) => (hook === 'save' ? new Promise(() => undefined) : undefined));
    const { service, push } = await on.begin(asyncServer, { async: site.async });
    await until(() => site.given('save').length === 1);
    push(saying(1));
    await on.clock.tickAsync(250);
    const disposing = outcomeOf(service.dispose());
    await on.clock.tickAsync(20_000);
    expect(disposing()).to.equal('resolved');

    expect(site.given('save').slice(1)).to.deep.equal([{ ...keys, messageIndex: 1 }]);
  });
});

describe('what is stored of an asynchronous chat', () => {
  const on = stage();
  const kept = async (async: object) => {
    const store = new Map<string, string>();
    const { service, push } = await on.begin(asyncServer, { store, async, restore: 'manual' });
    await service.addPrefilter({ filters: /a/ });
    push(saying('1-0'));
    await on.clock.tickAsync(1000);
    await service.dispose();
    const [text = '{}'] = store.values();
    return { text, stored: JSON.parse(text) };
  };

  it('holds the keys where the site keeps none', async () => {
    const { stored } = await kept({});

    expect(stored).to.deep.include({ session: keys, lastIndex: '1-0' });
  });

  it('holds no key where the site keeps them', async () => {
    const { text, stored } = await kept(siteThat().async);

    expect(stored).to.deep.include({ session: { sessionId: 's-1' }, lastIndex: '1-0' });
    for (const secret of ['t-1', 'p-1', 'x-1']) expect(text).to.not.include(secret);
  });
});

describe('remove', () => {
  const on = stage();

  it('is called once, with the newest data and the failure, when the server has lost the session', async () => {
    const site = siteThat();
    const store = new Map<string, string>();
    const { push, names, service } = await on.begin(asyncServer, { async: site.async, store });
    const failure = lost();
    push(saying('1-0'), failure);
    await on.clock.tickAsync(20_000);
    await until(() => site.given('remove').length > 0);

    expect(site.given('remove')).to.deep.equal([{ sessionData: { ...keys, messageIndex: '1-0' }, failure }]);
    expect(names().slice(-5)).to.deep.equal(['sessionLost', 'error', 'clientDisconnected', 'ended', 'pollingStopped']);
    expect(store.size).to.equal(0);
    await service.startChat();
  });

  it('comes behind every save, and once more behind one that lands late, so that none puts back what it has removed', async () => {
    const finish: (() => void)[] = [];
    const site = siteThat((hook) => hook === 'save' && new Promise<void>((resolve) => finish.push(resolve)));
    const { push } = await on.begin(asyncServer, { async: site.async });
    await until(() => finish.length === 1);
    push(saying(1), lost());
    await on.clock.tickAsync(20_000);
    finish[0]?.();
    await on.settle();
    expect(site.asked.map(([hook]) => hook)).to.deep.equal(['load', 'load', 'save', 'remove', 'remove']);
  });

  it('is called where a start was to go on with a session that is lost; the next start has another', async () => {
    let kept: unknown = keys;
    const site = siteThat((hook) => {
      if (hook === 'remove') kept = undefined;
      return hook === 'load' ? kept : undefined;
    });
    const failure = lost();
    const { service, names, sent } = on.open(
      { ...asyncServer, start: [failure, frameOf({ session: { ...keys, sessionId: 's-2' } })] },
      { async: site.async, restore: 'manual' },
    );
    expect(await service.startChat().catch((reason: unknown) => reason)).to.equal(failure);
    await service.startChat();

    expect(site.given('remove')).to.deep.equal([{ sessionData: keys, failure }]);
    expect(names().slice(0, 3)).to.deep.equal(['sessionLost', 'error', 'started']);
    expect(sent('start').map(([request]) => Reflect.get(Object(request), 'session'))).to.deep.equal([keys, undefined]);
  });

  it('may be missing: what the server has lost is not handed in again', async () => {
    const failure = lost();
    const { service, sent } = on.open(
      { ...asyncServer, start: [failure, frameOf({ session: { ...keys, sessionId: 's-2' } })] },
      { async: { save: () => undefined, load: () => keys }, restore: 'manual' },
    );
    expect(await service.startChat().catch((reason: unknown) => reason)).to.equal(failure);
    await service.startChat();
    expect(sent('start').map(([request]) => Reflect.get(Object(request), 'session'))).to.deep.equal([keys, undefined]);
  });

  it('may throw: that is an error, and a chat may begin', async () => {
    const site = siteThat((hook) => {
      if (hook === 'remove') throw new Error('mine');
    });
    const { service, push, data } = await on.begin(asyncServer, { async: site.async });
    push(lost());
    await on.clock.tickAsync(250);
    await until(() => data('error').length === 2);
    await service.startChat();

    expect(failuresOf(data('error'))[1]).to.equal('HookFailure: The remove threw: mine.');
  });

  it('is not called where the customer ends the chat, nor for other failures', async () => {
    const site = siteThat();
    const { service, push, names } = await on.begin(asyncServer, { async: site.async });
    push(refused(401), refused(500), offline());
    await on.clock.tickAsync(60_000);
    await service.endChat();
    await on.settle();

    expect(site.given('remove')).to.deep.equal([]);
    expect(names()).to.not.include('sessionLost');
  });
});
