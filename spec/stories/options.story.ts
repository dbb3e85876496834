import { expect } from 'chai';
import { Subject } from 'rxjs';
import { gmsRest } from '../../transports/gmsRest/gmsRest.js';
import { isYes, published, withoutMessages } from '../support/dialect.js';
import { needs } from '../support/needs.js';
import { prove, proveEvent, proveResolution } from '../support/proofs.js';
import { beginChat, meetAgent, saying, startChat } from '../support/scene.js';
import { world } from '../support/world.js';

describe('What the server is given', () => {
  const stage = world();

  const factsOf = async (chatId: string) => {
    const facts = (await stage.server.desk.sessions()).find((session) => session.chatId === chatId);
    if (!facts) throw new Error(`There is no chat ${chatId}.`);
    return facts;
  };

  it('is the form, whichever way it is written', async () => {
    const form = {
      nickname: 'Jonny',
      firstname: 'Johnathan',
      lastname: 'Smith',
      email: 'j@example.com',
      subject: 'help',
    };
    const sent = {
      nickname: 'Jonny',
      firstName: 'Johnathan',
      lastName: 'Smith',
      emailAddress: 'j@example.com',
      subject: 'help',
    };
    const flat = await beginChat(stage, {}, form);
    expect((await factsOf(flat.chatId)).form).to.deep.equal(sent);
    await flat.visit.service.endChat();
    const { chatId } = await startChat(stage, flat.visit, { form });
    expect((await factsOf(chatId)).form).to.deep.equal(sent);
  });

  it('is the attached data of the options, of updateUserData and of the call, the later winning', async () => {
    const visit = await stage.open({ userData: { from: 'options', a: '1' }, language: 'en-GB' });
    const merged = visit.service.updateUserData({ from: 'update', b: '2' });
    expect(await proveResolution(merged, 'updateUserData/merged')).to.deep.equal({ from: 'update', a: '1', b: '2' });
    const userData = { from: 'call', deep: { c: '3' } };
    const first = await startChat(stage, visit, { nickname: 'Jonny', userData });
    const attached = { from: 'call', a: '1', b: '2', deep: { c: '3' }, GCTI_LanguageCode: 'en-GB' };
    expect((await factsOf(first.chatId)).userData).to.deep.include(attached);
    const update = visit.service.updateUserData({ d: '4' });
    expect(await proveResolution(update, 'updateUserData/sent')).to.satisfy(isYes);
    expect((await factsOf(first.chatId)).userData).to.deep.include({ ...attached, d: '4' });
    await visit.service.endChat();
    const form = { nickname: 'Jonny', userData: { from: 'form', e: '5' } };
    const second = await startChat(stage, visit, { form, userData: '{"from":"text"}' });
    expect((await factsOf(second.chatId)).userData).to.deep.include({ ...attached, from: 'text', d: '4', e: '5' });
    prove('option/userData');
    prove('option/main.lang');
  });

  it('is what is known of the page, where there is one', async () => {
    const { chatId, visit } = await beginChat(stage);
    const { userData } = await factsOf(chatId);
    if (stage.where === 'browser') {
      expect(userData).to.include({ _genesys_source: 'web', _genesys_browser: 'Chrome' });
      expect(userData._genesys_url).to.include('/visit.html');
    } else {
      expect(Object.keys(userData).filter((key) => key.startsWith('_genesys'))).to.deep.equal([]);
    }
    const pageFacts = () => ({ _genesys_source: 'kiosk' });
    const kiosk = await visit.reload({ name: `kiosk-${chatId}`, environment: { pageFacts } });
    const other = await startChat(stage, kiosk);
    expect((await factsOf(other.chatId)).userData).to.deep.equal({ _genesys_source: 'kiosk' });
    prove('option/environment');
  });

  needs('gmsOptions').it('is a key, a header and an endpoint', async () => {
    const { dataURL } = stage.server.urls;
    const transport = gmsRest({
      dataURL: `${dataURL}///`,
      apikey: 'k-1',
      endpoint: 'sales',
      enableCustomHeader: true,
      header: { Authorization: 'Basic x' },
    });
    const { visit, chatId } = await beginChat(stage, { transport });
    await visit.service.sendMessage({ message: 'hi', type: 'application/x-answer', parentMessageID: 'm-7' });
    const requests = await stage.server.desk.requests(chatId);
    const [start] = requests;
    expect(start?.path).to.equal(`${new URL(dataURL).pathname}/`);
    expect(start?.form).to.include({ endpoint: 'sales' });
    for (const { headers } of requests) expect(headers).to.include.keys('apikey', 'authorization');
    const sent = requests.find(({ operation }) => operation === 'send');
    expect(sent?.form).to.include({
      messageType: 'application/x-answer',
      eventAttributes: '{"general-properties":{"related-event-id":"m-7"}}',
    });
    const bareTransport = gmsRest({ serverURL: dataURL, enableUrlTrailingSlash: false });
    const plain = await beginChat(stage, { name: `plain-${chatId}`, transport: bareTransport });
    const [bare] = await stage.server.desk.requests(plain.chatId);
    expect(bare?.path).to.equal(new URL(dataURL).pathname);
    expect(bare?.headers).to.not.have.any.keys('apikey', 'authorization');
    prove('option/apikey');
    prove('option/endpoint');
    prove('option/dataURL');
    prove('option/serverURL');
    prove('option/enableCustomHeader');
    prove('option/enableUrlTrailingSlash');
    prove('option/sendMessage type');
    prove('option/sendMessage parentMessageID');
  });

  it('is a session out of the store that was chosen', async () => {
    const kept = new Map<string, string>();
    const { visit, chatId } = await beginChat(stage, { store: kept });
    expect([...kept.values()].join()).to.include(chatId);
    const again = await visit.reload();
    await again.when('restored');
    await again.service.endChat();
    const last = await again.reload();
    expect(await last.service.verifySession()).to.deep.equal({ sessionActive: false });
    prove('option/store');
  });
});

needs('polling').describe('How often the server is asked', () => {
  const stage = world();

  const pollsOf = async (chatId: string): Promise<number> =>
    (await stage.server.desk.requests(chatId)).filter(({ operation }) => operation === 'refresh').length;

  it('is as the options say', async () => {
    const hidden$ = new Subject<boolean>();
    const [growing, fixed, asleep] = await Promise.all([
      beginChat(stage, { name: 'growing', pollRateMin: 250, pollRateMax: 500, pollRateMult: 1.9 }),
      beginChat(stage, { name: 'fixed', dynamicPolling: false, pollRate: 1000 }),
      beginChat(stage, { name: 'asleep', sleepEnabled: true, pollRateSleep: 1000, environment: { hidden$ } }),
    ]);
    hidden$.next(true);
    const sleeping = await asleep.visit.when('sleeping');
    await stage.server.desk.clearRequests();
    // As long as two polls of the slowest, in which the quickest also sends.
    await fixed.enter('Ann');
    await growing.visit.service.sendMessage({ message: 'Hurry' });
    await fixed.enter('Bob');
    // How long the gaps are, unit specs show in virtual time: here a slow machine would have its say.
    const [some = 0, same = 0, rare = 0] = await Promise.all(
      [growing, fixed, asleep].map((scene) => pollsOf(scene.chatId)),
    );
    expect(Math.min(same, rare)).to.be.above(0);
    expect(some).to.be.above(Math.max(same, rare));

    hidden$.next(false);
    const waking = await asleep.visit.when('waking');
    const awake = await asleep.enter('Bob');
    await awake.say('Good morning');
    await asleep.visit.when('messageReceived', saying('Good morning'));
    expect([sleeping.data, waking.data]).to.deep.equal([{}, {}]);
    await proveResolution(asleep.visit.service.sleep(), 'sleep/asleep');
    await asleep.visit.when('sleeping');
    await proveResolution(asleep.visit.service.wake(), 'wake/awake');
    await asleep.visit.when('waking');
    proveEvent('sleeping', sleeping.data);
    proveEvent('waking', waking.data);
    const shown = [
      'pollRate',
      'pollRateMin',
      'pollRateMax',
      'pollRateMult',
      'pollRateSleep',
      'dynamicPolling',
      'sleepEnabled',
    ] as const;
    for (const name of shown) prove(`option/${name}`);
  });

  it('is not at all while polling is stopped', async () => {
    const { visit, chatId, ann } = await meetAgent(stage);
    await proveResolution(visit.service.startPoll(), 'startPoll/already');
    const before = visit.seen.names.length;
    await proveResolution(visit.service.stopPoll(), 'stopPoll/stopped');
    await proveResolution(visit.service.stopPoll(), 'stopPoll/already');
    await stage.server.desk.clearRequests();
    await ann.say('Anybody?');
    await visit.service.sendMessage({ message: 'I cannot hear you' });
    expect((await stage.server.desk.requests(chatId)).map(({ operation }) => operation)).to.deep.equal(['send']);
    await proveResolution(visit.service.startPoll(), 'startPoll/started');
    await visit.when('messageReceived', saying('I cannot hear you'));
    expect(visit.seen.names.slice(before)).to.deep.equal(['pollingStopped', 'pollingStarted', 'messageReceived']);
  });
});

describe('A program that reads event by event', () => {
  const stage = world();

  it('is written with for await', async () => {
    const { iterate } = await import('../../lib/index.js');
    const { visit, chatId, enter } = await beginChat(stage);
    const received = iterate(visit.service.events.messageReceived$);
    const ann = await enter('Ann');
    await ann.say('First');
    await visit.when('messageReceived', saying('First'));
    await ann.say('Second');
    const texts: string[] = [];
    for await (const { messages, sessionId } of received) {
      expect(sessionId).to.equal(chatId);
      texts.push(...messages.filter(({ type }) => type === 'Message').map(({ text }) => text));
      if (texts.includes('Second')) break;
    }
    expect(texts).to.deep.equal(['First', 'Second']);

    const names: string[] = [];
    const gone = new AbortController();
    const events = iterate(visit.service.events$, { signal: gone.signal });
    await visit.service.endChat();
    for await (const { name } of events) {
      names.push(name);
      if (name === 'ended') gone.abort();
    }
    expect(withoutMessages(names)).to.deep.equal(
      published('pollingStopped', 'agentDisconnected', 'clientDisconnected', 'ended'),
    );
  });
});
