import { inspect } from 'node:util';
import { expect } from 'chai';
import { frameOf } from '../../../../transports/scripted.js';
import { asyncServer, saying } from '../../asyncServer.js';
import { buses } from './buses.js';
import { busStage } from './busStage.js';

const ann = { id: 2, name: 'Ann', type: 'Agent' };
const said = (index: number, text: string) => ({ index, text, from: ann });
const typing = { index: 3, type: 'TypingStarted', text: 'my secret', isTyping: true, from: ann };
const open = said(1, 'Hello');
const hidden = said(2, 'a secret');
const last = said(4, 'Bye');

for (const [title, openBus] of buses) {
  describe(`originalMessages on ${title} (B18)`, () => {
    const on = busStage(openBus);
    const texts = (messages: unknown): unknown[] => [messages].flat().map((message) => Object(message).text);

    it('keep what filters hide, in its place; messages never have it', async () => {
      const { told, push, ask } = await on.talk({ poll: [] });
      await ask('addPrefilter', { filters: /secret/ });
      push(frameOf({ messages: [open, hidden, typing, last] }));
      await on.clock.tickAsync(500);
      await on.deliver();
      const [received] = told('messageReceived');

      expect(texts(Object(received).messages)).to.deep.equal(['Hello', 'Bye']);
      expect(Object(received).originalMessages).to.deep.equal([open, hidden, typing, last]);
    });

    it('keep the echo of a filtered message, and the co-browse token', async () => {
      const { told, push, ask } = await on.talk({ poll: [] });
      await ask('sendFilteredMessage', { message: 'PIN 4711', regex: /PIN/ });
      push(frameOf({ messages: [said(1, 'PIN 4711'), said(2, '{start:123456789}'), said(3, 'Thanks')] }));
      await on.clock.tickAsync(500);
      await on.deliver();

      expect(told('messageReceived')).to.have.length(1);
      expect(texts(Object(told('messageReceived')[0]).originalMessages)).to.deep.equal([
        'PIN 4711',
        '{start:123456789}',
        'Thanks',
      ]);
    });

    it('are published of no answer that is hidden as a whole, and never twice', async () => {
      const { told, push, ask } = await on.talk({ poll: [] });
      await ask('addPrefilter', { filters: /secret/ });
      push(frameOf({ messages: [hidden] }), frameOf({ messages: [hidden, last] }), frameOf({ messages: [last] }));
      await on.clock.tickAsync(3000);
      await on.deliver();

      expect(told('messageReceived').map((data) => Object(data).originalMessages)).to.deep.equal([[last]]);
    });

    it('keep it after a restore, too', async () => {
      const store = new Map<string, string>();
      const left = await on.begin({ restore: [] }, { store });
      await left.service.addPrefilter({ filters: /secret/ });
      await left.service.dispose();
      const { told } = on.connect({ restore: [frameOf({ messages: [open, hidden] })] }, { store });
      await on.deliver();

      expect(told('messageReceived')).to.have.nested.property('[0].originalMessages').that.deep.equals([open, hidden]);
    });

    it('keep it in a page of history, the newest first', async () => {
      const history = [saying('1-0', '2-0', '3-0')];
      const { told, push, ask } = await on.talk({ ...asyncServer, history }, { async: {} });
      await ask('addPrefilter', { filters: /^2/ });
      push(saying('4-0'));
      await on.clock.tickAsync(500);
      await ask('fetchHistory');
      await on.deliver();
      const [, page] = told('messageReceived');

      expect(texts(Object(page).messages)).to.deep.equal(['3-0', '1-0']);
      expect(texts(Object(page).originalMessages)).to.deep.equal(['3-0', '2-0', '1-0']);
    });

    it('of getTranscript are those of its messages, as in Widgets', async () => {
      const { push, ask } = await on.talk({ poll: [] });
      await ask('addPrefilter', { filters: /secret/ });
      push(frameOf({ messages: [open, hidden, last] }));
      await on.clock.tickAsync(500);

      expect(await ask('getTranscript')).to.deep.include({ originalMessages: [open, last] });
    });

    it('of the typed streams show nothing of it, however one looks', async () => {
      const { service, push } = await on.begin({ poll: [] });
      const received: unknown[] = [];
      service.events.messageReceived$.subscribe((data) => received.push(data));
      await service.addPrefilter({ filters: /secret/ });
      push(frameOf({ messages: [open, hidden] }));
      await on.clock.tickAsync(500);
      const [data] = received;

      expect(Object(data).originalMessages).to.deep.equal([open]);
      for (const shown of [
        JSON.stringify(data),
        inspect(data),
        JSON.stringify(structuredClone(data)),
        inspect({ ...Object(data) }),
      ])
        expect(shown).to.include('Hello').and.to.not.include('secret');
    });
  });
}
