import { expect } from 'chai';
import { Subject } from 'rxjs';
import type { Frame } from '../../../transports/frames.js';
import { frameOf, scriptedSession } from '../../../transports/scripted.js';
import { proveRejection, proveResolution } from '../../support/proofs.js';
import { type Act, everything, Field, offline, outcomeOf, refused, rejectionOf, stage } from './stage.js';

const messages = [{ index: 1, text: 'hi' }];

describe('while a stored chat is being restored', () => {
  const on = stage();

  /** A service that waits for the server's answer about its stored chat. */
  const restoring = async (): Promise<Act & { readonly answer: Subject<Frame> }> => {
    const store = new Map<string, string>();
    const { service } = await on.begin({}, { store });
    await service.dispose();
    const answer = new Subject<Frame>();
    return { ...on.open({ ...everything, restore: [answer] }, { store }), answer };
  };

  it('commands wait, then go out in their order', async () => {
    const { service, answer, calls, names } = await restoring();
    const field = new Field();
    const outcomes = [
      outcomeOf(service.sendMessage({ message: 'a' })),
      outcomeOf(service.sendFilteredMessage({ message: 'b', regex: /b/ })),
      outcomeOf(service.updateUserData({ a: 1 })),
      outcomeOf(service.sendTyping()),
      outcomeOf(service.addPrefilter({ filters: /c/ })),
      outcomeOf(service.stopPoll()),
      outcomeOf(service.endChat()),
    ];
    await service.registerTypingPreviewInput({ input: field });
    await on.settle();
    expect(calls.map(({ method }) => method)).to.deep.equal(['restore']);
    expect(outcomes.map((outcome) => outcome())).to.deep.equal(new Array(7).fill('open'));
    answer.next(frameOf({ messages }));
    await on.settle();

    expect(outcomes.map((outcome) => outcome())).to.deep.equal(new Array(7).fill('resolved'));
    const methods = calls.map(({ method }) => method);
    expect(methods.filter((method) => method === 'send')).to.have.length(2);
    expect(methods.at(-1)).to.equal('end');
    expect(names().slice(0, 3)).to.deep.equal(['restored', 'messageReceived', 'pollingStarted']);
  });

  it('startChat waits too: refused when the chat goes on', async () => {
    const { service, answer, calls } = await restoring();
    const starting = service.startChat();
    await on.settle();
    answer.next(frameOf());
    await proveRejection(starting, 'startChat/alreadyActive');

    expect(calls.map(({ method }) => method)).to.deep.equal(['restore']);
  });

  it('startChat waits too: it starts when the chat does not go on', async () => {
    const { service, answer, names } = await restoring();
    const starting = service.startChat();
    await on.settle();
    answer.error(refused(404));
    await starting;

    expect(names()).to.deep.equal(['error', 'restoreFailed', 'started', 'pollingStarted']);
  });

  it('commands that need a chat are refused when it does not go on', async () => {
    const { service, answer } = await restoring();
    const sending = service.sendMessage({ message: 'a' });
    await on.settle();
    answer.error(offline());

    expect(await rejectionOf(sending)).to.equal('CommandRejected: There is no active chat session');
  });

  it('bad input is refused at once', async () => {
    const { service } = await restoring();
    await proveRejection(service.sendMessage({ message: '' }), 'sendMessage/noText');
  });

  for (const [how, sessionActive] of [
    ['goes on', true],
    ['does not', false],
  ] as const) {
    it(`verifySession waits: the chat ${how}`, async () => {
      const { service, answer } = await restoring();
      const outcome = outcomeOf(service.verifySession());
      const asked = service.verifySession();
      await on.settle();
      expect(outcome()).to.equal('open');
      if (sessionActive) answer.next(frameOf());
      else answer.next(frameOf({ chatEnded: true }));

      expect(await proveResolution(asked, 'verifySession/told')).to.deep.equal({ sessionActive });
    });
  }
});

describe('verifySession', () => {
  const on = stage();

  it('tells of a live chat, of none, and of one that is starting or ending', async () => {
    const answers = [new Subject<Frame>(), new Subject<Frame>()] as const;
    const { service } = on.open({ restore: [], start: [answers[0]], end: [answers[1]] });
    const isActive = async () => (await service.verifySession()).sessionActive;
    const before = await proveResolution(service.verifySession(), 'verifySession/told');
    expect(before).to.deep.equal({ sessionActive: false });
    const starting = service.startChat();
    expect(await isActive(), 'starting').to.equal(true);
    answers[0].next(frameOf({ session: scriptedSession }));
    await starting;
    expect(await isActive(), 'live').to.equal(true);
    const ending = service.endChat();
    expect(await isActive(), 'ending').to.equal(true);
    answers[1].next(frameOf());
    await ending;

    expect(await isActive(), 'ended').to.equal(false);
  });

  it('tells of a stored chat without asking the server', async () => {
    const store = new Map<string, string>();
    await (await on.begin({}, { store })).service.dispose();
    await on.clock.tickAsync(59_999);
    const { service, calls, events } = on.open({ restore: [] }, { store, restore: 'manual' });

    expect(await service.verifySession()).to.deep.equal({ sessionActive: true });
    expect([calls, events]).to.deep.equal([[], []]);
    expect(store.size).to.equal(1);
  });

  it('clears a stored chat that is overdue, and publishes restoreTimeout, once', async () => {
    const store = new Map<string, string>();
    await (await on.begin({}, { store })).service.dispose();
    await on.clock.tickAsync(60_000);
    const { service, calls, names } = on.open({ restore: [] }, { store, restore: 'manual' });
    const told = await Promise.all([service.verifySession(), service.verifySession(), service.verifySession()]);

    expect(told).to.deep.equal(new Array(3).fill({ sessionActive: false }));
    expect(names()).to.deep.equal(['restoreTimeout']);
    expect([calls, store.size]).to.deep.equal([[], 0]);
    await service.startChat();
  });

  it('is rejected by a transport that restores nothing', async () => {
    await proveRejection(on.open().service.verifySession(), 'verifySession/unsupported');
    await proveRejection((await on.begin()).service.verifySession(), 'verifySession/unsupported');
  });
});
