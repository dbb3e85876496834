import { expect } from 'chai';
import { agentNamed, asSaid, isYes, published, withoutMessages } from '../support/dialect.js';
import { needs } from '../support/needs.js';
import { prove, proveEvent, proveResolution } from '../support/proofs.js';
import { beginChat, meetAgent, saying, sessionRow } from '../support/scene.js';
import { world } from '../support/world.js';

describe('A conversation', () => {
  const stage = world();

  it('begins, and the customer is told so', async () => {
    const visit = await stage.open();
    const keys = Object.keys(await visit.service.getSessionData());
    const answer = await proveResolution(visit.service.startChat({ nickname: 'Jonny' }), 'startChat/started');
    expect(answer).to.satisfy(isYes);
    const received = await visit.when('messageReceived');
    const names = published('ready', 'started', 'pollingStarted', 'clientConnected', 'messageReceived');
    expect(visit.seen.names).to.deep.equal(names);

    const [ready] = visit.seen.all('ready');
    expect(ready?.data).to.deep.equal({});
    proveEvent('ready', ready?.data);
    const [started] = visit.seen.all('started');
    expect(started?.data).to.have.all.keys(keys);
    for (const value of Object.values(started?.data ?? {})) expect(value).to.be.a('string').and.not.equal('');
    proveEvent('started', started?.data);

    const { sessionId = '' } = started?.data ?? {};
    const transcript = await stage.server.desk.transcript(sessionId);
    const { messages, originalMessages, ...more } = received.data;
    expect(messages).to.have.length(1);
    const [message] = messages;
    expect(message).to.include({ type: 'ParticipantJoined', text: '', timestamp: transcript[0]?.utcTime });
    expect(message?.from).to.include({ name: 'Jonny', type: 'Client' });
    expect(asSaid(originalMessages)).to.deep.equal(asSaid(transcript));
    expect(more).to.deep.equal({ restoring: false, sessionId });
    proveEvent('messageReceived', received.data);
    const [clientConnected] = visit.seen.all('clientConnected');
    expect(clientConnected?.data).to.deep.equal({ message, agents: {}, numAgentsConnected: 0 });
    proveEvent('clientConnected', clientConnected?.data);
  });

  needs('polling').it('is asked for from its beginning to its end', async () => {
    const { visit } = await beginChat(stage);
    await visit.service.endChat();
    const [pollingStarted] = visit.seen.all('pollingStarted');
    const [pollingStopped] = visit.seen.all('pollingStopped');
    expect([pollingStarted?.data, pollingStopped?.data]).to.deep.equal([{}, {}]);
    proveEvent('pollingStarted', pollingStarted?.data);
    proveEvent('pollingStopped', pollingStopped?.data);
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
    expect(answer).to.satisfy(isYes);
    await desk.heard(chatId, { type: 'Message', text: 'My parcel is lost', fromType: 'Client' });
    await when('messageReceived', saying('My parcel is lost'));

    await ann.pushUrl('https://example.com/parcels');
    await ann.notice('one moment');
    await ann.leave();
    await when('agentDisconnected');
    const last = await proveResolution(service.endChat(), 'endChat/ended');
    expect(last).to.satisfy(isYes);

    // What was said in one breath may come in one answer or in two.
    const { names } = visit.seen;
    const end = names.indexOf('agentDisconnected') + 2;
    const said = [...names.slice(0, end), ...withoutMessages(names.slice(end))];
    const changes = said.filter((name, place) => name !== 'messageReceived' || said[place - 1] !== name);
    const told = published(
      ...['ready', 'started', 'pollingStarted', 'clientConnected', 'messageReceived'],
      ...['agentConnected', 'messageReceived'],
      ...['agentTypingStarted', 'messageReceived', 'agentTypingStopped', 'messageReceived'],
      ...['clientTypingStarted', 'messageReceived', 'clientTypingStopped', 'messageReceived'],
      ...['agentDisconnected', 'messageReceived'],
      ...['pollingStopped', 'clientDisconnected', 'ended'],
    );
    expect(changes).to.deep.equal(told);
    const kinds = visit.seen.all('messageReceived').flatMap(({ data }) => data.messages.map(({ type }) => type));
    expect(kinds.slice(2, 9)).to.deep.equal([
      ...['TypingStarted', 'Message', 'TypingStarted', 'Message'],
      ...['PushUrl', 'Notice', 'ParticipantLeft'],
    ]);
  });

  needs('customNotices').it('has custom notices to and fro', async () => {
    const { visit, chatId, ann } = await meetAgent(stage);
    const [form, filled] = ['{"form":7}', '{"form":"filled"}'];
    await ann.notice(form, { type: 'CustomNotice' });
    const { data } = await visit.when('messageReceived', saying(form));
    expect(data.messages.map(({ type }) => type)).to.deep.equal(['CustomNotice']);
    await proveResolution(visit.service.sendCustomNotice({ message: filled }), 'sendCustomNotice/sent');
    await stage.server.desk.heard(chatId, { type: 'CustomNotice', text: filled, fromType: 'Client' });
    await visit.when('messageReceived', saying(filled));
  });

  it('tells who came, who writes and who left', async () => {
    const { visit, enter } = await beginChat(stage);
    const { service, when, seen } = visit;
    const ann = await enter('Ann');
    const [came] = seen.all('agentConnected');
    const joinedAt = came?.data.message?.timestamp;
    const here = { name: 'Ann', connected: true, supervisor: false, connectedTime: joinedAt, disconnectedTime: false };
    expect(joinedAt).to.be.a('number');
    expect(came?.data.message).to.include({ type: 'ParticipantJoined' });
    expect(Object.values(came?.data.agents ?? {})).to.deep.equal([here]);
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
    expect(Object.values(left.data.agents)).to.deep.equal([gone]);
    expect(left.data.numAgentsConnected).to.equal(0);
    proveEvent('agentDisconnected', left.data);
    // Who has left writes no more.
    await when('agentTypingStopped', (data) => 'type' in data && data.type === 'ParticipantLeft');

    const { agents } = left.data;
    expect(await proveResolution(service.getAgents(), 'getAgents/given')).to.deep.equal({ agents });
  });

  needs('bots').it('lets a bot come and go, who is no agent', async () => {
    const { visit, enter } = await beginChat(stage);
    const { service, when, seen } = visit;
    const bot = await enter('Botty', 'Bot');
    await enter('Ann');
    await bot.leave();
    const botLeft = await when('botDisconnected');
    const [botCame] = seen.all('botConnected');
    expect(botCame?.data.message?.from).to.include({ name: 'Botty', type: 'Bot' });
    expect(botCame?.data).to.deep.include({ agents: {}, numAgentsConnected: 0 });
    expect(botLeft.data.message?.from).to.include({ name: 'Botty', type: 'Bot' });
    expect(botLeft.data.numAgentsConnected).to.equal(1);
    proveEvent('botConnected', botCame?.data);
    proveEvent('botDisconnected', botLeft.data);
    const { agents } = await service.getAgents();
    expect(Object.values(agents).map(({ name }) => name)).to.deep.equal(['Ann']);
  });

  it('lets a supervisor come and go', async () => {
    const { visit, enter } = await beginChat(stage);
    const { service, when, seen } = visit;
    await enter('Ann');
    const sue = await enter('Sue', 'Supervisor');
    await sue.leave();
    const sueLeft = await when('supervisorDisconnected');
    const [sueCame] = seen.all('supervisorConnected');
    expect(agentNamed(sueCame?.data.agents ?? {}, 'Sue')).to.include({
      name: 'Sue',
      supervisor: true,
      connected: true,
    });
    expect(sueCame?.data.numAgentsConnected).to.equal(2);
    expect(agentNamed(sueLeft.data.agents, 'Sue')).to.include({ name: 'Sue', supervisor: true, connected: false });
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
    expect(messages.map(({ type }) => type)).to.deep.equal(['ParticipantJoined', 'ParticipantJoined', 'Message']);
    expect(new Set(messages.map(({ index }) => index)).size).to.equal(3);
    expect(asSaid(originalMessages)).to.deep.equal(asSaid(await stage.server.desk.transcript(chatId)));

    const stats = await proveResolution(service.getStats(), 'getStats/given');
    const startTime = messages.at(0)?.timestamp;
    const endTime = messages.at(-1)?.timestamp;
    const { agents } = await service.getAgents();
    expect(stats).to.deep.equal({ agents, startTime, endTime, duration: Number(endTime) - Number(startTime) });

    const data = await proveResolution(service.getSessionData(), sessionRow);
    expect(data).to.deep.equal(visit.seen.all('started')[0]?.data);
    prove('getSessionData/never');
  });
});
