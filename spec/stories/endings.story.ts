import { expect } from 'chai';
import { agentNamed, isYes, published, withoutMessages } from '../support/dialect.js';
import { needs } from '../support/needs.js';
import { proveEvent, proveRejection, proveResolution } from '../support/proofs.js';
import { beginChat, meetAgent, saying, startChat, textsOf } from '../support/scene.js';
import { world } from '../support/world.js';

describe('The end of a chat', () => {
  const stage = world();

  it('takes leave of everybody who is still there, the customer last', async () => {
    const { visit, chatId, enter } = await beginChat(stage);
    await Promise.all([enter('Ann'), enter('Bob'), enter('Sue', 'Supervisor')]);
    const before = visit.seen.events.length;
    const answer = await proveResolution(visit.service.endChat(), 'endChat/ended');
    expect(answer).to.satisfy(isYes);

    const leaves = ['supervisorDisconnected', 'agentDisconnected', 'clientDisconnected'] as const;
    expect(withoutMessages(visit.seen.names.slice(before))).to.deep.equal(
      published('pollingStopped', ...leaves, 'ended'),
    );
    const { agents } = await visit.service.getAgents();
    for (const name of leaves) {
      expect(visit.seen.all(name).map(({ data }) => data)).to.deep.equal([{ agents, numAgentsConnected: 0 }]);
    }
    const ann = agentNamed(agents, 'Ann');
    expect(ann).to.include({ connected: false });
    expect(ann?.disconnectedTime).to.be.a('number');
    const [client] = visit.seen.all('clientDisconnected');
    const [ended] = visit.seen.all('ended');
    expect(ended?.data).to.deep.equal({});
    proveEvent('clientDisconnected', client?.data);
    proveEvent('ended', ended?.data);

    const [session] = (await stage.server.desk.sessions()).filter((each) => each.chatId === chatId);
    expect(session?.ended).to.equal(true);
  });

  needs('bots').it('takes leave of the bots too', async () => {
    const { visit, enter } = await beginChat(stage);
    await Promise.all([enter('Botty', 'Bot'), enter('Sue', 'Supervisor'), enter('Ann')]);
    const before = visit.seen.names.length;
    await visit.service.endChat();
    const leaves = ['supervisorDisconnected', 'botDisconnected', 'agentDisconnected', 'clientDisconnected'];
    expect(withoutMessages(visit.seen.names.slice(before))).to.deep.equal(
      published('pollingStopped', ...leaves, 'ended'),
    );
  });

  it('is told without people who never came', async () => {
    const { visit } = await beginChat(stage);
    const before = visit.seen.names.length;
    await visit.service.endChat();
    const told = published('pollingStopped', 'clientDisconnected', 'ended');
    expect(withoutMessages(visit.seen.names.slice(before))).to.deep.equal(told);
    await proveRejection(visit.service.endChat(), 'endChat/noSession');
  });

  it('comes from the contact centre', async () => {
    const { visit, chatId, ann } = await meetAgent(stage);
    const before = visit.seen.names.length;
    await ann.say('Good bye');
    await stage.server.desk.end(chatId);
    await visit.when('ended');
    const told = visit.seen.names.slice(before).filter((name) => name !== 'messageReceived');
    const names = published('agentDisconnected', 'clientDisconnected', 'ended', 'pollingStopped');
    expect(told).to.deep.equal(names);
    expect(textsOf(visit)).to.deep.equal(['Good bye']);
    await proveRejection(visit.service.sendMessage({ message: 'Wait!' }), 'sendMessage/noSession');
  });

  needs('polling').it('comes from the contact centre with the last words, in one answer', async () => {
    const { visit, chatId, ann } = await meetAgent(stage);
    const before = visit.seen.names.length;
    // One poll brings all of it, since none gets through before.
    await stage.server.weather.set([{ kind: 'status', status: 429, on: 'refresh' }]);
    await visit.when('error');
    await ann.say('Good bye');
    await stage.server.desk.end(chatId);
    await stage.server.weather.clear();
    await visit.when('pollingStopped');
    expect(visit.seen.names.slice(before).filter((name) => name !== 'error')).to.deep.equal([
      'agentDisconnected',
      'clientDisconnected',
      'messageReceived',
      'ended',
      'pollingStopped',
    ]);
    expect(textsOf(visit)).to.deep.equal(['Good bye']);
    const [left] = visit.seen.all('clientDisconnected');
    expect(left?.data.message).to.include({ type: 'ParticipantLeft' });
    expect(left?.data.numAgentsConnected).to.equal(0);
  });

  needs('polling').it('comes from the contact centre without a word', async () => {
    const { visit } = await meetAgent(stage);
    const before = visit.seen.names.length;
    await stage.server.weather.set([{ kind: 'endChat', on: 'refresh', times: 1 }]);
    await visit.when('pollingStopped');
    expect(visit.seen.names.slice(before)).to.deep.equal([
      'agentDisconnected',
      'clientDisconnected',
      'ended',
      'pollingStopped',
    ]);
    const [left] = visit.seen.all('agentDisconnected');
    expect(left?.data).to.deep.equal({ ...(await visit.service.getAgents()), numAgentsConnected: 0 });
  });

  it('is the end here, even if the server does not hear of it', async () => {
    const { visit } = await beginChat(stage);
    const before = visit.seen.names.length;
    await stage.server.weather.set([{ kind: 'status', status: 500, on: 'disconnect', times: 1 }]);
    const failure = await proveRejection(visit.service.endChat(), 'endChat/failure');
    expect(failure).to.include({ kind: 'Refused' });
    const told = published('pollingStopped', 'error', 'clientDisconnected', 'ended');
    expect(visit.seen.names.slice(before)).to.deep.equal(told);
  });

  it('is no end of chatting: a second chat begins with nothing of the first', async () => {
    const first = await beginChat(stage);
    const { visit } = first;
    await (await first.enter('Ann')).say('The first chat');
    await visit.when('messageReceived', saying('The first chat'));
    await visit.service.endChat();
    const ended = await visit.service.getTranscript();
    expect(ended.messages.map(({ text }) => text)).to.include('The first chat');

    const before = visit.seen.names.length;
    const second = await startChat(stage, visit, { nickname: 'Jonny again' });
    expect(second.chatId).to.not.equal(first.chatId);
    expect((await visit.service.getAgents()).agents).to.deep.equal({});
    await (await second.enter('Bob')).say('The second chat');
    await visit.when('messageReceived', saying('The second chat'));
    const { messages } = await visit.service.getTranscript();
    expect(messages.map(({ type, text, from }) => [type, text || from.name])).to.deep.equal([
      ['ParticipantJoined', 'Jonny again'],
      ['ParticipantJoined', 'Bob'],
      ['Message', 'The second chat'],
    ]);
    const told = published(
      ...['started', 'pollingStarted', 'clientConnected', 'messageReceived'],
      ...['agentConnected', 'messageReceived', 'messageReceived'],
    );
    expect(visit.seen.names.slice(before)).to.deep.equal(told);
  });
});
