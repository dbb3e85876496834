import { getEventListeners } from 'node:events';
import { expect } from 'chai';
import { NEVER, type Observable } from 'rxjs';
import { eventNames } from '../../streams/eventNames.js';
import { scriptedSession } from '../../transports/scripted.js';
import { everything, Field, outcomeOf, stage, until } from './commands/stage.js';

/** Whether a stream has completed. */
const completed = (stream$: Observable<unknown>): (() => boolean) => {
  let over = false;
  stream$.subscribe({
    complete: () => {
      over = true;
    },
  });
  return () => over;
};

describe('dispose', () => {
  const on = stage();

  it('may come at any moment of a restore, and of a start: no rejection is left that nobody handles', async () => {
    for (let moment = 0; moment < 12; moment++) {
      const { service } = on.open(
        { ...everything, history: [] },
        { async: { load: () => undefined, save: () => undefined } },
      );
      const started = outcomeOf(service.startChat());
      for (let turn = 0; turn < moment; turn++) await undefined;
      await service.dispose();
      // Its code may still have to load.
      await until(() => started() !== 'open');
      const { service: other } = on.open(everything);
      for (let turn = 0; turn < moment; turn++) await undefined;
      await other.dispose();
    }
  });

  it('completes every stream, those asked for later too', async () => {
    const { service } = await on.begin(everything);
    const views = [service.state$, service.transcript$, service.agents$, service.connection$];
    const streams = [...views, service.uploads$, service.events$, service.events.ready$, service.events.error$];
    const over = streams.map(completed);
    expect(over.map((isOver) => isOver())).to.not.include(true);
    await service.dispose();

    expect(over.map((isOver) => isOver())).to.not.include(false);
    for (const name of eventNames) expect(completed(service.events[`${name}$`])(), name).to.equal(true);
    for (const view of views) expect(completed(view)()).to.equal(true);
  });

  it('leaves no timer and no request: polling, typing, agents typing, waiting to try again', async () => {
    const typing = { index: 1, type: 'TypingStarted', from: { id: 2, name: 'Ann', type: 'Agent' } };
    const { service, calls, push, names } = await on.begin({ ...everything, customNotice: [NEVER] });
    push({ entries: [{ message: { ...typing, text: '' }, original: typing }], chatEnded: false, answer: {} }, NEVER);
    await on.clock.tickAsync(250);
    await service.sendTyping();
    const noticing = outcomeOf(service.sendCustomNotice());
    await on.clock.tickAsync(800);
    expect(names()).to.include('agentTypingStarted');
    expect(on.clock.countTimers()).to.not.equal(0);
    await service.dispose();
    const made = calls.length;

    expect(on.clock.countTimers()).to.equal(0);
    expect(calls.filter(({ outcome }) => outcome === 'open')).to.deep.equal([]);
    await on.clock.tickAsync(60_000);
    expect(calls).to.have.length(made);
    expect(noticing()).to.have.property('name', 'SessionDisposed');
  });

  it('is what Symbol.asyncDispose does, and may be done twice', async () => {
    const { service } = await on.begin(everything);
    const over = completed(service.state$);
    await service[Symbol.asyncDispose]();
    await service.dispose();

    expect(over()).to.equal(true);
  });

  it('keeps the chat: nothing is published or sent, the next service goes on with it', async () => {
    const store = new Map<string, string>();
    const { service, calls, names } = await on.begin(everything, { store });
    await service.dispose();
    expect(calls.map(({ method }) => method)).to.deep.equal(['start']);
    expect(names()).to.deep.equal(['started', 'pollingStarted']);
    const next = on.open(everything, { store });
    await on.settle();

    expect(next.names()).to.deep.equal(['restored', 'pollingStarted']);
    expect(await next.service.getSessionData()).to.deep.equal(scriptedSession);
  });

  it('resolves when everything is written', async () => {
    let write = () => {};
    const store = {
      get: () => undefined,
      set: () =>
        new Promise<void>((resolve) => {
          write = resolve;
        }),
      delete: () => undefined,
    };
    const { service } = on.open({}, { store });
    const starting = service.startChat({ nickname: 'Jo' });
    await on.settle();
    const disposing = outcomeOf(service.dispose());
    await on.settle();
    expect(disposing()).to.equal('open');
    write();
    await on.settle();

    expect(disposing()).to.equal('resolved');
    await starting;
  });

  it('ends a restore that waits for its store or its server, and the commands that wait for it', async () => {
    const store = new Map<string, string>();
    await (await on.begin({}, { store })).service.dispose();
    const deaf = { get: () => new Promise(() => undefined), set: () => undefined, delete: () => undefined };
    for (const options of [{ store }, { store: deaf }]) {
      const { service, calls, events } = on.open({ restore: [NEVER] }, { ...options, restore: 'manual' });
      const outcomes = [service.restore(), service.sendMessage({ message: 'a' }), service.verifySession()].map(
        outcomeOf,
      );
      await on.settle();
      expect(outcomes.map((outcome) => outcome())).to.deep.equal(['open', 'open', 'open']);
      await service.dispose();
      await until(() => outcomes.every((outcome) => outcome() !== 'open'));

      for (const outcome of outcomes) expect(outcome()).to.have.property('name', 'SessionDisposed');
      expect(events).to.deep.equal([]);
      expect(calls.filter(({ outcome }) => outcome !== 'aborted')).to.deep.equal([]);
    }
  });

  it('may be done inside a listener', async () => {
    const { service, calls } = on.open(everything);
    const disposed: (() => unknown)[] = [];
    service.events.started$.subscribe(() => disposed.push(outcomeOf(service.dispose())));
    const starting = outcomeOf(service.startChat());
    await on.settle();
    await on.clock.tickAsync(1000);

    expect(disposed.map((outcome) => outcome())).to.deep.equal(['resolved']);
    expect(starting()).to.not.equal('open');
    expect(calls.map(({ method }) => method)).to.deep.equal(['start']);
  });

  it('lets go of the typing input', async () => {
    const { service, sent } = await on.begin(everything);
    const field = new Field();
    await service.registerTypingPreviewInput({ input: field });
    expect(getEventListeners(field, 'input')).to.have.length(1);
    await service.dispose();
    field.write('a');
    await on.settle();

    expect(getEventListeners(field, 'input')).to.have.length(0);
    expect(sent('typing')).to.deep.equal([]);
  });
});
