import { expect } from 'chai';
import { Subject } from 'rxjs';
import { createWebChatService } from '../../lib/createWebChatService.js';
import type { WebChatServiceOptions } from '../../lib/options.js';
import { frameOf, type Script, scripted, scriptedSession } from '../../transports/scripted.js';
import type { Wire } from '../../transports/transport.js';
import { prove, proveEvent, proveRejection } from '../support/proofs.js';
import { everything, offline, stage } from './commands/stage.js';

describe('createWebChatService', () => {
  const on = stage();

  it('refuses a wrong option by name, at once', async () => {
    const { transport } = scripted();
    const create = async (options: object) => Reflect.apply(createWebChatService, undefined, [options]);

    const reason = await proveRejection(create({ transport, restoreTimeout: '1' }), 'configure/wrongOption');
    expect(reason).to.be.instanceOf(TypeError);
    expect(reason.message).to.contain('restoreTimeout');
  });

  it('makes its transport once, from its surroundings', async () => {
    const wires: Wire[] = [];
    const fetch = async () => new Response('{}');
    const { transport } = scripted();
    const { service } = on.open(
      {},
      {
        transport: (wire) => {
          wires.push(wire);
          return transport(wire);
        },
        environment: { fetch },
      },
    );
    await service.startChat();

    expect(wires).to.have.length(1);
    expect(wires[0]?.fetch).to.equal(fetch);
    expect(await (await wires[0]?.patientFetch('http://localhost'))?.text()).to.equal('{}');
  });

  it('is ready at once: commands are taken, and `ready` is replayed to whoever comes later', async () => {
    const { service } = on.open();
    const heard: unknown[] = [];
    service.events.ready$.subscribe((data) => heard.push(data));
    await service.startChat();
    service.events.ready$.subscribe((data) => heard.push(data));
    service.events.started$.subscribe((data) => heard.push(data));

    expect(heard).to.deep.equal([{}, {}]);
    proveEvent('ready', heard[0]);
  });

  it('has its state before a listener hears of it, and no listener hears what comes next first', async () => {
    const { service } = on.open();
    const heard: string[] = [];
    service.events.started$.subscribe(() => service.endChat());
    service.events$.subscribe(({ name }) => heard.push(name));
    service.events.started$.subscribe(() => heard.push('started, once more'));
    await service.startChat();
    await on.settle();

    expect(heard).to.deep.equal(['started, once more', 'started', 'clientDisconnected', 'ended']);
  });

  it('shows where the chat stands', async () => {
    const { service, push } = on.open(everything, { environment: { random: () => 0.5 } });
    const states: string[] = [];
    const connections: string[] = [];
    const lengths: number[] = [];
    const agents: string[] = [];
    service.state$.subscribe(({ status, sessionId, polling }) => states.push(`${status} ${sessionId} ${polling}`));
    service.connection$.subscribe((connection) => connections.push(connection));
    service.transcript$.subscribe(({ length }) => lengths.push(length));
    service.agents$.subscribe((all) =>
      agents.push(
        Object.values(all)
          .map(({ name }) => name)
          .join(),
      ),
    );
    await service.startChat();
    const agent = { id: 2, name: 'Ann', type: 'Agent' };
    push(offline(), frameOf({ messages: [{ index: 1, type: 'ParticipantJoined', from: agent }] }));
    await on.clock.tickAsync(1000);
    await service.endChat();

    expect([...new Set(states)]).to.deep.equal([
      'restoring  false',
      'idle  false',
      'starting  false',
      'active chat-1 true',
      'ending chat-1 false',
    ]);
    expect(states.at(-1)).to.equal('idle  false');
    expect(connections).to.deep.equal(['idle', 'online', 'disconnected', 'online', 'idle']);
    expect([...new Set(lengths)]).to.deep.equal([0, 1]);
    expect([...new Set(agents)]).to.deep.equal(['', 'Ann']);
  });

  it('publishes each event on its own stream and on events$, with its time', async () => {
    const { service, events } = on.open();
    const started: unknown[] = [];
    service.events.started$.subscribe((data) => started.push(data));
    await service.startChat();

    expect(events).to.deep.equal([{ name: 'started', at: Date.now(), data: scriptedSession }]);
    expect(started).to.deep.equal([scriptedSession]);
  });

  it('shares a store with services of other names, and nothing else', async () => {
    const store = new Map<string, string>();
    const keys = (sessionId: string) => ({ ...scriptedSession, sessionId });
    const script = (sessionId: string): Script => ({ restore: [], start: [frameOf({ session: keys(sessionId) })] });
    const sales = await on.begin(script('sales'), { store, name: 'sales' });
    const support = await on.begin(script('support'), { store, name: 'support' });
    await Promise.all([sales.service.dispose(), support.service.dispose()]);
    expect(store.size).to.equal(2);
    const next = on.open({ restore: [frameOf()] }, { store, name: 'sales' });
    await on.settle();
    expect(next.sent('restore')).to.deep.equal([[keys('sales')]]);
    await next.service.endChat();
    const other = on.open({ restore: [frameOf()] }, { store, name: 'support' });
    await on.settle();

    expect(other.sent('restore')).to.deep.equal([[keys('support')]]);
    expect([...store.keys()]).to.have.length(1);
    prove('option/name');
  });
});

describe('the schedule of polls', () => {
  const on = stage();

  /** ms from each poll to the next, the first from the start of the chat. */
  const gaps = async (options: Partial<WebChatServiceOptions>, ms: number): Promise<number[]> => {
    const times: number[] = [];
    const poll = () => {
      times.push(Date.now());
      return frameOf();
    };
    await on.begin({ poll }, options);
    const start = Date.now();
    await on.clock.tickAsync(ms);
    return times.map((time, place) => time - (times[place - 1] ?? start));
  };

  it('grows from pollRateMin by pollRateMult up to pollRateMax, on ticks of half of pollRateMin', async () => {
    expect(await gaps({ pollRateMin: 500 }, 5500)).to.deep.equal([250, 750, 750, 1000, 1250, 1250]);
    expect(await gaps({ pollRateMin: 400, pollRateMult: 2, pollRateMax: 1000 }, 4600)).to.deep.equal([
      200, 800, 1000, 1000, 1000,
    ]);
    prove('option/pollRateMin');
    prove('option/pollRateMult');
    prove('option/pollRateMax');
  });

  it('is even without dynamicPolling: pollRate', async () => {
    expect(await gaps({ dynamicPolling: false, pollRate: 2000 }, 6500)).to.deep.equal([250, 2000, 2000, 2000]);
    expect(await gaps({ dynamicPolling: false }, 6500)).to.deep.equal([250, 3000, 3000]);
    prove('option/dynamicPolling');
    prove('option/pollRate');
  });

  it('begins anew behind a message, and asks at the next tick when the network is back', async () => {
    const online$ = new Subject<void>();
    const { service, sent, push, names } = await on.begin(everything, {
      environment: { online$, random: () => 0.9 },
    });
    await on.clock.tickAsync(20_000);
    let before = sent('poll').length;
    await service.sendMessage({ message: 'hi' });
    await on.clock.tickAsync(500);
    expect(sent('poll')).to.have.length(before + 1);
    push(...Array.from({ length: 6 }, offline));
    await on.clock.tickAsync(20_000);
    push(frameOf());
    before = sent('poll').length;
    online$.next();
    await on.clock.tickAsync(250);

    expect(sent('poll')).to.have.length(before + 1);
    expect(names()).to.include('disconnected');
    prove('option/environment');
  });
});
