import { expect } from 'chai';
import { prove, proveEvent, proveResolution } from '../support/proofs.js';
import { beginChat, meetAgent, saying } from '../support/scene.js';
import { world } from '../support/world.js';

describe('A conversation', () => {
  const stage = world();

  it('begins, and the customer is told so', async () => {
    const visit = await stage.open();
    const answer = await proveResolution(visit.service.startChat({ nickname: 'Jonny' }), 'startChat/started');
    expect(answer).to.include({ statusCode: 0, chatEnded: false });
    const received = await visit.when('messageReceived');
    expect(visit.seen.names).to.deep.equal([
      'ready',
      'started',
      'pollingStarted',
      'clientConnected',
      'messageReceived',
    ]);

    const [ready, started, pollingStarted, clientConnected] = visit.seen.events;
    expect(ready?.data).to.deep.equal({});
    proveEvent('ready', ready?.data);
    expect(pollingStarted?.data).to.deep.equal({});
    proveEvent('pollingStarted', pollingStarted?.data);

    const { chatId, secureKey, alias, userId } = answer;
    expect(started?.data).to.deep.equal({ sessionId: chatId, secureKey, alias, userId });
    proveEvent('started', started?.data);

    const [said] = await stage.server.desk.transcript(String(chatId));
    const message = {
      type: 'ParticipantJoined',
      text: '',
      index: 1,
      timestamp: said?.utcTime,
      utcTime: said?.utcTime,
      from: { id: 1, name: 'Jonny', type: 'Client', nickname: 'Jonny', participantId: 1 },
    };
    expect(clientConnected?.data).to.deep.equal({ message, agents: {}, numAgentsConnected: 0 });
    proveEvent('clientConnected', clientConnected?.data);
    expect(received.data).to.deep.equal({
      messages: [message],
      originalMessages: [said],
      restoring: false,
      sessionId: chatId,
    });
    proveEvent('messageReceived', received.data);
  });

  it('goes to and fro until the customer has had enough', async () => {
    const { visit, chatId, enter } = await beginChat(stage);
    const { service, when } = visit;
    const { desk } = stage.server;

    const ann = await enter('Ann');
    await ann.type('How c');
    await when('agentTypingStarted');
    await ann.say('How can I help?');
    await when('messageReceived', saying('How can I help?'));

    await service.sendTyping({ message: 'My par' });
    await desk.heard(chatId, { type: 'TypingStarted', text: 'My par', fromType: 'Client' });
    await when('messageReceived', saying('My par'));
    const answer = await proveResolution(service.sendMessage({ message: 'My parcel is lost' }), 'sendMessage/sent');
    expect(answer).to.include({ statusCode: 0 });
    await desk.heard(chatId, { type: 'Message', text: 'My parcel is lost', fromType: 'Client' });
    await when('messageReceived', saying('My parcel is lost'));

    await ann.pushUrl('https://example.com/parcels');
    await ann.notice('one moment');
    await ann.notice('{"form":7}', { type: 'CustomNotice' });
    await proveResolution(service.sendCustomNotice({ message: '{"form":"filled"}' }), 'sendCustomNotice/sent');
    await desk.heard(chatId, { type: 'CustomNotice', text: '{"form":"filled"}', fromType: 'Client' });
    await when('messageReceived', saying('{"form":"filled"}'));
    await ann.leave();
    await when('agentDisconnected');
    const last = await proveResolution(service.endChat(), 'endChat/ended');
    expect(last).to.include({ statusCode: 0, chatEnded: true });

    // What was said in one breath may come in one answer or in two.
    const { names } = visit.seen;
    const changes = names.filter((name, place) => name !== 'messageReceived' || names[place - 1] !== name);
    expect(changes).to.deep.equal([
      ...['ready', 'started', 'pollingStarted', 'clientConnected', 'messageReceived'],
      ...['agentConnected', 'messageReceived'],
      ...['agentTypingStarted', 'messageReceived', 'agentTypingStopped', 'messageReceived'],
      ...['clientTypingStarted', 'messageReceived', 'clientTypingStopped', 'messageReceived'],
      ...['agentDisconnected', 'messageReceived'],
      ...['pollingStopped', 'clientDisconnected', 'ended'],
    ]);
    const kinds = visit.seen.all('messageReceived').flatMap(({ data }) => data.messages.map(({ type }) => type));
    expect(kinds.slice(2)).to.deep.equal([
      ...['TypingStarted', 'Message', 'TypingStarted', 'Message'],
      ...['PushUrl', 'Notice', 'CustomNotice', 'CustomNotice', 'ParticipantLeft'],
    ]);
  });

  it('tells who came, who writes and who left', async () => {
    const { visit, enter } = await beginChat(stage);
    const { service, when, seen } = visit;
    const ann = await enter('Ann');
    const [came] = seen.all('agentConnected');
    const joinedAt = came?.data.message?.timestamp;
    const here = { name: 'Ann', connected: true, supervisor: false, connectedTime: joinedAt, disconnectedTime: false };
    expect(joinedAt).to.be.a('number');
    expect(came?.data.message).to.include({ type: 'ParticipantJoined', index: 2 });
    expect(came?.data.agents).to.deep.equal({ [ann.id]: here });
    expect(came?.data.numAgentsConnected).to.equal(1);
    proveEvent('agentConnected', came?.data);

    await ann.type('Wait');
    const writes = await when('agentTypingStarted');
    expect(writes.data).to.include({ type: 'TypingStarted', text: 'Wait', isTyping: true });
    proveEvent('agentTypingStarted', writes.data);
    await ann.pause();
    const paused = await when('agentTypingStopped');
    expect(paused.data).to.include({ type: 'TypingStopped', isTyping: false });
    proveEvent('agentTypingStopped', paused.data);

    await ann.type('Bye');
    await when('agentTypingStarted');
    const { utcTime } = await ann.leave();
    const left = await when('agentDisconnected');
    const gone = { ...here, connected: false, disconnectedTime: utcTime };
    expect(left.data.agents).to.deep.equal({ [ann.id]: gone });
    expect(left.data.numAgentsConnected).to.equal(0);
    proveEvent('agentDisconnected', left.data);
    // Who has left writes no more.
    await when('agentTypingStopped', (data) => 'type' in data && data.type === 'ParticipantLeft');

    expect(await proveResolution(service.getAgents(), 'getAgents/given')).to.deep.equal({ agents: { [ann.id]: gone } });
  });

  it('lets a supervisor and a bot come and go', async () => {
    const { visit, enter } = await beginChat(stage);
    const { service, when, seen } = visit;
    const bot = await enter('Botty', 'Bot');
    await enter('Ann');
    const sue = await enter('Sue', 'Supervisor');
    await bot.leave();
    await sue.leave();
    const botLeft = await when('botDisconnected');
    const sueLeft = await when('supervisorDisconnected');

    const [botCame] = seen.all('botConnected');
    expect(botCame?.data.message?.from).to.include({ name: 'Botty', type: 'Bot' });
    expect(botCame?.data).to.deep.include({ agents: {}, numAgentsConnected: 0 });
    expect(botLeft.data.message?.from).to.include({ name: 'Botty', type: 'Bot' });
    expect(botLeft.data.numAgentsConnected).to.equal(2);
    proveEvent('botConnected', botCame?.data);
    proveEvent('botDisconnected', botLeft.data);

    const [sueCame] = seen.all('supervisorConnected');
    expect(sueCame?.data.agents[sue.id]).to.include({ name: 'Sue', supervisor: true, connected: true });
    expect(sueCame?.data.numAgentsConnected).to.equal(2);
    expect(sueLeft.data.agents[sue.id]).to.include({ name: 'Sue', supervisor: true, connected: false });
    expect(sueLeft.data.numAgentsConnected).to.equal(1);
    proveEvent('supervisorConnected', sueCame?.data);
    proveEvent('supervisorDisconnected', sueLeft.data);

    const { agents } = await service.getAgents();
    expect(Object.values(agents).map(({ name }) => name)).to.deep.equal(['Ann', 'Sue']);
  });

  it('can be read, counted and named at any time', async () => {
    const { visit, chatId, ann } = await meetAgent(stage);
    const { service } = visit;
    await ann.say('One');
    await visit.when('messageReceived', saying('One'));
    const { messages, originalMessages } = await proveResolution(service.getTranscript(), 'getTranscript/given');
    expect(messages.map(({ index }) => index)).to.deep.equal([1, 2, 3]);
    expect(originalMessages).to.deep.equal(await stage.server.desk.transcript(chatId));

    const stats = await proveResolution(service.getStats(), 'getStats/given');
    const startTime = messages.at(0)?.timestamp;
    const endTime = messages.at(-1)?.timestamp;
    const { agents } = await service.getAgents();
    expect(stats).to.deep.equal({ agents, startTime, endTime, duration: Number(endTime) - Number(startTime) });

    const data = await proveResolution(service.getSessionData(), 'getSessionData/gms');
    expect(data).to.deep.equal(visit.seen.all('started')[0]?.data);
    prove('getSessionData/never');
  });
});
