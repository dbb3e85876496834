import { expect } from 'chai';
import { map, NEVER, Subject, timer } from 'rxjs';
import type { SendMessageOptions } from '../../../lib/commands.js';
import { noActiveSession, notFailed } from '../../../lib/rejections.js';
import type { WebChatService } from '../../../lib/service.js';
import type { TranscriptMessage } from '../../../streams/transcript.js';
import type { ChatMessage, Frame, ServerAnswer } from '../../../transports/frames.js';
import { frameOf, type ScriptedAnswer, scriptedSession } from '../../../transports/scripted.js';
import { linesOf } from '../../streams/ownMessages.js';
import { prove, proveRejection } from '../../support/proofs.js';
import { type Act, everything, offline, outcomeOf, refused, rejectionOf, type Stage, stage } from './stage.js';

const client = { id: 1, name: 'Jo', type: 'Client' };
const own = (index: number, text: string): Partial<ChatMessage> => ({ index, text, from: client });
const agents = (index: number, text: string): Partial<ChatMessage> => ({
  index,
  text,
  from: { id: 2, name: 'Ann', type: 'Agent' },
});

/** What the page shows now, in full and in short. */
const shownBy = ({ transcript$ }: WebChatService): TranscriptMessage[] => {
  let shown: TranscriptMessage[] = [];
  transcript$
    .subscribe((view) => {
      shown = view.slice();
    })
    .unsubscribe();
  return shown;
};

const linesBy = (service: WebChatService): string => linesOf(shownBy(service)).join(' | ');

/** Everything that the page has shown, one after the other. */
const watch = ({ transcript$ }: WebChatService): string[] => {
  const seen: string[] = [];
  transcript$.subscribe((view) => seen.push(linesOf(view).join(' | ')));
  return seen;
};

const send = (
  service: WebChatService,
  message: string,
  more: Partial<SendMessageOptions> = {},
): Promise<ServerAnswer> => service.sendMessage({ ...more, message });

const again = (service: WebChatService): Promise<unknown> => {
  const { retry } = shownBy(service).find(({ status }) => status === 'failed') ?? {};
  return retry ? retry() : Promise.reject(new Error('Nothing has failed.'));
};

/** The server's next answer, and time for it. */
const pollingOn =
  (on: Stage) =>
  async ({ push }: Act, ...messages: readonly Partial<ChatMessage>[]): Promise<void> => {
    push(frameOf({ messages }));
    await on.clock.tickAsync(3000);
  };

describe('messageStatus', () => {
  const on = stage();
  const polled = pollingOn(on);

  it('shows what is sent at once, also what waits in the row, in order; then the server’s echoes', async () => {
    const later = timer(40).pipe(map(() => frameOf()));
    const act = await on.begin({ poll: [], send: [later, later] });
    const { service } = act;
    const sending = ['a', 'b'].map((text) => send(service, text));
    await on.settle();
    expect(linesBy(service)).to.equal('a (sending) | b (sending)');
    await on.clock.tickAsync(40);
    expect(linesBy(service)).to.equal('a (sent) | b (sending)');
    await on.clock.tickAsync(40);
    await Promise.all(sending);
    expect(linesBy(service)).to.equal('a (sent) | b (sent)');
    await polled(act, agents(1, 'w'), own(2, 'a'), own(3, 'b'));

    expect(linesBy(service)).to.equal('w | a (sent) | b (sent)');
    expect(act.sent('send')).to.have.length(2);
  });

  it('shows it from the customer, as the server names them', async () => {
    const act = await on.begin({ poll: [], send: [NEVER, NEVER] });
    void send(act.service, 'a').catch(() => undefined);
    await on.settle();
    expect(shownBy(act.service)[0]?.from).to.deep.equal({ id: '', name: '', type: 'Client' });
    await polled(act, { index: 1, type: 'ParticipantJoined', from: client });
    void send(act.service, 'b').catch(() => undefined);
    await on.settle();

    expect(shownBy(act.service).map(({ from }) => from.name)).to.deep.equal(['Jo', '', 'Jo']);
  });

  it('shows two equal texts as two, whatever comes first', async () => {
    const answers = [new Subject<Frame>(), new Subject<Frame>()];
    const act = await on.begin({ poll: [], send: answers });
    const { service } = act;
    const seen = watch(service);
    const sending = Promise.all([send(service, 'a'), send(service, 'a')]);
    await polled(act, own(1, 'a'));
    for (const answer$ of answers) {
      answer$.next(frameOf());
      answer$.complete();
      await on.settle();
    }
    await sending;
    await polled(act, own(2, 'a'));

    expect(seen).to.deep.equal([
      '',
      'a (sending)',
      'a (sending) | a (sending)',
      'a (sent) | a (sending)',
      'a (sent) | a (sent)',
      'a (sent) | a (sent)',
    ]);
  });

  it('keeps what failed, with its reason, until it is sent again, just as it was', async () => {
    const failure = refused();
    const act = await on.begin({ poll: [], send: [failure, offline(), frameOf({ answer: { third: true } })] });
    const { service, sent } = act;
    expect(await send(service, 'a', { type: 'text/html', parentMessageID: '7' }).catch((error) => error)).to.equal(
      failure,
    );
    expect(shownBy(service)[0]).to.include({ text: 'a', status: 'failed', reason: failure });
    await send(service, 'b').catch(() => undefined);
    expect(linesBy(service)).to.equal('a (failed) | b (failed)');
    const retrying = again(service);
    await on.settle();
    expect(await retrying).to.deep.equal({ third: true });
    expect(linesBy(service)).to.equal('a (sent) | b (failed)');
    expect(shownBy(service)[0]).to.not.have.any.keys('reason', 'retry');
    const message = { message: 'a', type: 'text/html', parentMessageID: '7' };
    expect(sent('send').map(([, said]) => said)).to.deep.equal([message, { message: 'b' }, message]);
    await polled(act, own(1, 'a'));

    expect(linesBy(service)).to.equal('a (sent) | b (failed)');
  });

  it('sends again once, however often it is asked to, and rejects like sendMessage', async () => {
    const failure = refused(500);
    const { service, sent } = await on.begin({ send: [offline(), failure, offline()] });
    await send(service, 'a').catch(() => undefined);
    const retries = [again(service), again(service)].map((retry) => retry.catch((error) => error));
    const [first, second] = await Promise.all(retries);

    expect(first).to.equal(failure);
    expect(second).to.be.instanceOf(Error).with.property('message', notFailed);
    expect(sent('send')).to.have.length(2);
    expect(linesBy(service)).to.equal('a (failed)');
  });

  it('knows what has arrived after all', async () => {
    const act = await on.begin({ poll: [], send: [offline()] });
    await send(act.service, 'a').catch(() => undefined);
    const retry = shownBy(act.service)[0]?.retry;
    await polled(act, own(1, 'a'));

    expect(linesBy(act.service)).to.equal('a (sent)');
    await proveRejection(Promise.resolve(retry?.()), 'retry/notFailed');
    expect(act.sent('send')).to.have.length(1);
  });

  it('shows a text as the server has changed it, and soon only that', async () => {
    const act = await on.begin({ poll: [] });
    await send(act.service, 'damn');
    act.push(frameOf({ messages: [own(1, '****')] }), frameOf());
    await on.clock.tickAsync(3000);

    expect(linesBy(act.service)).to.equal('**** (sent)');
  });

  it('shows nothing that is not sent, or that is to be hidden', async () => {
    const { service } = on.open({ send: [] }, { maxMessageLength: 5 });
    const seen = watch(service);
    for (const text of ['', 'before']) await rejectionOf(send(service, text));
    await service.startChat();
    await rejectionOf(send(service, 'too long'));
    await service.sendFilteredMessage({ message: '1234', regex: /\d/ });
    await send(service, '5');

    expect(seen.join('')).to.equal('');
  });

  it('shows it as the preprocessors make it, and nothing of it that they hide', async () => {
    const act = await on.begin({ poll: [], send: [offline()] });
    const { service } = act;
    await polled(act, { index: 1, type: 'ParticipantJoined', from: client });
    await service.registerPreProcessor({
      preprocessor: (message) => {
        message.text = message.text.replace(/\d+/, `•••• of ${message.from.name}`);
      },
    });
    await service.registerPreProcessor({
      preprocessor: () => {
        throw new Error('in vain');
      },
    });
    const seen = watch(service);
    await send(service, 'card 4711').catch(() => undefined);
    await polled(act, own(2, 'card 4711'));

    expect([...new Set(seen.slice(1))]).to.deep.equal([
      'card •••• of Jo (sending)',
      'card •••• of Jo (failed)',
      'card •••• of Jo (sent)',
    ]);
    expect(act.sent('send')[0]?.[1]).to.deep.equal({ message: 'card 4711' });
    // The one that throws has thrown twice: over one's own words, and over the server's.
    expect(act.data('error')).to.have.length(2);
  });

  it('hands nothing to the preprocessors that is not sent, or that is to be hidden', async () => {
    const act = on.open({ poll: [], send: [] }, { maxMessageLength: 5 });
    const { service } = act;
    const seen: string[] = [];
    await service.registerPreProcessor({ preprocessor: ({ text }) => void seen.push(text) });
    await rejectionOf(send(service, 'soon'));
    await service.startChat();
    await service.addPrefilter({ filters: /^\d+$/ });
    await rejectionOf(send(service, 'too long'));
    await send(service, '1234');
    await service.sendFilteredMessage({ message: 'xyz', regex: /xyz/ });
    await send(service, 'hi');

    expect(seen).to.deep.equal(['hi']);
  });

  it('C45: sends and shows what a URL can carry of it, and knows it again', async () => {
    const act = await on.begin({ poll: [], send: [offline()] });
    const { service, sent } = act;
    const seen = watch(service);
    await send(service, 'cut \ud83d').catch(() => undefined);
    await polled(act, own(1, 'cut \ufffd'));
    await send(service, 'u\u0308ber \u{1f600}');
    await service.sendFilteredMessage({ message: '\ude00 1234', regex: /\d/ });
    await polled(act, own(2, '\u00fcber \u{1f600}'), own(3, '\ufffd 1234'));

    expect(sent('send').map(([, said]) => said)).to.deep.equal([
      { message: 'cut \ufffd' },
      { message: 'u\u0308ber \u{1f600}' },
      { message: '\ufffd 1234' },
    ]);
    expect([...new Set(seen.slice(1))]).to.deep.equal([
      'cut \ufffd (sending)',
      'cut \ufffd (failed)',
      'cut \ufffd (sent)',
      'cut \ufffd (sent) | u\u0308ber \u{1f600} (sending)',
      'cut \ufffd (sent) | u\u0308ber \u{1f600} (sent)',
      'cut \ufffd (sent) | \u00fcber \u{1f600} (sent)',
    ]);
  });

  it('leaves events, getTranscript and getStats to the server', async () => {
    const act = await on.begin({ poll: [] });
    await send(act.service, 'a');
    expect((await act.service.getTranscript()).messages).to.deep.equal([]);
    expect(await act.service.getStats()).to.include({ startTime: false });
    expect(act.data('messageReceived')).to.deep.equal([]);
    await polled(act, own(1, 'a'));

    const { messages } = await act.service.getTranscript();
    expect(messages).to.deep.equal([{ type: 'Message', ...own(1, 'a') }]);
    expect(act.data('messageReceived')[0]).to.have.property('messages').that.deep.equals(messages);
    expect(shownBy(act.service)).to.deep.equal([{ ...messages[0], status: 'sent', key: 'own-1' }]);
  });

  it('can be switched off', async () => {
    const act = await on.begin({ poll: [], send: [frameOf(), offline()] }, { messageStatus: false });
    const seen = watch(act.service);
    await send(act.service, 'a');
    await send(act.service, 'b').catch(() => undefined);
    await polled(act, own(1, 'a'));

    expect(seen).to.deep.equal(['', 'a']);
    prove('option/messageStatus');
  });
});

describe('messageStatus, where it is not known whether a message has arrived', () => {
  const on = stage();
  const polled = pollingOn(on);

  /** One message that was sent, and whose answer was lost. */
  const lose = async (poll: ScriptedAnswer<Frame>[] = [], reason = offline()): Promise<Act> => {
    const act = await on.begin({ poll, send: [reason] });
    await send(act.service, 'a').catch(() => undefined);
    return act;
  };

  it('sends again once the server has told all that it has, the second poll behind the failure', async () => {
    const { service, sent, calls } = await lose();
    const outcome = outcomeOf(again(service));
    await on.settle();
    expect(linesBy(service)).to.equal('a (sending)');
    const polls = () => calls.filter(({ method }) => method === 'poll').length;
    const before = polls();
    while (polls() < before + 2) {
      expect(sent('send')).to.have.length(1);
      await on.clock.tickAsync(50);
    }

    expect(sent('send')).to.have.length(2);
    expect(outcome()).to.equal('resolved');
    expect(linesBy(service)).to.equal('a (sent)');
  });

  it('does not send again what the server turns out to have', async () => {
    const { service, sent, push } = await lose();
    const outcome = outcomeOf(again(service));
    push(frameOf({ messages: [own(1, 'a')] }));
    await on.clock.tickAsync(3000);

    expect(String(outcome())).to.equal(`CommandRejected: ${notFailed}`);
    expect(linesBy(service)).to.equal('a (sent)');
    expect(sent('send')).to.have.length(1);
    await on.clock.tickAsync(10_000);
    expect(linesBy(service)).to.equal('a (sent)');
  });

  it('waits as long as nobody answers, and shows that it is on its way', async () => {
    const { service, sent, push } = await lose([offline()]);
    const outcome = outcomeOf(again(service));
    for (let polls = 0; polls < 20; polls++) push(offline());
    await on.clock.tickAsync(10_000);
    expect([outcome(), linesBy(service), sent('send').length]).to.deep.equal(['open', 'a (sending)', 1]);
    await on.clock.tickAsync(200_000);

    expect([outcome(), sent('send').length]).to.deep.equal(['resolved', 2]);
  });

  it('holds up no other message', async () => {
    const { service, sent } = await lose([offline()]);
    const outcome = outcomeOf(again(service));
    await send(service, 'b');

    expect(outcome()).to.equal('open');
    expect(sent('send').map(([, said]) => said)).to.deep.equal([{ message: 'a' }, { message: 'b' }]);
  });

  it('sends again at once where the server has said no, or has told all meanwhile', async () => {
    const refusedByServer = await lose([], refused());
    await again(refusedByServer.service);
    const tolerant = await lose();
    await on.clock.tickAsync(10_000);
    await again(tolerant.service);

    for (const { sent } of [refusedByServer, tolerant]) expect(sent('send')).to.have.length(2);
  });

  it('does not send again what arrived while it stood in the row', async () => {
    const slow$ = new Subject<Frame>();
    const act = await on.begin({ poll: [], send: [offline(), slow$] });
    const { service, sent } = act;
    await send(service, 'a').catch(() => undefined);
    await on.clock.tickAsync(10_000);
    const other = outcomeOf(send(service, 'b'));
    const outcome = outcomeOf(again(service));
    await polled(act, own(1, 'a'));
    slow$.next(frameOf());
    await on.settle();

    expect(other()).to.equal('resolved');
    expect(String(outcome())).to.equal(`CommandRejected: ${notFailed}`);
    expect(sent('send').map(([, said]) => said)).to.deep.equal([{ message: 'a' }, { message: 'b' }]);
  });

  it('leaves the echo of the same words to those that are under way, and loses neither', async () => {
    const slow$ = new Subject<Frame>();
    const act = await on.begin({ poll: [], send: [offline(), slow$] });
    const { service, sent } = act;
    await send(service, 'a').catch(() => undefined);
    const retried = outcomeOf(again(service));
    const second = outcomeOf(send(service, 'a'));
    await polled(act, own(1, 'a'));
    await on.clock.tickAsync(10_000);
    expect(linesBy(service)).to.equal('a (sent) | a (sending)');
    slow$.next(frameOf());
    await on.settle();
    expect([retried(), second(), sent('send').length]).to.deep.equal(['open', 'resolved', 2]);
    // E52: the echo may have been the first one's, and that of the second is still to come.
    await on.clock.tickAsync(10_000);
    expect([retried(), sent('send').length]).to.deep.equal(['resolved', 3]);
    await polled(act, own(1, 'a'), own(2, 'a'));

    expect(linesBy(service)).to.equal('a (sent) | a (sent)');
  });

  it('E52: says three equal messages three times, though one fails after an echo was seen', async () => {
    const second$ = new Subject<Frame>();
    const act = await on.begin({ poll: [], send: [offline(), second$] });
    const { service, sent } = act;
    await send(service, 'yes').catch(() => undefined);
    // The server has the first one. Its echo is taken for the second's, which arrives after those polls.
    const second = outcomeOf(send(service, 'yes'));
    const third = outcomeOf(send(service, 'yes'));
    await polled(act, own(1, 'yes'));
    await on.clock.tickAsync(10_000);
    second$.error(offline());
    await on.settle();
    expect([String(second()), third()]).to.deep.equal(['TransportFailure: No answer.', 'resolved']);
    const retried = outcomeOf(again(service));
    await on.settle();
    expect(sent('send')).to.have.length(3);
    await polled(act, own(2, 'yes'), own(3, 'yes'));
    await on.clock.tickAsync(10_000);

    expect(String(retried())).to.equal(`CommandRejected: ${notFailed}`);
    expect(sent('send')).to.have.length(3);
    expect(linesBy(service)).to.equal('yes (sent) | yes (sent) | yes (sent)');
  });

  it('does not go out any more once the customer ends the chat', async () => {
    const { service, calls } = await lose();
    const outcome = outcomeOf(again(service));
    await service.endChat();
    await on.settle();

    expect(String(outcome())).to.equal(`CommandRejected: ${noActiveSession}`);
    expect(linesBy(service)).to.equal('a (failed)');
    expect(calls.map(({ method }) => method).filter((method) => method !== 'poll')).to.deep.equal([
      'start',
      'send',
      'end',
    ]);
  });

  it('settles when the chat ends meanwhile, and stays failed', async () => {
    const { service, sent, push } = await lose();
    const outcome = outcomeOf(again(service));
    push(frameOf({ chatEnded: true }));
    await on.clock.tickAsync(3000);

    expect(String(outcome())).to.equal(`CommandRejected: ${noActiveSession}`);
    expect(linesBy(service)).to.equal('a (failed)');
    expect(sent('send')).to.have.length(1);
  });

  it('settles when the service is let go of meanwhile', async () => {
    const { service } = await lose([offline()]);
    const outcome = outcomeOf(again(service));
    await on.settle();
    await service.dispose();
    await on.settle();

    expect(String(outcome())).to.include('SessionDisposed');
  });

  it('does not wait where the server pushes: its signs of life are far between', async () => {
    const act = await on.begin({ follow: [new Subject<Frame>()], send: [offline()] });
    await on.clock.tickAsync(3000);
    await send(act.service, 'a').catch(() => undefined);
    await again(act.service);

    expect(act.sent('send')).to.have.length(2);
  });
});

describe('messageStatus, where the chat does not stay', () => {
  const on = stage();

  it('lets what is on its way go out when the chat is ended, and shows how that went', async () => {
    const later = timer(40).pipe(map(() => frameOf()));
    const { service } = await on.begin({ poll: [], send: [later, offline()] });
    const outcomes = ['a', 'b'].map((text) => outcomeOf(send(service, text)));
    const ending = service.endChat();
    await on.clock.tickAsync(40);
    await ending;

    expect(outcomes.map((outcome) => String(outcome()))).to.deep.equal(['resolved', 'TransportFailure: No answer.']);
    expect(linesBy(service)).to.equal('a (sent) | b (failed)');
  });

  it('settles every message of a chat that is over, and keeps showing them until the next one', async () => {
    const first$ = new Subject<Frame>();
    const { service, push } = await on.begin({ poll: [], send: [frameOf(), first$] });
    await send(service, 'a');
    const outcomes = ['b', 'c'].map((text) => outcomeOf(send(service, text)));
    await on.settle();
    push(frameOf({ chatEnded: true }));
    await on.clock.tickAsync(3000);
    first$.error(offline());
    await on.settle();
    expect(outcomes.map((outcome) => String(outcome()))).to.deep.equal([
      'TransportFailure: No answer.',
      `CommandRejected: ${noActiveSession}`,
    ]);
    expect(linesBy(service)).to.equal('a (sent) | b (failed) | c (failed)');
    expect(await rejectionOf(again(service))).to.equal(`CommandRejected: ${noActiveSession}`);
    const stale = shownBy(service)[1]?.retry;
    await service.startChat();

    expect(linesBy(service)).to.equal('');
    expect(await rejectionOf(Promise.resolve(stale?.()))).to.equal(`CommandRejected: ${notFailed}`);
  });

  it('shows after a reload what the server has, once', async () => {
    const store = new Map<string, string>();
    const left = await on.begin({ ...everything, send: [NEVER] }, { store });
    const lost = outcomeOf(send(left.service, 'a'));
    await on.settle();
    expect(linesBy(left.service)).to.equal('a (sending)');
    await left.service.dispose();
    await on.settle();
    expect(String(lost())).to.include('SessionDisposed');
    const restore = [frameOf({ session: scriptedSession, messages: [own(1, 'a')] })];
    const { service, push } = on.open({ ...everything, restore }, { store });
    await on.settle();
    expect(linesBy(service)).to.equal('a (sent)');
    await send(service, 'a');
    expect(linesBy(service)).to.equal('a (sent) | a (sent)');
    push(frameOf({ messages: [own(1, 'a'), own(2, 'a')] }));
    await on.clock.tickAsync(3000);

    expect(linesBy(service)).to.equal('a (sent) | a (sent)');
    expect(shownBy(service).map(({ index }) => index)).to.deep.equal([1, 2]);
  });

  it('sends nothing before it is known whether the chat goes on, and shows it then', async () => {
    const store = new Map<string, string>();
    const left = await on.begin(everything, { store });
    await left.service.dispose();
    const restored$ = new Subject<Frame>();
    const { service, sent } = on.open({ ...everything, restore: [restored$], send: [NEVER] }, { store });
    void send(service, 'a').catch(() => undefined);
    await on.settle();
    expect(linesBy(service)).to.equal('');
    restored$.next(frameOf({ session: scriptedSession, messages: [own(1, 'before')] }));
    restored$.complete();
    await on.settle();

    expect(linesBy(service)).to.equal('before (sent) | a (sending)');
    expect(sent('send')).to.have.length(1);
  });
});
