import { expect } from 'chai';
// Loaded here, so that no command waits for real time.
import '../../lib/asyncChat.js';
import '../../lib/engine.js';
import type { SessionStore } from '../../lib/options.js';
import { asyncServer, keys, saying, siteThat } from './asyncServer.js';
import { everything, outcomeOf, stage, until } from './commands/stage.js';

const never = (): Promise<never> => new Promise(() => undefined);

/** A store whose calls hang, or take their time, as long as a test wants. */
const moodyStore = (kept = new Map<string, string>()) => {
  let mood = (): Promise<unknown> => Promise.resolve();
  const slowly = async <T>(work: () => T): Promise<T> => {
    await mood();
    return work();
  };
  const store: SessionStore = {
    get: (key) => slowly(() => kept.get(key)),
    set: (key, value) => slowly(() => kept.set(key, value)),
    delete: (key) => slowly(() => kept.delete(key)),
  };
  return {
    kept,
    store,
    hang() {
      mood = never;
    },
    take(ms: number) {
      mood = () => new Promise((resolve) => setTimeout(resolve, ms));
    },
  };
};

describe('a store that hung once (O16)', () => {
  const on = stage();
  /** When the command settles, in seconds; at most 60. */
  const secondsOf = async (command: Promise<unknown>): Promise<number> => {
    const outcome = outcomeOf(command);
    await on.settle();
    let seconds = 0;
    while (outcome() === 'open' && seconds < 60) {
      await on.clock.tickAsync(1000);
      seconds += 1;
    }
    return seconds;
  };

  it('is not waited for again by the next step of startChat: 10 s, not 20', async () => {
    const { store, hang } = moodyStore();
    hang();
    const { service, names } = on.open(everything, { store });

    expect(await secondsOf(service.startChat())).to.equal(10);
    expect(names().slice(0, 3)).to.deep.equal(['error', 'started', 'pollingStarted']);
  });

  it('is not waited for by endChat either: what was being written hangs, and so does the deletion', async () => {
    const { store, hang } = moodyStore();
    const { service } = await on.begin({ ...everything, poll: [] }, { store });
    hang();
    await on.clock.tickAsync(1000);

    expect(await secondsOf(service.endChat())).to.be.at.most(10);
  });

  it('is waited for again after a success', async () => {
    const { store, hang, take, kept } = moodyStore();
    hang();
    const { service } = on.open(everything, { store });
    await secondsOf(service.startChat());
    take(3000);
    await on.clock.tickAsync(30_000);
    expect(kept.size).to.equal(1);

    expect(await secondsOf(service.endChat())).to.be.within(3, 6);
    expect(kept.size).to.equal(0);
    expect(await secondsOf(service.startChat())).to.equal(3);
    expect(kept.size).to.equal(1);
  });

  it('is waited for again after what hung has landed', async () => {
    const { store, hang, take } = moodyStore();
    hang();
    const { service } = on.open({}, { store });
    take(12_000);
    expect(await secondsOf(service.startChat())).to.equal(10);
    await on.clock.tickAsync(3000);
    take(4000);

    expect(await secondsOf(service.endChat())).to.equal(4);
  });

  it('is read again by every later command', async () => {
    const { kept, store, hang, take } = moodyStore();
    await (await on.begin({}, { store: kept })).service.dispose();
    hang();
    const { service, sent } = on.open(everything, { store, restore: 'manual' });
    expect(await secondsOf(service.restore())).to.equal(10);
    take(2000);

    expect(await secondsOf(service.restore())).to.equal(2);
    expect(sent('restore')).to.have.length(1);
  });
});

describe("a site's function that hung once (O16)", () => {
  const on = stage();

  it('`load` is not called again by the startChat that waited for it: 10 s, not 20', async () => {
    const site = siteThat((hook) => hook === 'load' && never());
    const { service, sent, data } = on.open(asyncServer, { async: site.async });
    const started = outcomeOf(service.startChat());
    await until(() => site.asked.length > 0);
    await on.clock.tickAsync(9_999);
    expect(started()).to.equal('open');
    await on.clock.tickAsync(1);
    await until(() => started() !== 'open');

    expect(started()).to.equal('resolved');
    expect(site.asked.filter(([hook]) => hook === 'load')).to.have.length(1);
    expect(sent('start').map(([request]) => request)).to.have.length(1);
    expect(data('error').map(String)).to.deep.equal(['HookFailure: The load threw: no answer within 10000 ms.']);
  });

  it('`load` is called again by the next startChat', async () => {
    let hangs = true;
    const site = siteThat((hook) => hook === 'load' && (hangs ? never() : keys));
    const { service, sent } = on.open(asyncServer, { async: site.async });
    await until(() => site.asked.length > 0);
    await on.clock.tickAsync(10_000);
    hangs = false;
    await service.startChat();

    expect(sent('start')).to.deep.equal([[{ form: {}, userData: {}, asynchronous: true, session: keys }]]);
  });

  it('`save` and `load` together hold restore up for 10 s, not 20', async () => {
    let hangs = false;
    const site = siteThat(() => hangs && never());
    const { service, push } = await on.begin(asyncServer, { async: site.async });
    await on.settle();
    hangs = true;
    push(saying(1));
    await on.clock.tickAsync(250);
    expect(site.given('save')).to.have.length(2);
    await service.endChat();
    expect(on.clock.countTimers()).to.equal(1);
    const restored = outcomeOf(service.restore());
    // That of `save`, and that of `load`: its code may be loaded in real time first.
    await until(() => on.clock.countTimers() === 2);
    await on.clock.tickAsync(10_000);
    await until(() => restored() !== 'open');

    expect(restored()).to.have.property('name', 'CommandRejected');
  });
});
