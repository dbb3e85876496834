import { expect } from 'chai';
import { connectCxBus } from '../../../../lib/bridges/cxBus/connectCxBus.js';
import { frameOf } from '../../../../transports/scripted.js';
import { proveRejection } from '../../../support/proofs.js';
import { rejectionOf } from '../../commands/stage.js';
import { buses } from './buses.js';
import { asTyped, busStage, pluginOn } from './busStage.js';

for (const [title, open] of buses) {
  describe(`connectCxBus on ${title}`, () => {
    const on = busStage(open);

    it('takes the name once: nobody can pose as the service', () => {
      const bus = open();
      const { service } = on.open();
      connectCxBus(service, bus);
      expect(bus.registerPlugin('WebChatService')).to.equal(false);
      expect(() => connectCxBus(service, bus)).to.throw(Error, /WebChatService already, or is locked: keep/);
    });

    it('refuses what is no service and no bus', () => {
      const { service } = on.open();
      const connect = (...given: readonly unknown[]) => Reflect.apply(connectCxBus, undefined, given);
      const bus = open();
      expect(() => connect(undefined, bus)).to.throw(TypeError, 'service must be an object with startChat');
      for (const wrong of [undefined, null, {}, 7])
        expect(() => connect(service, wrong)).to.throw(TypeError, 'bus must be a CXBus, with registerPlugin');

      expect(bus.registerPlugin('WebChatService')).to.not.equal(false);
    });

    it('takes a bus that is a function', () => {
      const bus = open();
      const global = Object.assign(() => {}, { registerPlugin: (name: string) => bus.registerPlugin(name) });
      connectCxBus(on.open().service, global);
      expect(bus.registerPlugin('WebChatService')).to.equal(false);
    });

    it('carries out what was asked before it was there, in order', async () => {
      const bus = open();
      const own = bus.registerPlugin('WebChatService');
      if (!own) throw new Error('The name is free.');
      const page = pluginOn(bus, 'Page');
      const first = page.command('WebChatService.addPrefilter', { filters: /a/ });
      const second = page.command('WebChatService.addPrefilter', { filters: /b/ });
      connectCxBus(on.open().service, { registerPlugin: () => own });

      expect(await on.outcome(first)).to.deep.equal([/a/]);
      expect(await on.outcome(second)).to.deep.equal([/a/, /b/]);
    });

    it('was configured when the service was made', async () => {
      const { ask, calls } = await on.talk();
      const reason = await proveRejection(asTyped(ask('configure', { dataURL: '/' })), 'configure/again');
      expect(reason.message).to.include('createWebChatService');
      expect(calls).to.have.length(1);
    });

    it('publishes nothing and carries nothing out once disconnected; the service lives on', async () => {
      const { connection, heard, ask, push, service, events, page } = await on.talk({ poll: [] });
      push(frameOf({ messages: [{ index: 1, text: 'a' }] }));
      await on.clock.tickAsync(499);
      const before = heard.length;
      const sending = on.outcome(page.command('WebChatService.sendMessage', { message: 'hi' }));
      await on.clock.tickAsync(1);
      connection.disconnect();
      await sending;
      push(frameOf({ messages: [{ index: 2, text: 'b' }] }));
      await on.clock.tickAsync(3000);
      expect(await rejectionOf(ask('sendMessage', { message: 'hi' }))).to.include('disconnected');
      await service.endChat();
      await on.deliver();

      expect(heard).to.have.length(before);
      expect(events.map(({ name }) => name)).to.include.members(['messageReceived', 'ended']);
    });
  });
}
