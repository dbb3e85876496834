import { expect } from 'chai';
import { filter, firstValueFrom } from 'rxjs';
import { needs } from '../support/needs.js';
import { prove, proveEvent, proveRejection, proveResolution } from '../support/proofs.js';
import { beginChat, meetAgent, saying, textsOf } from '../support/scene.js';
import { world } from '../support/world.js';

describe('An outage', () => {
  const stage = world();

  needs('pollExceptions').it('of the chat server, over in a moment, is pending and restored', async () => {
    const { visit, ann } = await meetAgent(stage);
    const before = visit.seen.names.length;
    await stage.server.weather.set([{ kind: 'statusCode', statusCode: 1, on: 'refresh', times: 2 }]);
    const pending = await visit.when('connectionPending');
    await ann.say('Did you hear that?');
    const restored = await visit.when('connectionRestored');
    await visit.when('messageReceived', saying('Did you hear that?'));
    expect(visit.seen.names.slice(before)).to.deep.equal([
      'connectionPending',
      'connectionRestored',
      'messageReceived',
    ]);
    expect([pending.data, restored.data]).to.deep.equal([{}, {}]);
    proveEvent('connectionPending', pending.data);
    proveEvent('connectionRestored', restored.data);
  });

  needs('pollExceptions').it('of the chat server, that lasts, is told when it exceeds five failed polls', async () => {
    const { visit, ann } = await meetAgent(stage);
    const before = visit.seen.names.length;
    await stage.server.weather.set([{ kind: 'statusCode', statusCode: 1, on: 'refresh', times: 6 }]);
    const offline = await visit.when('chatServerWentOffline');
    await ann.say('Hello?');
    const online = await visit.when('chatServerBackOnline');
    await visit.when('messageReceived', saying('Hello?'));
    expect(visit.seen.names.slice(before)).to.deep.equal([
      'connectionPending',
      'chatServerWentOffline',
      'chatServerBackOnline',
      'connectionRestored',
      'messageReceived',
    ]);
    expect([offline.data, online.data]).to.deep.equal([{}, {}]);
    proveEvent('chatServerWentOffline', offline.data);
    proveEvent('chatServerBackOnline', online.data);
  });

  needs('pollExceptions').it('is counted anew when it is told to be', async () => {
    const { desk, weather } = stage.server;
    const { visit, chatId } = await beginChat(stage, { pollExceptionLimit: 2 });
    await visit.service.stopPoll();
    await weather.set([{ kind: 'statusCode', statusCode: 1, on: 'refresh' }]);
    await desk.clearRequests();
    await visit.service.startPoll();
    await visit.when('connectionPending');
    await proveResolution(visit.service.resetPollExceptions(), 'resetPollExceptions/reset');
    const offline = await visit.when('chatServerWentOffline');
    // Without it, it would have been the third.
    const polls = (await desk.requests(chatId)).filter(({ at }) => at <= offline.at);
    expect(polls.length).to.be.within(4, 5);
    await weather.clear();
    await visit.when('chatServerBackOnline');
    prove('option/pollExceptionLimit');
  });

  needs('pollExceptions').it('of HTTP 503 says why, once', async () => {
    const { visit } = await beginChat(stage, { pollExceptionLimit: 1 });
    const before = visit.seen.names.length;
    await stage.server.weather.set([{ kind: 'status', status: 503, on: 'refresh', times: 3 }]);
    await visit.when('connectionRestored');
    expect(visit.seen.names.slice(before)).to.deep.equal([
      'connectionPending',
      'error',
      'chatServerWentOffline',
      'chatServerBackOnline',
      'connectionRestored',
    ]);
    expect(visit.seen.all('error')[0]?.data).to.include({ kind: 'Refused', status: 503 });
  });

  it('of the network is told once, and so is its end', async () => {
    const { visit, ann } = await meetAgent(stage);
    const { connection$ } = visit.service;
    const before = visit.seen.names.length;
    await stage.server.goDown();
    const disconnected = await visit.when('disconnected');
    expect(await firstValueFrom(connection$)).to.equal('disconnected');
    const failure = await proveRejection(visit.service.sendMessage({ message: 'Lost?' }), 'sendMessage/failure');
    expect(failure).to.include({ kind: 'Offline', status: 0 });
    await ann.say('Can you hear me?');
    await stage.server.comeBack();
    const reconnected = await visit.when('reconnected');
    await visit.when('messageReceived', saying('Can you hear me?'));
    expect(await firstValueFrom(connection$)).to.equal('online');
    expect(visit.seen.names.slice(before)).to.deep.equal(['disconnected', 'reconnected', 'messageReceived']);
    expect(textsOf(visit)).to.deep.equal(['Can you hear me?']);
    expect([disconnected.data, reconnected.data]).to.deep.equal([{}, {}]);
    proveEvent('disconnected', disconnected.data);
    proveEvent('reconnected', reconnected.data);
  });

  // Where the server pushes, a message that is there has been sent, however late its acknowledgement comes.
  needs('answers').it('is also a server that takes too long', async () => {
    const { visit } = await beginChat(stage, { timeouts: { ajaxTimeout: 200 } });
    await stage.server.weather.set([{ kind: 'delay', ms: 60_000, on: 'send', times: 1 }]);
    const failure = await proveRejection(visit.service.sendMessage({ message: 'Slow' }), 'sendMessage/failure');
    expect(failure).to.include({ kind: 'TimedOut', status: 0 });
    await visit.when('disconnected');
    await visit.service.sendMessage({ message: 'Quick' });
    await visit.when('reconnected');
    prove('option/ajaxTimeout');
  });

  needs('briefPolls').it('is also a poll that takes too long', async () => {
    const { visit } = await beginChat(stage, { timeouts: { ajaxTimeout: 200 } });
    const before = visit.seen.names.length;
    await stage.server.weather.set([{ kind: 'delay', ms: 60_000, on: 'refresh', times: 1 }]);
    await visit.when('reconnected');
    expect(visit.seen.names.slice(before)).to.deep.equal(['disconnected', 'reconnected']);
  });

  needs('pollExceptions').it('of network and chat server at once is two outages', async () => {
    const { visit } = await beginChat(stage, { pollExceptionLimit: 1 });
    const before = visit.seen.names.length;
    await stage.server.weather.set([{ kind: 'statusCode', statusCode: 1, on: 'refresh' }]);
    await visit.when('chatServerWentOffline');
    await stage.server.goDown();
    await visit.when('disconnected');
    await stage.server.weather.clear();
    await stage.server.comeBack();
    await firstValueFrom(visit.service.connection$.pipe(filter((connection) => connection === 'online')));
    const names = visit.seen.names.slice(before);
    expect(names.slice(0, 3)).to.deep.equal(['connectionPending', 'chatServerWentOffline', 'disconnected']);
    expect(names.slice(3)).to.have.members(['reconnected', 'chatServerBackOnline', 'connectionRestored']);
  });
});
