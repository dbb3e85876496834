import { expect } from 'chai';
import { map, NEVER, Subject, timer } from 'rxjs';
import type { ChatMessage, Frame, SessionData } from '../../../transports/frames.js';
import { frameOf, scriptedSession } from '../../../transports/scripted.js';
import { proveEvent, proveRejection, proveResolution } from '../../support/proofs.js';
import { offline, outcomeOf, refused, stage } from './stage.js';

const joined = (id: number, type: string): Partial<ChatMessage> => ({
  type: 'ParticipantJoined',
  index: id,
  from: { id, name: `${type} ${id}`, type },
});

const later = (ms: number) => timer(ms).pipe(map(() => frameOf()));

describe('endChat', () => {
  const on = stage();

  it("resolves with the server's answer, after everybody still there has left and `ended`", async () => {
    const { service, names, push, data, sent } = await on.begin({ poll: [], end: [frameOf({ answer: { bye: 1 } })] });
    push(frameOf({ messages: [joined(1, 'Client'), joined(2, 'Agent'), joined(3, 'Bot'), joined(4, 'Supervisor')] }));
    await on.clock.tickAsync(250);
    const before = names().length;
    const answer = await proveResolution(service.endChat(), 'endChat/ended');

    expect(answer).to.deep.equal({ bye: 1 });
    expect(sent('end')).to.deep.equal([[scriptedSession]]);
    expect(names().slice(before)).to.deep.equal([
      'pollingStopped',
      'supervisorDisconnected',
      'botDisconnected',
      'agentDisconnected',
      'clientDisconnected',
      'ended',
    ]);
    for (const name of ['pollingStopped', 'agentDisconnected', 'clientDisconnected', 'ended'] as const)
      proveEvent(name, data(name)[0]);
  });

  it('names nobody who never came', async () => {
    const { service, names } = await on.begin();
    await service.endChat();

    expect(names()).to.deep.equal(['started', 'clientDisconnected', 'ended']);
  });

  it('is rejected without a chat: before one, while it starts, while it ends, after it', async () => {
    const started = new Subject<Frame>();
    const { service, calls } = on.open({ start: [started], end: [later(10)] });
    await proveRejection(service.endChat(), 'endChat/noSession');
    const starting = service.startChat();
    await proveRejection(service.endChat(), 'endChat/noSession');
    started.next(frameOf({ session: scriptedSession }));
    await starting;
    const ending = service.endChat();
    await proveRejection(service.endChat(), 'endChat/noSession');
    await on.clock.tickAsync(10);
    await ending;
    await proveRejection(service.endChat(), 'endChat/noSession');

    expect(calls.map(({ method }) => method)).to.deep.equal(['start', 'end']);
  });

  it('ends the chat here all the same when the server refuses: it rejects, and publishes the failure once', async () => {
    const failure = refused();
    const { service, names, data } = await on.begin({ end: [failure] });
    const reason = await proveRejection(service.endChat(), 'endChat/failure');

    expect(reason).to.equal(failure);
    expect(names().slice(1)).to.deep.equal(['error', 'clientDisconnected', 'ended']);
    expect(data('error')).to.deep.equal([failure]);
    await service.startChat();
  });

  it('ends the chat here all the same when there is no network, which is no `error`', async () => {
    const { service, names } = await on.begin({ end: [offline()] });
    await proveRejection(service.endChat(), 'endChat/failure');

    expect(names().slice(-2)).to.deep.equal(['clientDisconnected', 'ended']);
    expect(names()).to.not.include('error');
  });

  it('lets every message go out first that was sent before it, in the same breath too', async () => {
    const { service, calls } = await on.begin({ send: [later(30), later(20)] });
    const outcomes = [
      outcomeOf(service.sendMessage({ message: 'one' })),
      outcomeOf(service.sendMessage({ message: 'two' })),
      outcomeOf(service.sendFilteredMessage({ message: 'three', regex: /x/ })),
      outcomeOf(service.endChat()),
      outcomeOf(service.sendMessage({ message: 'late' })),
    ];
    const order = () => calls.slice(1).map(({ method, outcome }) => (outcome === 'open' ? `${method} open` : method));
    await on.clock.tickAsync(29);
    expect(order()).to.deep.equal(['send open']);
    await on.clock.tickAsync(1);
    expect(order()).to.deep.equal(['send', 'send open']);
    await on.clock.tickAsync(20);

    expect(order()).to.deep.equal(['send', 'send', 'send', 'end']);
    expect(calls.slice(1, 4).map(({ args }) => args[1])).to.deep.equal([
      { message: 'one' },
      { message: 'two' },
      { message: 'three' },
    ]);
    expect(outcomes.map((outcome) => String(outcome()))).to.deep.equal([
      'resolved',
      'resolved',
      'resolved',
      'resolved',
      'CommandRejected: There is no active chat session',
    ]);
  });

  it('does not wait for a message that failed', async () => {
    const { service, calls } = await on.begin({ send: [offline()] });
    const sending = outcomeOf(service.sendMessage({ message: 'one' }));
    await service.endChat();

    expect(String(sending())).to.equal('TransportFailure: No answer.');
    expect(calls.map(({ method }) => method)).to.deep.equal(['start', 'send', 'end']);
  });

  it('calls off the poll under way', async () => {
    const { service, calls } = await on.begin({ poll: [NEVER] });
    await on.clock.tickAsync(250);
    await service.endChat();

    expect(calls.find(({ method }) => method === 'poll')?.outcome).to.equal('aborted');
  });
});

describe('an answer that comes too late', () => {
  const on = stage();
  const keys = (sessionId: string): SessionData => ({ ...scriptedSession, sessionId });

  it('settles its command, and changes nothing when its chat has ended', async () => {
    const answer = new Subject<Frame>();
    const { service, names, push } = await on.begin({ poll: [], send: [answer] });
    const sending = service.sendMessage({ message: 'hi' });
    push(frameOf({ chatEnded: true }));
    await on.clock.tickAsync(250);
    expect(names().slice(-3)).to.deep.equal(['clientDisconnected', 'ended', 'pollingStopped']);
    const before = names().length;
    answer.next(frameOf({ chatEnded: true, answer: { late: 1 } }));

    expect(await sending).to.deep.equal({ late: 1 });
    expect(names()).to.have.length(before);
  });

  it('reaches no other chat: neither its keys, nor its end, nor its failure', async () => {
    const answers = [new Subject<Frame>(), new Subject<Frame>()] as const;
    const { service, push, names } = on.open({
      poll: [],
      start: [frameOf({ session: keys('one') }), frameOf({ session: keys('two') })],
      customNotice: answers,
    });
    await service.startChat();
    const sending = [service.sendCustomNotice(), service.sendCustomNotice()].map(outcomeOf);
    push(frameOf({ chatEnded: true }));
    await on.clock.tickAsync(250);
    await service.startChat();
    const before = names().length;
    answers[0].next(frameOf({ chatEnded: true, session: { secureKey: 'old' } }));
    answers[1].error(refused());
    await on.settle();

    expect(sending.map((outcome) => String(outcome()))).to.deep.equal(['resolved', 'TransportFailure: No.']);
    expect(names()).to.have.length(before);
    expect(await service.getSessionData()).to.deep.equal(keys('two'));
  });

  it('keeps a message that waited behind another from going to the next chat', async () => {
    const answer = new Subject<Frame>();
    const { service, push, sent } = on.open({
      poll: [],
      start: [frameOf({ session: keys('one') }), frameOf({ session: keys('two') })],
      send: [answer],
    });
    await service.startChat();
    const sending = [service.sendMessage({ message: 'a' }), service.sendMessage({ message: 'b' })].map(outcomeOf);
    push(frameOf({ chatEnded: true }));
    await on.clock.tickAsync(250);
    await service.startChat();
    answer.error(offline());
    await on.settle();

    expect(sent('send')).to.deep.equal([[keys('one'), { message: 'a' }]]);
    expect(sending.map((outcome) => String(outcome()))).to.deep.equal([
      'TransportFailure: No answer.',
      'CommandRejected: There is no active chat session',
    ]);
  });
});
