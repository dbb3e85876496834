import { expect } from 'chai';
import type { BusCommand, ServingPlugin } from '../../../../lib/bridges/bus/bus.js';
import { invalidConfiguration } from '../../../../lib/bridges/busRejections.js';
import { configureOnce } from '../../../../lib/bridges/cxBus/configureOnce.js';
import { pluginName } from '../../../../lib/bridges/cxBus/pluginName.js';
import { publishEvents } from '../../../../lib/bridges/cxBus/publishEvents.js';
import { type Serving, serveCommands } from '../../../../lib/bridges/cxBus/serveCommands.js';
import { fromWidgetsConfig } from '../../../../lib/bridges/widgets/fromWidgetsConfig.js';
import { CommandRejected } from '../../../../lib/commandRejected.js';
import type { WebChatService } from '../../../../lib/service.js';
import { proveRejection, proveResolution } from '../../../support/proofs.js';
import { outcomeOf, rejectionOf, stage, until } from '../../commands/stage.js';
import { buses } from './buses.js';
import { asTyped, busStage, pluginOn } from './busStage.js';

for (const [title, open] of buses) {
  describe(`a plugin that is there before its service, on ${title}`, () => {
    const on = busStage(open);

    /** A start-up as a page has it: `configure` makes the service. */
    const startUp = (more: Partial<Serving> = {}) => {
      const bus = open();
      const plugin = bus.registerPlugin(pluginName);
      if (!plugin) throw new Error('The name is free.');
      const act = on.open();
      const given: object[] = [];
      let start: (service: WebChatService) => void = () => {};
      const started = new Promise<WebChatService>((resolve) => {
        start = resolve;
      });
      serveCommands(plugin, {
        service: () => started,
        configure: configureOnce((configuration) => {
          fromWidgetsConfig({ webchat: configuration }, { warn: () => {} });
          given.push(configuration);
          publishEvents(plugin, act.service);
          start(act.service);
        }),
        ...more,
      });
      const page = pluginOn(bus, 'Page');
      const ask = (command: string, data?: unknown) => on.outcome(page.command(`WebChatService.${command}`, data));
      return { ...act, page, ask, given };
    };

    it('lets early commands wait, and carries them out in order', async () => {
      const { page, ask, sent } = startUp();
      const ready: unknown[] = [];
      page.subscribe('WebChatService.ready', ({ data }) => ready.push(data));
      const early = [
        page.command('WebChatService.addPrefilter', { filters: /a/ }),
        page.command('WebChatService.addPrefilter', { filters: /b/ }),
        page.command('WebChatService.startChat'),
      ] as const;
      await on.deliver();
      expect(early.map((command) => command.state())).to.deep.equal(['pending', 'pending', 'pending']);
      expect(ready).to.deep.equal([]);
      await ask('configure', { dataURL: 'https://host/a' });
      await on.deliver();

      expect(await on.outcome(early[0])).to.deep.equal([/a/]);
      expect(await on.outcome(early[1])).to.deep.equal([/a/, /b/]);
      await on.outcome(early[2]);
      expect(sent('start')).to.have.length(1);
      expect(ready).to.deep.equal([{}]);
    });

    it('lets a preprocessor be registered before there is a service', async () => {
      const { page, ask } = startUp();
      const preprocessor = (message: object) => message;
      const early = page.command('WebChatService.registerPreProcessor', { preprocessor });
      await on.deliver();
      await ask('configure', { dataURL: 'https://host/a' });

      expect(await on.outcome(early)).to.equal(preprocessor);
    });

    it('is configured once; a second call changes nothing', async () => {
      const { ask, given } = startUp();
      await proveRejection(asTyped(ask('configure')), 'configure/none');
      await proveRejection(asTyped(ask('configure', {})), 'configure/none');
      await proveRejection(asTyped(ask('configure', { transport: { type: 'x' } })), 'configure/transport');
      expect(await proveResolution(ask('configure', { dataURL: 'https://host/a' }), 'configure/first')).to.equal(
        undefined,
      );
      await proveRejection(asTyped(ask('configure', { dataURL: 'https://host/b' })), 'configure/again');
      await proveRejection(asTyped(ask('configure')), 'configure/none');

      expect(given).to.deep.equal([{ dataURL: 'https://host/a' }]);
    });

    it('counts a configuration that is still being carried out', async () => {
      let finish: () => void = () => {};
      const configure = configureOnce(() => new Promise<void>((resolve) => (finish = resolve)));
      const first = outcomeOf(configure({ a: 1 }));
      expect(await rejectionOf(configure({ a: 2 }))).to.include('configured already');
      finish();
      await on.settle();
      expect(first()).to.equal('resolved');
    });

    it('rejects what waits with what keeps the service from coming', async () => {
      const { ask } = startUp({
        service: async () => {
          throw new CommandRejected(invalidConfiguration);
        },
      });
      for (const command of ['startChat', 'getTranscript', 'poll', 'restore'])
        expect(await rejectionOf(ask(command)), command).to.equal('Invalid configuration');
    });

    it('asks for the service each time, so that one may come after all', async () => {
      const { service } = on.open();
      let there = false;
      const { ask } = startUp({
        service: async () => {
          if (there) return service;
          throw new CommandRejected(invalidConfiguration);
        },
      });
      expect(await rejectionOf(ask('getStats'))).to.equal('Invalid configuration');
      there = true;
      expect(await ask('getStats')).to.have.property('duration', false);
    });
  });
}

describe('serveCommands and publishEvents', () => {
  const on = stage();

  it('need no more of a plugin than it must have', async () => {
    const { service } = on.open();
    const handlers = new Map<string, (call: BusCommand) => void>();
    const published: string[] = [];
    const plugin: ServingPlugin = {
      registerCommand: (name, handler) => handlers.set(name, handler),
      publish: (event) => published.push(event),
      republish: (event) => published.push(event),
      ready: () => published.push('(commands)'),
    };
    serveCommands(plugin, { service: async () => service, configure: async () => {} });
    publishEvents(plugin, service);
    const ask = (name: string, data?: object) =>
      new Promise<unknown>((resolve, reject) => {
        const deferred = { resolve, reject };
        const call = { time: 0, commander: 'Page', command: `WebChatService.${name}`, deferred, data };
        Reflect.apply(handlers.get(name) ?? reject, undefined, [call]);
      });
    await ask('startChat', { userData: { a: 1 } });
    expect(await ask('verifySession').catch(String)).to.include('verifySession');
    await until(() => published.includes('started'));

    expect(published).to.deep.equal(['(commands)', 'ready', 'started']);
  });
});
