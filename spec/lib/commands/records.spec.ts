import { expect } from 'chai';
import { NEVER, Subject } from 'rxjs';
import type { ChatMessage, Frame } from '../../../transports/frames.js';
import { frameOf, scriptedSession } from '../../../transports/scripted.js';
import { proveResolution } from '../../support/proofs.js';
import { asyncServer, keys } from '../asyncServer.js';
import { everything, outcomeOf, rejectionOf, stage, until } from './stage.js';

const from = (id: number, type: string) => ({ id, name: `${type} ${id}`, type });
const move = (kind: string, index: number, id: number, type: string): Partial<ChatMessage> => ({
  type: `Participant${kind}`,
  index,
  timestamp: index * 1000,
  from: from(id, type),
});

const conversation = frameOf({
  messages: [
    move('Joined', 1, 1, 'Client'),
    move('Joined', 2, 2, 'Agent'),
    move('Joined', 3, 3, 'Supervisor'),
    move('Joined', 4, 4, 'Bot'),
    move('Left', 5, 3, 'Supervisor'),
    { index: 6, timestamp: 6000, text: 'hi', from: from(2, 'Agent') },
  ],
});

describe('getTranscript', () => {
  const on = stage();

  it('resolves with the messages, normalised and as the server sent them, or with none', async () => {
    const { service } = on.open({ poll: [conversation] });
    expect(await service.getTranscript()).to.deep.equal({ messages: [], originalMessages: [] });
    await service.startChat();
    await on.clock.tickAsync(250);
    const { messages, originalMessages } = await proveResolution(service.getTranscript(), 'getTranscript/given');

    expect(messages.map(({ index }) => index)).to.deep.equal([1, 2, 3, 4, 5, 6]);
    expect(messages.at(-1)).to.deep.include({ type: 'Message', text: 'hi' });
    expect(originalMessages.at(-1)).to.deep.equal({ index: 6, timestamp: 6000, text: 'hi', from: from(2, 'Agent') });
  });

  it('stays readable after the end, until the next chat starts', async () => {
    const { service } = await on.begin({ poll: [conversation] });
    await on.clock.tickAsync(250);
    await service.endChat();
    expect((await service.getTranscript()).messages).to.have.length(6);
    const starting = service.startChat();
    await starting;

    expect((await service.getTranscript()).messages).to.have.length(0);
  });

  it('is a snapshot: later messages do not change it', async () => {
    const { service, push } = await on.begin({ poll: [conversation] });
    await on.clock.tickAsync(250);
    const { messages } = await service.getTranscript();
    push(frameOf({ messages: [{ index: 7, text: 'later' }] }));
    await on.clock.tickAsync(2000);

    expect(messages).to.have.length(6);
    expect((await service.getTranscript()).messages).to.have.length(7);
  });
});

describe('getAgents and getStats', () => {
  const on = stage();
  const ann = { name: 'Agent 2', connected: true, supervisor: false, connectedTime: 2000, disconnectedTime: false };
  const sue = { name: 'Supervisor 3', connected: false, supervisor: true, connectedTime: 3000, disconnectedTime: 5000 };

  it('getAgents resolves with agents and supervisors, those who left too, never bots or the client', async () => {
    const { service } = on.open({ poll: [conversation] });
    expect(await proveResolution(service.getAgents(), 'getAgents/given')).to.deep.equal({ agents: {} });
    await service.startChat();
    await on.clock.tickAsync(250);
    expect(await service.getAgents()).to.deep.equal({ agents: { 2: ann, 3: sue } });
    await service.endChat();

    expect(await service.getAgents()).to.deep.equal({
      agents: { 2: { ...ann, connected: false, disconnectedTime: Date.now() }, 3: sue },
    });
  });

  it('E46: getAgents never has bots where the transport publishes none, and no event tells of them', async () => {
    const { service, names } = await on.begin({ poll: [conversation], bots: false });
    await on.clock.tickAsync(250);
    expect(await service.getAgents()).to.deep.equal({ agents: { 2: ann, 3: sue } });
    await service.endChat();

    expect(names().filter((name) => name.startsWith('bot'))).to.deep.equal([]);
    expect((await service.getTranscript()).messages.map(({ from: { type } }) => type)).to.include('Bot');
  });

  it('getStats resolves with the times of the first and the last message, and false before any', async () => {
    const { service } = on.open({ poll: [conversation] });
    const before = await proveResolution(service.getStats(), 'getStats/given');
    expect(before).to.deep.equal({ agents: {}, startTime: false, endTime: false, duration: false });
    await service.startChat();
    await on.clock.tickAsync(250);

    expect(await service.getStats()).to.deep.equal({
      agents: { 2: ann, 3: sue },
      startTime: 1000,
      endTime: 6000,
      duration: 5000,
    });
  });
});

describe('getSessionData', () => {
  const on = stage();
  const noSession = { sessionId: '', secureKey: '', alias: '', userId: '' };

  it('C38: resolves with empty strings before a chat, with the keys in it and after it, until the next start', async () => {
    const { service } = on.open({ start: [frameOf({ session: scriptedSession }), NEVER] });
    expect(await proveResolution(service.getSessionData(), 'getSessionData/gms')).to.deep.equal(noSession);
    await service.startChat();
    expect(await service.getSessionData()).to.deep.equal(scriptedSession);
    await service.endChat();
    expect(await service.getSessionData()).to.deep.equal(scriptedSession);
    void outcomeOf(service.startChat());
    await on.settle();

    expect(await service.getSessionData()).to.deep.equal(noSession);
  });

  it('C38: has the last keys of a chat that its server has ended, and sends nothing with them', async () => {
    const last = frameOf({ chatEnded: true, session: { secureKey: 'key-2' } });
    const { service, calls } = await on.begin({ ...everything, poll: [last] });
    await on.clock.tickAsync(250);
    const before = calls.length;
    const outcomes = [
      service.sendMessage({ message: 'a' }),
      service.sendTyping(),
      service.sendCustomNotice(),
      service.endChat(),
      service.startPoll(),
      service.stayActive(),
      service.getFileLimits(),
      service.downloadFile({ fileId: '1' }),
    ].map(outcomeOf);
    await service.updateUserData({ a: 1 });
    await on.clock.tickAsync(60_000);
    await until(() => outcomes.every((outcome) => outcome() !== 'open'));

    expect(await service.getSessionData()).to.deep.equal({ ...scriptedSession, secureKey: 'key-2' });
    for (const outcome of outcomes) expect(String(outcome())).to.match(/^CommandRejected: .*o active chat session$/);
    expect(calls).to.have.length(before);
  });

  it('C38: drops an answer that comes after the end, and the keys in it', async () => {
    const late = new Subject<Frame>();
    const { service, events } = await on.begin({ typing: [late] });
    const asking = outcomeOf(service.sendTyping());
    await on.settle();
    await service.endChat();
    const before = events.length;
    late.next(frameOf({ session: { secureKey: 'late' }, chatEnded: true }));
    await on.settle();

    expect(await service.getSessionData()).to.deep.equal(scriptedSession);
    expect(events).to.have.length(before);
    expect(asking()).to.equal('resolved');
  });

  it('C38: has the keys of an ended chat also where nothing is found to restore, and those of the restored one', async () => {
    const store = new Map<string, string>();
    const { service } = await on.begin({ restore: [frameOf()] }, { store });
    await service.endChat();
    expect(await rejectionOf(service.restore())).to.contain('No chat session found');
    expect(await service.getSessionData()).to.deep.equal(scriptedSession);
    const other = on.open({ start: [frameOf({ session: { sessionId: 'other' } })] }, { store });
    await other.service.startChat();
    await service.restore();

    expect((await service.getSessionData()).sessionId).to.equal('other');
  });

  it('C38: has no keys after a reload of the page on which the chat has ended', async () => {
    const store = new Map<string, string>();
    const { service } = await on.begin({ restore: [] }, { store });
    await service.endChat();
    await service.dispose();
    expect(await service.getSessionData()).to.deep.equal(scriptedSession);
    const next = on.open({ restore: [] }, { store });
    await next.service.verifySession();

    expect(await next.service.getSessionData()).to.deep.equal(noSession);
  });

  it('has the newest keys', async () => {
    const { service } = await on.begin({ poll: [frameOf({ session: { secureKey: 'key-2' } })] });
    await on.clock.tickAsync(250);

    expect(await service.getSessionData()).to.deep.equal({ ...scriptedSession, secureKey: 'key-2' });
  });

  it('has other keys on v3: empty strings before a chat, then those of the server', async () => {
    const { service } = on.open(asyncServer);
    const none = { participantId: '', sessionId: '', token: '', transportId: '' };
    expect(await proveResolution(service.getSessionData(), 'getSessionData/v3')).to.deep.equal(none);
    await service.startChat();

    expect(await service.getSessionData()).to.deep.equal(keys);
  });

  it('is never rejected: not before, during or after a chat, nor by a service that has been let go of', async () => {
    const { service } = on.open();
    const outcomes = [outcomeOf(service.getSessionData())];
    const starting = service.startChat();
    outcomes.push(outcomeOf(service.getSessionData()));
    await starting;
    outcomes.push(outcomeOf(service.getSessionData()));
    const ending = service.endChat();
    outcomes.push(outcomeOf(service.getSessionData()));
    await ending;
    await service.dispose();
    outcomes.push(outcomeOf(service.getSessionData()));
    await proveResolution(service.getSessionData(), 'getSessionData/never');

    expect(outcomes.map((outcome) => outcome())).to.deep.equal(new Array(5).fill('resolved'));
  });
});
