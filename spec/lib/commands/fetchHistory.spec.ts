import { expect } from 'chai';
import { NEVER, Subject } from 'rxjs';
import type { Frame, ServerAnswer } from '../../../transports/frames.js';
import { frameOf, type Script } from '../../../transports/scripted.js';
import { proveEvent, proveRejection, proveResolution } from '../../support/proofs.js';
import { asyncServer, keys, lost, saying } from '../asyncServer.js';
import { offline, outcomeOf, refused, stage, until } from './stage.js';

describe('fetchHistory', () => {
  const on = stage();
  const page = (answer: ServerAnswer, ...indices: readonly number[]): Frame => ({ ...saying(...indices), answer });

  /** A chat that knows the messages 7 to 9. */
  const open = async (history: Script['history'] = [], more: object = {}) => {
    const act = await on.begin({ ...asyncServer, history, poll: [saying(7, 8, 9)] }, { async: {}, ...more });
    await on.clock.tickAsync(250);
    const indices = async () => (await act.service.getTranscript()).messages.map(({ index }) => index);
    return { ...act, indices };
  };

  it('hands what is known to no preprocessor again', async () => {
    const { service } = await open([saying(5, 6, 7)]);
    const seen: unknown[] = [];
    await service.registerPreProcessor({ preprocessor: ({ index }) => void seen.push(index) });
    await service.fetchHistory();
    expect(seen).to.deep.equal([5, 6]);
  });

  it('takes the keys that a page brings, and its end of the chat', async () => {
    const { service, sent, names } = await open([
      { ...saying(6, 7), session: { token: 'new' } },
      { ...saying(5, 6), chatEnded: true },
    ]);
    await service.fetchHistory();
    await service.sendMessage({ message: 'hi' });
    expect(sent('send')[0]?.[0]).to.deep.equal({ ...keys, token: 'new' });
    expect(await service.fetchHistory().catch(String)).to.equal('CommandRejected: There is no active chat session');
    expect(names().slice(-2)).to.deep.equal(['ended', 'pollingStopped']);
  });

  it('is at its end where a page holds nothing but notices of the moment', async () => {
    const notice = frameOf({ messages: [{ type: 'Notice', text: 'now' }] });
    const { service, data } = await on.begin({ ...asyncServer, history: [notice, notice] }, { async: {} });
    for (let turn = 0; turn < 2; turn++) await proveRejection(service.fetchHistory(), 'fetchHistory/exhausted');
    expect(data('messageReceived')).to.deep.equal([]);
  });

  it('brings page by page what was said before, with the server’s answer, up to the end', async () => {
    const { service, sent, data, indices } = await open([page({ a: 1 }, 5, 6, 7), saying(4, 5), saying(4), frameOf()]);
    expect(await proveResolution(service.fetchHistory(), 'fetchHistory/fetched')).to.deep.equal({ a: 1 });
    expect(await indices()).to.deep.equal([5, 6, 7, 8, 9]);
    await service.fetchHistory();
    for (let turn = 0; turn < 2; turn++) await proveRejection(service.fetchHistory(), 'fetchHistory/exhausted');

    expect(await indices()).to.deep.equal([4, 5, 6, 7, 8, 9]);
    expect(sent('history')).to.deep.equal([7, 5, 4, 4].map((before) => [keys, { before, count: 20 }]));
    expect(data('messageReceived').slice(1)).to.deep.equal(
      [saying(5, 6), saying(4)].map(({ entries }) => ({
        messages: entries.map(({ message }) => message),
        originalMessages: entries.map(({ original }) => original),
        restoring: false,
        sessionId: 's-1',
        oldMessages: true,
      })),
    );
    proveEvent('messageReceived', data('messageReceived')[1]);
  });

  it('changes nothing where there is nothing more', async () => {
    const { service, names } = await open([saying(7)]);
    let views = 0;
    service.transcript$.subscribe(() => views++);
    const before = [views, names().length];
    await proveRejection(service.fetchHistory(), 'fetchHistory/exhausted');

    expect([views, names().length]).to.deep.equal(before);
  });

  it('asks for as many messages as it is told', async () => {
    for (const [maxMessagePageSize, count] of [
      [50, 50],
      [16, 16],
      [16.9, 16],
    ] as const) {
      const { service, sent } = await open([saying(6)], { async: { maxMessagePageSize } });
      await service.fetchHistory();

      expect(sent('history')).to.deep.equal([[keys, { before: 7, count }]]);
    }
  });

  it('asks for the newest page where nothing is known yet', async () => {
    const { service, sent } = await on.begin({ ...asyncServer, history: [saying(1, 2)] }, { async: {} });
    await service.fetchHistory();
    await on.clock.tickAsync(250);

    expect(sent('history')).to.deep.equal([[keys, { before: undefined, count: 20 }]]);
    expect((await service.getTranscript()).messages.map(({ index }) => index)).to.deep.equal([1, 2]);
    expect(sent('poll').map(([, request]) => request)).to.deep.equal([{ after: 2, preview: '', again: true }]);
  });

  it('gives two that are called at once two pages', async () => {
    const answers = [new Subject<Frame>(), new Subject<Frame>()];
    const { service, sent, indices } = await open(answers);
    const outcomes = [service.fetchHistory(), service.fetchHistory()].map(outcomeOf);
    await until(() => sent('history').length === 1);
    await on.settle();
    expect(sent('history')).to.have.length(1);
    answers[0]?.next(saying(5, 6));
    await until(() => sent('history').length === 2);
    answers[1]?.next(saying(3, 4));
    await until(() => outcomes.every((outcome) => outcome() === 'resolved'));

    expect(sent('history').map(([, request]) => request)).to.deep.equal([
      { before: 7, count: 20 },
      { before: 5, count: 20 },
    ]);
    expect(await indices()).to.deep.equal([3, 4, 5, 6, 7, 8, 9]);
  });

  it('lets the polls go on meanwhile, and keeps the order', async () => {
    const answer = new Subject<Frame>();
    const { service, sent, push, names, indices } = await open([answer]);
    const outcome = outcomeOf(service.fetchHistory());
    await until(() => sent('history').length === 1);
    push(saying(10));
    await on.clock.tickAsync(3000);
    expect(sent('poll').length).to.be.above(2);
    expect(await indices()).to.deep.equal([7, 8, 9, 10]);
    answer.next(saying(5, 6, 7));
    await until(() => outcome() === 'resolved');

    expect(await indices()).to.deep.equal([5, 6, 7, 8, 9, 10]);
    expect(names()).to.not.include('pollingStopped');
  });

  it('filters and preprocesses what it brings', async () => {
    const { service, data } = await open([saying(4, 5, 6)]);
    await service.addPrefilter({ filters: /5/ });
    await service.registerPreProcessor({ preprocessor: (message) => ({ ...message, text: `${message.text}!` }) });
    await service.fetchHistory();

    expect(data('messageReceived').at(-1)).to.have.nested.property('messages[0].text', '4!');
    expect(data('messageReceived').at(-1)).to.have.property('messages').with.length(2);
  });

  it('goes on behind the page that a restore brought', async () => {
    const script = { ...asyncServer, resume: [saying(7, 8)], history: [saying(5, 6, 7)] };
    const { service, sent } = on.open(script, { async: {}, restore: 'manual' });
    await service.restore({ sessionData: keys });
    await service.fetchHistory();

    expect(sent('history')).to.deep.equal([[keys, { before: 7, count: 20 }]]);
    expect((await service.getTranscript()).messages.map(({ index }) => index)).to.deep.equal([5, 6, 7, 8]);
  });

  it('rejects where the request fails, which is an error; the next asks for the same page', async () => {
    const failure = refused(500);
    const { service, sent, data, names } = await open([failure, offline(), saying(6)]);
    expect(await proveRejection(service.fetchHistory(), 'fetchHistory/failure')).to.equal(failure);
    expect(data('error')).to.deep.equal([failure]);
    await proveRejection(service.fetchHistory(), 'fetchHistory/failure');
    expect(names().at(-1)).to.equal('disconnected');
    await service.fetchHistory();

    expect(names().slice(-2)).to.deep.equal(['reconnected', 'messageReceived']);
    expect(sent('history').map(([, request]) => request)).to.deep.equal(new Array(3).fill({ before: 7, count: 20 }));
  });

  it('loses no session where it finds none: that is for the polls to say', async () => {
    const { service, names } = await open([lost()]);
    await proveRejection(service.fetchHistory(), 'fetchHistory/failure');

    expect(names().at(-1)).to.equal('error');
    expect(names()).to.not.include('sessionLost');
  });

  it('is rejected without a chat, and where the chat ends before the page has come', async () => {
    const answer = new Subject<Frame>();
    const { service, sent, data } = await open([answer]);
    const outcome = outcomeOf(service.fetchHistory());
    await until(() => sent('history').length === 1);
    await service.endChat();
    answer.next(saying(6));
    await until(() => outcome() !== 'open');
    expect(String(outcome())).to.equal('CommandRejected: There is no active chat session');
    expect(await service.fetchHistory().catch(String)).to.equal('CommandRejected: There is no active chat session');

    expect(sent('history')).to.have.length(1);
    expect(data('messageReceived')).to.have.length(1);
  });

  it('leaves no request where the service is disposed of', async () => {
    const { service, calls } = await open([NEVER]);
    const outcomes = [service.fetchHistory(), service.fetchHistory()].map(outcomeOf);
    await until(() => calls.some(({ method }) => method === 'history'));
    await service.dispose();
    await until(() => outcomes.every((outcome) => outcome() !== 'open'));

    for (const outcome of outcomes) expect(outcome()).to.have.property('name', 'SessionDisposed');
    expect(calls.filter(({ method }) => method === 'history').map(({ outcome }) => outcome)).to.deep.equal(['aborted']);
  });

  it('is rejected where the mode is not asynchronous, whatever the transport can', async () => {
    const { service, sent } = await on.begin(asyncServer);
    await proveRejection(service.fetchHistory(), 'fetchHistory/notAsync');
    await proveRejection(on.open().service.fetchHistory(), 'fetchHistory/notAsync');

    expect(sent('history')).to.deep.equal([]);
  });
});
