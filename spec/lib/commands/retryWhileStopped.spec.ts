import { expect } from 'chai';
import { EMPTY, map, NEVER, Subject, switchMap, throwError, timer } from 'rxjs';
import { noActiveSession, notFailed } from '../../../lib/rejections.js';
import type { WebChatService } from '../../../lib/service.js';
import { TransportFailure } from '../../../transports/failures.js';
import type { ChatMessage, Frame } from '../../../transports/frames.js';
import { frameOf, type ScriptedAnswer } from '../../../transports/scripted.js';
import { linesOf } from '../../streams/ownMessages.js';
import { type Act, Field, offline, outcomeOf, refused, stage, until } from './stage.js';

const own = (index: number, text: string): Partial<ChatMessage> => ({
  index,
  text,
  from: { id: 1, name: 'Jo', type: 'Client' },
});

const failedOf = ({ transcript$ }: WebChatService) => {
  const retries: (() => Promise<unknown>)[] = [];
  transcript$
    .subscribe((view) => retries.splice(0, 9, ...view.slice().flatMap(({ retry }) => retry ?? [])))
    .unsubscribe();
  return retries;
};

const linesBy = ({ transcript$ }: WebChatService): string => {
  const seen: string[] = [];
  transcript$.subscribe((view) => seen.push(linesOf(view).join(' | '))).unsubscribe();
  return seen.join();
};

const gone = new TransportFailure('Refused', 'Over.', {
  status: 200,
  statusCode: 2,
  frame: frameOf({ messages: [own(1, 'a')], chatEnded: true }),
});

describe('retry() while polling is stopped (C44)', () => {
  const on = stage();

  /** Messages whose answers were lost, in a chat whose polling is stopped. */
  const lose = async (texts: readonly string[], polls: readonly ScriptedAnswer<Frame>[] = []): Promise<Act> => {
    const act = await on.begin({ poll: [], send: texts.map(offline), isPollException: () => true });
    await act.service.stopPoll();
    act.push(...polls);
    for (const message of texts) await act.service.sendMessage({ message }).catch(() => undefined);
    expect(act.sent('poll')).to.have.length(0);
    return act;
  };

  /** All that failed is sent again: the code is loaded for all of them at once, and the first poll is out. */
  const retryAll = async (act: Act, polls = 1) => {
    const outcomes = failedOf(act.service).map((retry) => outcomeOf(retry()));
    await until(() => act.sent('poll').length >= polls);
    return outcomes;
  };

  const settled = async (outcomes: readonly (() => unknown)[]): Promise<string[]> => {
    await until(() => outcomes.every((outcome) => outcome() !== 'open'));
    return outcomes.map((outcome) => String(outcome()));
  };

  it('polls twice, one after the other, and sends what is not there', async () => {
    const act = await lose(['a'], [timer(40).pipe(map(() => frameOf()))]);
    const outcomes = await retryAll(act);
    expect([act.sent('poll').length, act.sent('send').length, linesBy(act.service)]).to.deep.equal([
      1,
      1,
      'a (sending)',
    ]);
    await on.clock.tickAsync(40);

    expect(await settled(outcomes)).to.deep.equal(['resolved']);
    expect([act.sent('poll').length, act.sent('send').length]).to.deep.equal([2, 2]);
    await on.clock.tickAsync(60_000);
    expect(act.sent('poll')).to.have.length(2);
  });

  it('sends nothing that is there, and publishes what the poll has found, but nothing of polling', async () => {
    const act = await lose(['a'], [frameOf({ messages: [own(1, 'a')], session: { secureKey: 'next' } })]);
    await act.service.addPrefilter({ filters: /never/ });
    await act.service.registerPreProcessor({ preprocessor: (message) => ({ ...message, text: `${message.text}!` }) });
    const before = act.names().length;

    expect(await settled(await retryAll(act))).to.deep.equal([`CommandRejected: ${notFailed}`]);
    expect([act.sent('poll').length, act.sent('send').length, linesBy(act.service)]).to.deep.equal([1, 1, 'a! (sent)']);
    expect(act.names().slice(before)).to.deep.equal(['reconnected', 'messageReceived']);
    expect(await act.service.getSessionData()).to.include({ secureKey: 'next' });
  });

  it('asks for what may have been lost on its way, with the text in the typing input', async () => {
    const act = await on.begin({ poll: [frameOf({ messages: [own(3, 'before')] })], send: [offline()] });
    await on.clock.tickAsync(300);
    const field = new Field();
    field.value = 'half a';
    const registered = act.service.registerTypingPreviewInput({ input: field });
    await registered;
    await act.service.stopPoll();
    await act.service.sendMessage({ message: 'a' }).catch(() => undefined);
    await settled(await retryAll(act, 2));

    expect(act.sent('poll')[1]?.[1]).to.deep.equal({ after: 3, again: true, preview: 'half a' });
  });

  it('shares its polls: never two at a time, however many retries wait', async () => {
    let open = 0;
    let most = 0;
    const slow = timer(40).pipe(
      map(() => {
        open -= 1;
        return frameOf();
      }),
    );
    const poll = () => {
      open += 1;
      most = Math.max(most, open);
      return slow;
    };
    const act = await on.begin({ poll, send: [offline(), offline(), offline()] });
    await act.service.stopPoll();
    for (const message of ['a', 'b', 'c']) await act.service.sendMessage({ message }).catch(() => undefined);
    const outcomes = await retryAll(act);
    await on.clock.tickAsync(40);
    await until(() => act.sent('poll').length === 2);
    await on.clock.tickAsync(40);

    expect(await settled(outcomes)).to.deep.equal(['resolved', 'resolved', 'resolved']);
    expect([most, act.sent('poll').length, act.sent('send').length]).to.deep.equal([1, 2, 6]);
  });

  for (const reason of [offline(), refused(), refused(500)]) {
    it(`rejects with the failure of that poll, and can be tried again: ${reason.message} ${reason.status}`, async () => {
      const act = await lose(['a', 'b'], [timer(40).pipe(switchMap(() => throwError(() => reason)))]);
      const outcomes = await retryAll(act);
      await on.clock.tickAsync(40);

      expect(await settled(outcomes)).to.deep.equal([String(reason), String(reason)]);
      expect(outcomes[0]?.()).to.equal(reason);
      expect([act.sent('poll').length, act.sent('send').length]).to.deep.equal([1, 2]);
      expect(linesBy(act.service)).to.equal('a (failed) | b (failed)');
      expect(await settled(await retryAll(act, 2))).to.deep.equal(['resolved', 'resolved']);
      expect(act.sent('send')).to.have.length(4);
    });
  }

  it('counts a failed poll as any other', async () => {
    const act = await lose(['a'], [new TransportFailure('Refused', 'Not now.', { statusCode: 1 })]);
    await settled(await retryAll(act));

    expect(act.names().slice(-2)).to.deep.equal(['reconnected', 'connectionPending']);
  });

  it('rejects if a transport says nothing', async () => {
    const act = await lose(['a'], [EMPTY]);

    expect((await settled(await retryAll(act)))[0]).to.include('TransportFailure');
    expect(act.sent('poll')).to.have.length(1);
  });

  it('gives its poll up once polling is resumed, and goes on with that', async () => {
    const act = await lose(['a'], [NEVER]);
    const outcomes = await retryAll(act);
    await act.service.startPoll();
    await on.settle();
    const polls = act.calls.filter(({ method }) => method === 'poll');
    expect(polls.map(({ outcome }) => outcome)).to.deep.equal(['aborted']);
    await on.clock.tickAsync(3000);

    expect(await settled(outcomes)).to.deep.equal(['resolved']);
    expect(act.sent('send')).to.have.length(2);
    expect(act.data('error')).to.deep.equal([]);
  });

  it('polls also if polling is stopped while it waits', async () => {
    const act = await on.begin({ poll: [NEVER, NEVER], send: [offline()] });
    await on.clock.tickAsync(300);
    await act.service.sendMessage({ message: 'a' }).catch(() => undefined);
    const [outcome] = failedOf(act.service).map((retry) => outcomeOf(retry()));
    await on.clock.tickAsync(5000);
    expect(outcome?.()).to.equal('open');
    await act.service.stopPoll();

    expect(await settled(outcome ? [outcome] : [])).to.deep.equal(['resolved']);
    expect(act.sent('poll')).to.have.length(4);
  });

  it('survives a resume and a stop in one breath', async () => {
    const act = await lose(['a'], [NEVER]);
    const outcomes = await retryAll(act);
    await Promise.all([act.service.startPoll(), act.service.stopPoll()]);

    expect(await settled(outcomes)).to.deep.equal(['resolved']);
    expect([act.sent('poll').length, act.data('error')]).to.deep.equal([3, []]);
  });

  it('waits for the answer to an equal message under way instead of polling without end', async () => {
    const slow$ = new Subject<Frame>();
    const act = await on.begin({ poll: [], send: [offline(), slow$] });
    await act.service.stopPoll();
    await act.service.sendMessage({ message: 'a' }).catch(() => undefined);
    const second = outcomeOf(act.service.sendMessage({ message: 'a' }));
    await on.settle();
    const outcomes = await retryAll(act, 2);
    for (let turns = 0; turns < 20; turns++) await on.settle();
    expect([outcomes[0]?.(), act.sent('poll').length, act.sent('send').length]).to.deep.equal(['open', 2, 2]);
    slow$.next(frameOf());
    act.push(frameOf({ messages: [own(1, 'a')] }));

    expect(await settled([...outcomes, second])).to.deep.equal(['resolved', 'resolved']);
    expect(act.sent('poll').length).to.be.within(4, 5);
    expect(linesBy(act.service)).to.equal('a (sent) | a (sent)');
  });

  it('takes the last words in if the chat is over, and rejects', async () => {
    const over = await lose(['a'], [frameOf({ chatEnded: true })]);
    expect(await settled(await retryAll(over))).to.deep.equal([`CommandRejected: ${noActiveSession}`]);
    expect(linesBy(over.service)).to.equal('a (failed)');
    const refusedPoll = await lose(['a'], [gone]);
    expect(await settled(await retryAll(refusedPoll))).to.deep.equal([`CommandRejected: ${notFailed}`]);
    expect(linesBy(refusedPoll.service)).to.equal('a (sent)');
    for (const { sent, names } of [over, refusedPoll]) {
      expect(sent('send')).to.have.length(1);
      expect(names()).to.include('ended');
    }
  });

  it('settles if the customer ends the chat or the service is disposed meanwhile', async () => {
    const ended = await lose(['a'], [NEVER]);
    const outcomes = await retryAll(ended);
    await ended.service.endChat();
    expect(await settled(outcomes)).to.deep.equal([`CommandRejected: ${noActiveSession}`]);
    const disposed = await lose(['a'], [NEVER]);
    const left = await retryAll(disposed);
    await disposed.service.dispose();

    expect((await settled(left))[0]).to.include('SessionDisposed');
    for (const { calls } of [ended, disposed])
      expect(calls.find(({ method }) => method === 'poll')?.outcome).to.equal('aborted');
  });

  it('sends equal messages once each, if the server has one of them', async () => {
    const log: Partial<ChatMessage>[] = [];
    const arrives = () => log.push(own(log.length + 1, 'a'));
    let sends = 0;
    const send = () => {
      sends += 1;
      if (sends === 1 || sends > 3) arrives();
      return sends > 3 ? frameOf() : offline();
    };
    const act = await on.begin({ poll: (_, { after = 0 }) => frameOf({ messages: log.slice(Number(after)) }), send });
    await act.service.stopPoll();
    for (const message of ['a', 'a', 'a']) await act.service.sendMessage({ message }).catch(() => undefined);
    const outcomes = await settled(await retryAll(act));

    expect(outcomes.sort()).to.deep.equal([`CommandRejected: ${notFailed}`, 'resolved', 'resolved']);
    expect([sends, log.length, linesBy(act.service)]).to.deep.equal([5, 3, 'a (sent) | a (sent) | a (sent)']);
  });

  it('holds up no other message', async () => {
    const act = await lose(['a'], [NEVER]);
    const [outcome] = await retryAll(act);
    await act.service.sendMessage({ message: 'b' });

    expect(outcome?.()).to.equal('open');
    expect(act.sent('send').map(([, said]) => said)).to.deep.equal([{ message: 'a' }, { message: 'b' }]);
  });

  it('does not poll for what the server has refused', async () => {
    const act = await on.begin({ poll: [], send: [refused()] });
    await act.service.stopPoll();
    await act.service.sendMessage({ message: 'a' }).catch(() => undefined);
    await Promise.all(failedOf(act.service).map((retry) => retry()));

    expect([act.sent('poll').length, act.sent('send').length]).to.deep.equal([0, 2]);
  });
});
