import { expect } from 'chai';
import { parseSavedSession } from '../../lib/asyncChat.js';
import type { WebChatServiceOptions } from '../../lib/options.js';
import { TransportFailure } from '../../transports/failures.js';
import { frameOf, type Script } from '../../transports/scripted.js';
import { proveRejection, proveResolution } from '../support/proofs.js';
import { asyncServer, keys, saying, siteThat } from './asyncServer.js';
import { offline, outcomeOf, rejectionOf, stage, until } from './commands/stage.js';

const resumed = { ...keys, token: 't-2' };

describe('parseSavedSession', () => {
  const token = { sessionId: '', token: 'abc' };
  for (const [title, given, expected] of [
    ['what save was given', { ...keys, messageIndex: '9-0' }, keys],
    ['its JSON', JSON.stringify({ ...keys, messageIndex: 7 }), keys],
    ['a bare token', 'abc', token],
    ['an object with no more than a token', { token: 'abc' }, token],
    ['a token of digits', '123', { sessionId: '', token: '123' }],
    ['what is no text', false, undefined],
    ['nothing', undefined, undefined],
    ['null', null, undefined],
    ['an empty text', '', undefined],
    ['a cookie that was never written', 'undefined', undefined],
    ['an empty object', {}, undefined],
    ['empty keys', { sessionId: '', token: '' }, undefined],
    ['a list', ['abc'], undefined],
  ] as const) {
    it(`takes ${title} for ${expected ? 'a session' : 'none'}`, () => {
      expect(parseSavedSession(given)).to.deep.equal(expected);
    });
  }
});

describe('restore in async mode', () => {
  const on = stage();
  type Options = Partial<WebChatServiceOptions>;

  /** What a chat left in our own store; the site's is another matter. */
  const leave = async (async: object): Promise<Map<string, string>> => {
    const store = new Map<string, string>();
    const { service } = await on.begin(asyncServer, { store, async, restore: 'manual' });
    await service.addPrefilter({ filters: /hidden/ });
    await service.dispose();
    return store;
  };

  /** A service whose restore has come to its end. */
  const reopen = async (options: Options, script: Script = {}) => {
    const act = on.open({ ...asyncServer, ...script }, { restore: 'manual', ...options });
    const outcome = outcomeOf(act.service.restore());
    await until(() => outcome() !== 'open');
    return { ...act, outcome: outcome() };
  };

  for (const [title, load] of [
    ['an object', () => ({ ...keys, messageIndex: '9-0' })],
    ['its JSON', () => JSON.stringify(keys)],
    ['a promise', async () => keys],
  ] as const) {
    it(`asks for the newest page of a chat that is known here; load gives ${title}`, async () => {
      const site = siteThat((hook) => hook === 'load' && load());
      const store = await leave(site.async);
      const { sent, data, names, service } = await reopen(
        { store, async: site.async },
        { restore: [saying('1-0', '2-0')] },
      );

      expect(sent('restore')).to.deep.equal([[keys, 20]]);
      expect(sent('resume')).to.deep.equal([]);
      expect(names()).to.deep.equal(['restored', 'messageReceived', 'pollingStarted']);
      expect(data('restored')).to.deep.equal([{ async: true }]);
      expect(await service.getSessionData()).to.deep.equal(keys);
      expect(await service.addPrefilter({ filters: /b/ })).to.deep.equal([/hidden/, /b/]);
    });
  }

  for (const [title, load, session] of [
    ['an object', () => keys, keys],
    ['a bare token', () => 't-1', { sessionId: '', token: 't-1' }],
    ['a promise of a token', async () => 't-1', { sessionId: '', token: 't-1' }],
  ] as const) {
    it(`resumes a chat that was left elsewhere, and has its new keys saved; load gives ${title}`, async () => {
      const site = siteThat((hook) => hook === 'load' && load());
      const async = { ...site.async, maxMessagePageSize: 30 };
      const { sent, names, service } = await reopen({ async });
      await until(() => site.given('save').length > 0);

      expect(sent('resume')).to.deep.equal([[session, 30, {}]]);
      expect(sent('restore')).to.deep.equal([]);
      expect(names()).to.deep.equal(['restored', 'pollingStarted']);
      expect(await service.getSessionData()).to.deep.equal(resumed);
      expect(site.given('save')).to.deep.equal([resumed]);
    });
  }

  it('C41: resumes with what a start attaches: language, kept data, facts of the page', async () => {
    const site = siteThat((hook) => hook === 'load' && 't-1');
    const pageFacts = () => ({ source: 'page', url: '/' });
    const { service, sent } = on.open(asyncServer, {
      async: site.async,
      restore: 'manual',
      language: 'de',
      userData: { a: 'option', b: 'option', source: 'option' },
      environment: { pageFacts },
    });
    await service.updateUserData({ b: 'update' });
    await service.restore();

    const attached = { GCTI_LanguageCode: 'de', a: 'option', b: 'update', source: 'page', url: '/' };
    expect(sent('resume').map(([, , userData]) => userData)).to.deep.equal([attached]);
  });

  it('resumes a chat other than the one that is known here, without that one’s filters', async () => {
    const site = siteThat((hook) => hook === 'load' && { ...keys, sessionId: 's-9' });
    const store = await leave(site.async);
    const { sent, service } = await reopen({ store, async: site.async });

    expect(sent('resume')).to.have.length(1);
    expect(await service.addPrefilter({ filters: /b/ })).to.deep.equal([/b/]);
  });

  it('asks by restore where the transport cannot resume', async () => {
    const { resume: _, ...script } = asyncServer;
    const site = siteThat((hook) => hook === 'load' && keys);
    const { service, sent } = on.open(script, { async: site.async, restore: 'manual' });
    await service.restore();

    expect(sent('restore')).to.deep.equal([[keys, 20]]);
  });

  for (const [title, load] of [
    ['gives nothing', () => undefined],
    ['gives a cookie that was never written', () => 'undefined'],
    ['gives what is no session', () => ({ a: 1 })],
  ] as const) {
    it(`finds nothing where load ${title}, whatever our own store holds`, async () => {
      const site = siteThat((hook) => hook === 'load' && load());
      const { service, calls, events } = on.open(asyncServer, {
        store: await leave({}),
        async: site.async,
        restore: 'manual',
      });
      await proveRejection(service.restore(), 'restore/notFound');

      expect(calls).to.deep.equal([]);
      expect(events).to.deep.equal([]);
      await service.startChat();
    });
  }

  for (const [way, fail] of [
    [
      'throws',
      () => {
        throw new Error('mine');
      },
    ],
    ['rejects', () => Promise.reject(new Error('mine'))],
  ] as const) {
    it(`finds nothing where load ${way}, which is an error; a chat may begin`, async () => {
      const site = siteThat((hook) => (hook === 'load' ? fail() : undefined));
      const { outcome, names, data, service } = await reopen({ async: site.async });
      await service.startChat();

      expect(String(outcome)).to.equal('CommandRejected: No chat session found to restore.');
      expect(names().slice(0, 1)).to.deep.equal(['error']);
      expect(data('error').map(String)).to.deep.equal(new Array(2).fill('HookFailure: The load threw: mine.'));
    });
  }

  it('goes on with what we kept ourselves where the site keeps nothing, however long ago', async () => {
    const store = await leave({});
    await on.clock.tickAsync(365 * 24 * 3_600_000);
    const act = on.open({ ...asyncServer, restore: [saying('1-0')] }, { store, async: {} });
    await until(() => act.names().length > 0);

    expect(act.sent('restore')).to.deep.equal([[keys, 20]]);
    expect(act.names()).to.deep.equal(['restored', 'messageReceived', 'pollingStarted']);
    expect(await act.service.addPrefilter({ filters: /b/ })).to.deep.equal([/hidden/, /b/]);
  });

  it('has no restoreTimeout where the site keeps the data either', async () => {
    const site = siteThat((hook) => hook === 'load' && keys);
    const store = await leave(site.async);
    await on.clock.tickAsync(365 * 24 * 3_600_000);
    const { names } = await reopen({ store, async: site.async, restoreTimeout: 0 });

    expect(names()).to.deep.equal(['restored', 'pollingStarted']);
  });

  it('may be done by hand, with what save was given, its JSON or a token; load is not asked', async () => {
    for (const [sessionData, asked] of [
      [{ ...keys, messageIndex: 3 }, keys],
      [JSON.stringify(keys), keys],
      ['t-1', { sessionId: '', token: 't-1' }],
    ] as const) {
      const site = siteThat();
      const { service, sent } = on.open(asyncServer, { async: site.async, restore: 'manual' });
      await proveResolution(service.restore({ sessionData }), 'restore/found');

      expect(sent('resume')).to.deep.equal([[asked, 20, {}]]);
      expect(site.given('load')).to.deep.equal([]);
    }
  });

  it('rejects by hand what is no session data, and a chat may begin', async () => {
    const { service, events } = on.open(asyncServer, { async: {}, restore: 'manual' });
    for (const sessionData of ['', null, {}, 'undefined', []])
      expect(await rejectionOf(service.restore({ sessionData }))).to.equal(
        'TypeError: restore: sessionData must be what save was given, or a token',
      );
    expect(events).to.deep.equal([]);

    await service.startChat();
  });

  for (const status of [401, 404]) {
    it(`E21: ${status} is a session that is lost: remove gets what load gave`, async () => {
      const site = siteThat((hook) => hook === 'load' && { ...keys, messageIndex: '9-0' });
      const store = await leave(site.async);
      const failure = new TransportFailure('Refused', 'No.', { status });
      const { names, outcome } = await reopen({ store, async: site.async }, { restore: [failure] });
      await until(() => site.given('remove').length > 0);

      expect(outcome).to.equal(failure);
      expect(names()).to.deep.equal(['sessionLost', 'error', 'restoreFailed']);
      expect(site.given('remove')).to.deep.equal([{ sessionData: keys, failure }]);
      expect(store.size).to.equal(0);
    });
  }

  it('tells the site where the server has ended it meanwhile', async () => {
    const site = siteThat((hook) => hook === 'load' && keys);
    const store = await leave(site.async);
    const { names } = await reopen({ store, async: site.async }, { restore: [frameOf({ chatEnded: true })] });
    await until(() => site.given('remove').length > 0);

    expect(names()).to.deep.equal(['restoreTimeout']);
    expect(site.given('remove')).to.deep.equal([{ sessionData: keys, failure: undefined }]);
  });

  it('is restoreFailed where the server cannot be asked; what is saved stays', async () => {
    const site = siteThat((hook) => hook === 'load' && keys);
    const store = await leave(site.async);
    const { names } = await reopen({ store, async: site.async }, { restore: [offline()] });

    expect(names()).to.deep.equal(['error', 'restoreFailed']);
    expect(site.given('remove')).to.deep.equal([]);
    expect(store.size).to.equal(1);
  });

  it('E22: the first poll behind it asks again, behind the last message', async () => {
    const site = siteThat((hook) => hook === 'load' && keys);
    const { sent } = await reopen({ async: site.async }, { resume: [saying('1-0', '2-0')] });
    await on.clock.tickAsync(250);

    expect(sent('poll').map(([, request]) => request)).to.deep.equal([{ after: '2-0', preview: '', again: true }]);
  });

  it('ends with the service while load takes its time', async () => {
    const site = siteThat((hook) => (hook === 'load' ? new Promise(() => undefined) : undefined));
    const { service, calls } = on.open(asyncServer, { async: site.async });
    await until(() => site.asked.length > 0);
    const outcomes = [service.sendMessage({ message: 'a' }), service.verifySession()].map(outcomeOf);
    const other = on.open(asyncServer, { async: site.async, restore: 'manual' });
    outcomes.push(outcomeOf(other.service.startChat()));
    await until(() => site.asked.length > 1);
    await Promise.all([service.dispose(), other.service.dispose()]);
    await until(() => outcomes.every((outcome) => outcome() !== 'open'));

    for (const outcome of outcomes) expect(outcome()).to.have.property('name', 'SessionDisposed');
    expect([...calls, ...other.calls]).to.deep.equal([]);
  });
});

describe('verifySession in async mode', () => {
  const on = stage();

  it('is so where load gives a session, however old, and asks the server nothing', async () => {
    const site = siteThat((hook) => hook === 'load' && 't-1');
    const { service, calls, events } = on.open(asyncServer, { async: site.async, restore: 'manual' });

    expect(await service.verifySession()).to.deep.equal({ sessionActive: true });
    expect([calls, events]).to.deep.equal([[], []]);
  });

  it('is not so where it gives none; in a chat it is so without being asked', async () => {
    const site = siteThat();
    const { service } = on.open(asyncServer, { async: site.async, restore: 'manual' });
    expect(await service.verifySession()).to.deep.equal({ sessionActive: false });
    await service.startChat();
    const asked = site.given('load').length;

    expect(await service.verifySession()).to.deep.equal({ sessionActive: true });
    expect(site.given('load')).to.have.length(asked);
  });
});
