import { InjectionToken, inject, NgZone, runInInjectionContext } from '@angular/core';
import { expect } from 'chai';
import {
  type AngularWebChatService,
  injectWebChatService,
  provideWebChatService,
  WEB_CHAT_SERVICE,
} from '../../../../lib/bridges/angular/index.js';
import { frameOf, scripted } from '../../../../transports/scripted.js';
import { virtualTime } from '../../../streams/virtualTime.js';
import { injectorOf } from './injectors.js';

const said = (...texts: readonly string[]) =>
  frameOf({
    messages: texts.map((text, place) => ({ index: place + 1, text, from: { id: 2, name: 'Ann', type: 'Agent' } })),
  });

/** A server, and a service on it that is provided by its own injector. */
const openService = async () => {
  const server = scripted({ poll: [said('one', 'two', 'three')] });
  const injector = injectorOf([provideWebChatService({ transport: server.transport, store: new Map() })]);
  const service = injector.get(WEB_CHAT_SERVICE);
  await service.startChat({ nickname: 'Jo' });
  return { server, injector, service };
};

const messageIn = async (service: AngularWebChatService, pass: (ms: number) => void): Promise<void> => {
  const heard = new Promise((resolve) => service.events.messageReceived$.subscribe(resolve));
  pass(500);
  await heard;
};

describe('provideWebChatService', () => {
  const time = virtualTime();
  const { transport } = scripted();

  it('makes one service for all who inject it, when the first one does', () => {
    let made = 0;
    const options = () => {
      made += 1;
      return { transport, store: new Map() };
    };
    const injector = injectorOf([provideWebChatService(options)]);
    expect(made).to.equal(0);
    const service = runInInjectionContext(injector, () => injectWebChatService());
    expect(injector.get(WEB_CHAT_SERVICE)).to.equal(service);
    expect(made).to.equal(1);
    injector.destroy();
  });

  it('has signals with a value from the start', () => {
    const injector = injectorOf([provideWebChatService({ transport, store: new Map() })]);
    const { state, transcript, agents, connection } = injector.get(WEB_CHAT_SERVICE);
    expect(state()).to.include({ status: 'restoring', polling: false });
    expect(transcript()).to.have.length(0);
    expect(agents()).to.deep.equal({});
    expect(connection()).to.equal('idle');
    injector.destroy();
  });

  it('has signals that follow the chat', async () => {
    const { injector, service } = await openService();
    expect(service.state()).to.include({ status: 'active', polling: true });
    await messageIn(service, time.pass);
    expect(service.transcript().at(-1)).to.include({ text: 'three' });
    expect(service.agents()[2]).to.include({ name: 'Ann', connected: true });
    expect(service.connection()).to.equal('online');
    injector.destroy();
  });

  it('changes a signal once a frame, however many messages it holds', async () => {
    const { injector, service } = await openService();
    const lengths: number[] = [];
    service.transcript$.subscribe(({ length }) => lengths.push(length));
    await messageIn(service, time.pass);
    expect(lengths).to.deep.equal([0, 3]);
    injector.destroy();
  });

  it('is disposed with its injector, and leaves no timer; signals keep what they had', async () => {
    const { injector, service } = await openService();
    await messageIn(service, time.pass);
    let completed = false;
    service.events$.subscribe({
      complete: () => {
        completed = true;
      },
    });
    injector.destroy();
    expect(completed).to.equal(true);
    expect(service.transcript()).to.have.length(3);
    const refusal = await service.sendMessage({ message: 'a' }).catch(({ name }: Error) => name);
    expect(refusal).to.equal('SessionDisposed');
    expect(time.timers).to.equal(0);
  });

  it('lets options be injected', () => {
    const NAME = new InjectionToken<string>('NAME');
    const store = new Map<string, string>();
    const asked: string[] = [];
    const injector = injectorOf([
      { provide: NAME, useValue: 'sales' },
      provideWebChatService(() => {
        asked.push(inject(NAME));
        return { transport, store, name: inject(NAME) };
      }),
    ]);
    injector.get(WEB_CHAT_SERVICE);
    expect(asked).to.deep.equal(['sales']);
    injector.destroy();
  });

  it('refuses a wrong option by name, to whoever injects the service first', () => {
    const injector = injectorOf([provideWebChatService({ transport, pollRate: 1 })]);
    expect(() => injector.get(WEB_CHAT_SERVICE)).to.throw(TypeError, 'pollRate');
    injector.destroy();
  });

  it('says what to do where nobody provides it', () => {
    expect(() => injectorOf([]).get(WEB_CHAT_SERVICE)).to.throw('see provideWebChatService');
  });

  it('may be there twice: under another token, or in an injector below', async () => {
    const SALES = new InjectionToken<AngularWebChatService>('SALES');
    const options = { transport, store: new Map() };
    const above = injectorOf([
      provideWebChatService(options),
      provideWebChatService({ ...options, name: 'sales' }, SALES),
    ]);
    const below = injectorOf([provideWebChatService({ ...options, name: 'route' })], above);
    const [first, sales, route] = runInInjectionContext(below, () => [
      above.get(WEB_CHAT_SERVICE),
      injectWebChatService(SALES),
      injectWebChatService(),
    ]);
    expect(new Set([first, sales, route]).size).to.equal(3);
    below.destroy();
    await sales?.startChat({ nickname: 'Jo' });
    expect(first?.state().status).to.equal('idle');
    expect(sales?.state().status).to.equal('active');
    expect(await route?.startChat({ nickname: 'Jo' }).catch(({ name }: Error) => name)).to.equal('SessionDisposed');
    above.destroy();
  });

  it('works outside the zone of Zone.js, also for what is called inside it', async () => {
    const runs: unknown[] = [];
    const zone = {
      runOutsideAngular: (work: () => unknown) => {
        const result = work();
        runs.push(result);
        return result;
      },
    };
    const injector = injectorOf([
      { provide: NgZone, useValue: zone },
      provideWebChatService({ transport, store: new Map() }),
    ]);
    const service = injector.get(WEB_CHAT_SERVICE);
    expect(runs).to.have.length(1);
    const started = service.startChat({ nickname: 'Jo' });
    expect(runs).to.have.length(2);
    expect(await runs[1]).to.equal(await started);
    injector.destroy();
  });
});
