import { expect } from 'chai';
import type { ChatMessage } from '../../../transports/frames.js';
import { frameOf, scriptedSession } from '../../../transports/scripted.js';
import { proveResolution } from '../../support/proofs.js';
import { asyncServer, keys } from '../asyncServer.js';
import { outcomeOf, stage } from './stage.js';

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

  it('resolves with empty strings before a chat and after it, with the keys during one', async () => {
    const { service } = on.open();
    expect(await proveResolution(service.getSessionData(), 'getSessionData/gms')).to.deep.equal(noSession);
    await service.startChat();
    expect(await service.getSessionData()).to.deep.equal(scriptedSession);
    await service.endChat();

    expect(await service.getSessionData()).to.deep.equal(noSession);
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
