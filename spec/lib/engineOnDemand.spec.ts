import { expect } from 'chai';
import { BehaviorSubject, Subject } from 'rxjs';
import sinon from 'sinon';
import { checkServiceOptions } from '../../lib/checkServiceOptions.js';
import { createEngine, type Parts } from '../../lib/engine.js';
import { engineOnDemand } from '../../lib/engineOnDemand.js';
import { loadedOnce } from '../../lib/loadedOnce.js';
import { lookForChat, lookInto } from '../../lib/lookForChat.js';
import type { WebChatServiceOptions } from '../../lib/options.js';
import type { WebChatEvent } from '../../streams/events.js';
import { idle, type SessionState } from '../../streams/state.js';
import { frameOf, scripted, scriptedSession } from '../../transports/scripted.js';
import { rejectionOf } from './commands/stage.js';

// However long it is until the spec runs.
const kept = JSON.stringify({ session: scriptedSession, alive: Number.MAX_SAFE_INTEGER, filters: [] });

/** A service's parts, with code that fails to load as often as told. */
const scene = ({ failures = 0, ...options }: Partial<WebChatServiceOptions> & { failures?: number } = {}) => {
  const { transport, calls } = scripted({ restore: [frameOf()] });
  const given = checkServiceOptions({ transport, store: new Map(), ...options });
  const over$ = new Subject<void>();
  const looked = lookInto(given.store, given.name, over$);
  const settings = { ...given, store: looked };
  const events: WebChatEvent[] = [];
  const parts: Parts = {
    settings,
    transport: transport({ fetch, patientFetch: fetch }),
    state$: new BehaviorSubject<SessionState>({ ...idle({}), status: 'restoring' }),
    uploads$: new Subject(),
    publish: (event) => events.push(event),
  };
  let asked = 0;
  const source = loadedOnce(async () => {
    asked += 1;
    if (asked <= failures) throw new TypeError('Failed to fetch dynamically imported module');
    return { createEngine };
  });
  const engine = engineOnDemand(parts, source);
  const look = () => lookForChat(parts, engine, looked);
  return { parts, engine, look, over$, calls, events, asked: () => asked, names: () => events.map(({ name }) => name) };
};

describe('engineOnDemand', () => {
  it('brings nothing to a page whose visitor has left no chat, and says so', async () => {
    const { parts, look, asked, names } = scene();
    await look();

    expect(asked()).to.equal(0);
    expect(parts.state$.value.status).to.equal('idle');
    expect(names()).to.deep.equal([]);
  });

  it('goes on with a chat that was left', async () => {
    const { parts, engine, look, calls, asked } = scene({ store: new Map([['webchat-streams.webchat', kept]]) });
    const active = new Promise((resolve) => {
      parts.state$.subscribe((state) => state.status === 'active' && resolve(state));
    });
    await look();
    await active;
    await engine.dispose();

    expect(asked()).to.equal(1);
    expect(calls.map(({ method }) => method)).to.include('restore');
  });

  it('leaves a stored chat in its place where the code cannot be loaded, and tells', async () => {
    const store = new Map([['webchat-streams.webchat', kept]]);
    const { parts, look, events, names } = scene({ store, failures: 1 });
    await look();

    expect(names()).to.deep.equal(['error', 'restoreFailed']);
    expect(events[0]?.data).to.include({ name: 'TransportFailure', kind: 'Offline' });
    expect(parts.state$.value.status).to.equal('idle');
    expect([...store.values()]).to.deep.equal([kept]);
  });

  it('rejects a command with Offline where the code cannot be loaded, and tries again with the next', async () => {
    const { engine, asked } = scene({ failures: 1 });
    const both = await Promise.all([
      rejectionOf(engine.use((all) => all.getAgents())),
      rejectionOf(engine.use((all) => all.getAgents())),
    ]);
    expect(both.join()).to.match(/TransportFailure.*TransportFailure/);
    expect(asked()).to.equal(1);

    expect(await engine.use((all) => all.getAgents())).to.deep.equal({ agents: {} });
    expect(asked()).to.equal(2);
    await engine.dispose();
  });

  it('carries commands out in the order of the calls, whether its code is here or still coming', async () => {
    const { engine } = scene();
    const done: number[] = [];
    const call = (number: number) => engine.use(async () => done.push(number));
    await Promise.all([call(1), call(2), call(3)]);
    await Promise.all([call(4), call(5)]);

    expect(done).to.deep.equal([1, 2, 3, 4, 5]);
    await engine.dispose();
  });

  it('once let go of, takes nothing in any more', async () => {
    const { engine, calls } = scene();
    const early = rejectionOf(engine.use((all) => all.startChat()));
    await engine.dispose();

    expect(await early).to.contain('SessionDisposed');
    expect(await rejectionOf(engine.use((all) => all.startChat()))).to.contain('SessionDisposed');
    expect(calls.map(({ method }) => method)).to.not.include('start');
  });

  it('keeps the order of the calls, also of one that comes just when the code does', async () => {
    const { engine } = scene();
    const done: string[] = [];
    const call = (name: string) => engine.use(async () => done.push(name));
    const first = call('first');
    const second = call('second');
    const between = Promise.resolve()
      .then(() => Promise.resolve())
      .then(() => call('between'));
    await Promise.all([first, second, between]);

    expect(done).to.deep.equal(['first', 'second', 'between']);
    await engine.dispose();
  });

  it('asks a store that does not answer once, and lets go of it when it is disposed of', async () => {
    const clock = sinon.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
    });
    try {
      let asked = 0;
      const store = {
        get() {
          asked += 1;
          return new Promise(() => undefined);
        },
        set: () => undefined,
        delete: () => undefined,
      };
      const left = scene({ store });
      const looking = left.look();
      left.over$.next();
      await looking;
      expect(clock.countTimers()).to.equal(0);

      const { parts, engine, look } = scene({ store });
      const found = look();
      await clock.tickAsync(10_000);
      await found;
      await clock.tickAsync(0);
      expect(asked).to.equal(2);
      expect(parts.state$.value.status).to.equal('idle');
      await engine.dispose();
    } finally {
      clock.restore();
    }
  });

  it('loads nothing for one that was disposed of while it looked', async () => {
    const { engine, look, over$, asked } = scene({ store: new Map([['webchat-streams.webchat', kept]]) });
    const looking = look();
    over$.next();
    await engine.dispose();
    await looking;

    expect(asked()).to.equal(0);
  });
});
