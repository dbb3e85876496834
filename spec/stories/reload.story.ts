import { expect } from 'chai';
import { asSaid, published } from '../support/dialect.js';
import { needs } from '../support/needs.js';
import { prove, proveEvent, proveRejection, proveResolution } from '../support/proofs.js';
import { beginChat, leaveForGood, meetAgent, saying, textsOf } from '../support/scene.js';
import { world } from '../support/world.js';

describe('A page that is reloaded', () => {
  const stage = world();

  it('goes on with the chat where it was, and tells everything again', async () => {
    const { visit: before, chatId, ann } = await meetAgent(stage);
    await ann.say('Stay with me');
    await before.when('messageReceived', saying('Stay with me'));

    const visit = await before.reload();
    await visit.when('messageReceived');
    const told = published(
      ...['ready', 'restored', 'clientConnected', 'agentConnected', 'messageReceived', 'pollingStarted'],
    );
    expect(visit.seen.names).to.deep.equal(told);
    const [restored] = visit.seen.all('restored');
    expect(restored?.data).to.deep.equal({ async: false });
    proveEvent('restored', restored?.data);
    const [received] = visit.seen.all('messageReceived');
    expect(received?.data.restoring).to.equal(true);
    expect(received?.data.messages.map(({ restoring }) => restoring)).to.deep.equal([true, true, true]);
    const transcript = await stage.server.desk.transcript(chatId);
    expect(asSaid(received?.data.originalMessages ?? [])).to.deep.equal(asSaid(transcript));
    proveEvent('messageReceived', received?.data);

    await visit.service.sendMessage({ message: 'I am back' });
    await visit.when('messageReceived', saying('I am back'));
    expect(textsOf(visit)).to.deep.equal(['Stay with me', 'I am back']);
    expect(visit.seen.all('messageReceived').at(-1)?.data.restoring).to.equal(false);
    expect(visit.seen.names.slice(told.length)).to.deep.equal(['messageReceived']);
  });

  it('misses nothing that was said while nobody looked', async () => {
    const { visit: before, ann } = await meetAgent(stage);
    await before.leave();
    await ann.say('Are you there?');
    const visit = await stage.open();
    await visit.when('messageReceived', saying('Are you there?'));
    await ann.say('Ah, there you are');
    await visit.when('messageReceived', saying('Ah, there you are'));
    expect(textsOf(visit)).to.deep.equal(['Are you there?', 'Ah, there you are']);
  });

  it('survives being reloaded again and again, also in the middle of sending', async () => {
    const { visit: first, chatId } = await meetAgent(stage);
    await stage.server.weather.set([{ kind: 'delay', ms: 60_000, on: 'send', times: 1 }]);
    void first.service.sendMessage({ message: 'On its way' });
    await stage.server.desk.heard(chatId, { text: 'On its way' });
    const second = await first.reload();
    const visit = await second.reload();
    await visit.when('messageReceived', saying('On its way'));
    await visit.service.endChat();
    const fourth = await visit.reload();
    expect(await fourth.service.verifySession()).to.deep.equal({ sessionActive: false });
    expect(fourth.seen.names).to.deep.equal(['ready']);
  });

  it('starts afresh after being away too long', async () => {
    const { visit: before, chatId } = await beginChat(stage, { restoreTimeout: 5000 });
    await before.leave();
    before.clock.forward(5000);
    const visit = await stage.open({ restoreTimeout: 5000 });
    const late = await visit.when('restoreTimeout');
    expect(late.data).to.deep.equal({});
    expect(visit.seen.names).to.deep.equal(['ready', 'restoreTimeout']);
    expect(await visit.service.verifySession()).to.deep.equal({ sessionActive: false });
    await visit.service.startChat({ nickname: 'Jonny' });
    const { data } = await visit.when('started');
    expect(data.sessionId).to.not.equal(chatId);
    proveEvent('restoreTimeout', late.data);
    prove('option/restoreTimeout');
  });

  it('goes on after being away for a while', async () => {
    const { visit: before } = await beginChat(stage);
    await before.leave();
    before.clock.forward(50_000);
    const visit = await stage.open();
    await visit.when('restored');
  });

  it('learns that the contact centre has ended the chat meanwhile', async () => {
    const { visit: before, chatId } = await beginChat(stage);
    await before.leave();
    await stage.server.desk.end(chatId);
    const visit = await stage.open();
    await visit.when('restoreTimeout');
    expect(visit.seen.names).to.deep.equal(['ready', 'restoreTimeout']);
    // Also waits until the store has forgotten it.
    expect(await visit.service.verifySession()).to.deep.equal({ sessionActive: false });
    const again = await visit.reload();
    expect(await again.service.verifySession()).to.deep.equal({ sessionActive: false });
    expect(again.seen.names).to.deep.equal(['ready']);
  });

  it('keeps the chat while there is no network to ask, or a server that is broken', async () => {
    const { visit: before } = await beginChat(stage);
    await stage.server.goDown();
    const offline = await before.reload();
    const failed = await offline.when('restoreFailed');
    expect(offline.seen.names).to.deep.equal(['ready', 'error', 'restoreFailed']);
    expect(failed.data).to.deep.equal({});
    expect(offline.seen.all('error')[0]?.data).to.include({ kind: 'Offline', status: 0 });
    await stage.server.comeBack();
    await stage.server.weather.set([{ kind: 'status', status: 503, on: 'refresh' }]);
    const broken = await offline.reload();
    await broken.when('restoreFailed');
    expect(broken.seen.names).to.deep.equal(['ready', 'error', 'restoreFailed']);
    await stage.server.weather.clear();
    const visit = await broken.reload();
    await visit.when('restored');
    proveEvent('restoreFailed', failed.data);
    proveEvent('error', offline.seen.all('error')[0]?.data);
  });

  needs('answers').it('goes on although the first answers are lost, without a word', async () => {
    const { visit: before } = await beginChat(stage);
    await leaveForGood(stage, before);
    await stage.server.weather.set([
      { kind: 'dropBefore', on: 'refresh', times: 1 },
      { kind: 'status', status: 503, on: 'refresh', times: 1 },
    ]);
    const visit = await stage.open();
    await visit.when('restored');
    expect(visit.seen.all('error')).to.deep.equal([]);
  });

  it('forgets the chat that its server will not know', async () => {
    const { visit: before } = await beginChat(stage);
    await leaveForGood(stage, before);
    await stage.server.weather.set([{ kind: 'status', status: 403, on: 'refresh', times: 1 }]);
    const refused = await stage.open();
    await refused.when('restoreFailed');
    expect(refused.seen.names).to.deep.equal(['ready', 'error', 'restoreFailed']);
    // Also waits until the store has forgotten it.
    expect(await refused.service.verifySession()).to.deep.equal({ sessionActive: false });
    const visit = await refused.reload({ restore: 'manual' });
    await proveRejection(visit.service.restore(), 'restore/notFound');
    expect(visit.seen.names).to.deep.equal(['ready']);
  });

  needs('statusCodes').it('forgets the chat that the chat server never will go on with', async () => {
    const { visit: before } = await beginChat(stage);
    await leaveForGood(stage, before);
    await stage.server.weather.set([{ kind: 'statusCode', statusCode: 2, on: 'refresh', times: 1 }]);
    const refused = await stage.open();
    await refused.when('error');
    expect(refused.seen.names).to.deep.equal(['ready', 'restoreTimeout', 'error']);
    expect(refused.seen.all('error')[0]?.data).to.include({ kind: 'Refused', status: 200, statusCode: 2 });
    // Also waits until the store has forgotten it.
    expect(await refused.service.verifySession()).to.deep.equal({ sessionActive: false });
    const visit = await refused.reload({ restore: 'manual' });
    await proveRejection(visit.service.restore(), 'restore/notFound');
  });

  needs('pollExceptions').it('goes on although the chat server is down, and says so', async () => {
    const { visit: before } = await meetAgent(stage);
    await leaveForGood(stage, before);
    await stage.server.weather.set([{ kind: 'statusCode', statusCode: 1, on: 'refresh', times: 3 }]);
    const visit = await stage.open({ pollExceptionLimit: 0 });
    const back = await visit.when('chatServerBackOnline');
    await visit.when('messageReceived');
    expect(visit.seen.names).to.deep.equal([
      ...['ready', 'restored', 'restoredOffline', 'pollingStarted'],
      ...['chatServerBackOnline', 'connectionRestored'],
      ...['clientConnected', 'agentConnected', 'messageReceived'],
    ]);
    const [offline] = visit.seen.all('restoredOffline');
    expect([offline?.data, back.data]).to.deep.equal([{}, {}]);
    proveEvent('restoredOffline', offline?.data);
    proveEvent('chatServerBackOnline', back.data);
  });

  it('waits for the word where it is told to', async () => {
    const { visit: before, chatId } = await beginChat(stage);
    const visit = await before.reload({ restore: 'manual' });
    expect(visit.seen.names).to.deep.equal(['ready']);
    expect(await proveResolution(visit.service.verifySession(), 'verifySession/told')).to.deep.equal({
      sessionActive: true,
    });
    expect(visit.seen.names).to.deep.equal(['ready']);
    await stage.server.weather.set([{ kind: 'delay', ms: 100, on: 'refresh' }]);
    const restored = visit.service.restore();
    await proveRejection(visit.service.restore(), 'restore/restoring');
    await proveResolution(restored, 'restore/found');
    await stage.server.weather.clear();
    await proveRejection(visit.service.restore(), 'restore/active');
    expect(visit.seen.all('restored')).to.have.length(1);
    expect((await visit.service.getSessionData()).sessionId).to.equal(chatId);
    prove('option/restore');
  });

  it('leaves the chat of another name alone', async () => {
    const { visit: first, chatId } = await beginChat(stage);
    const second = await stage.open({ name: `another-${chatId}` });
    expect(await second.service.verifySession()).to.deep.equal({ sessionActive: false });
    await second.service.startChat({ nickname: 'Jane' });
    const other = await second.reload();
    const visit = await first.reload();
    await Promise.all([other.when('restored'), visit.when('restored')]);
    expect((await visit.service.getSessionData()).sessionId).to.equal(chatId);
    expect((await other.service.getSessionData()).sessionId).to.not.equal(chatId);
    prove('option/name');
  });

  needs('severalPages').it('lets a second page of the same site into the chat', async () => {
    const { visit: first, ann } = await meetAgent(stage);
    const second = await stage.open();
    await second.when('restored');
    await ann.say('Hello, both of you');
    await Promise.all([first, second].map((visit) => visit.when('messageReceived', saying('Hello, both of you'))));
    await second.service.sendMessage({ message: 'Hello from the second' });
    await first.when('messageReceived', saying('Hello from the second'));
  });
});
