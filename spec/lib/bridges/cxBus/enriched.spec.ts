import { expect } from 'chai';
import { defer, from, type NEVER, of, throwError, timer } from 'rxjs';
import { map } from 'rxjs/operators';
import type { Entry } from '../../../../transports/frames.js';
import { frameOf } from '../../../../transports/scripted.js';
import { asyncServer, keys, saying } from '../../asyncServer.js';
import { buses } from './buses.js';
import { busStage } from './busStage.js';

const ann = { id: 'p-2', name: 'Ann', type: 'Agent' };
const joined = { index: '1-0', type: 'ParticipantJoined', from: ann };
const hello = { index: '2-0', text: 'Hello', from: ann };
const typing = { index: '3-0', type: 'TypingStarted', isTyping: true, from: ann };
/** As a transport does that knows more of a message. */
const full = ({ message, original }: Entry) => ({ ...message, raw: original });

for (const [title, openBus] of buses) {
  describe(`messages over a transport that knows more of them, on ${title} (B20)`, () => {
    const on = busStage(openBus);
    /** Lets the bus deliver until something is so; the code for it has to be loaded first. */
    const arrive = async (isSo: () => boolean): Promise<void> => {
      const tooLate = performance.now() + 1500;
      while (!isSo() && performance.now() < tooLate) await on.deliver();
      await on.deliver();
    };
    // The first import of the code takes real time, which virtual time does not know.
    before(() => import('../../../../lib/bridges/cxBus/v3Payload.js'));
    const nameOf = (event: string): string => event.replace('WebChatService.', '');

    it('have it wherever a bus carries them; typed they are as they were', async () => {
      const { told, push, ask, service, data } = await on.talk({
        ...asyncServer,
        enrich: (_, entry) => of(full(entry)),
      });
      push(frameOf({ messages: [joined, hello, typing] }));
      await on.clock.tickAsync(500);
      await arrive(() => told('messageReceived').length > 0);

      expect(told('messageReceived')).to.have.deep.nested.property('[0].messages[1].raw', hello);
      expect(told('messageReceived')).to.have.deep.nested.property('[0].originalMessages[1]', hello);
      expect(told('agentConnected')).to.have.deep.nested.property('[0].message.raw', joined);
      expect(told('agentConnected')).to.have.nested.property('[0].numAgentsConnected', 1);
      expect(told('agentTypingStarted')).to.have.deep.nested.property('[0].raw', typing);
      expect(await ask('getTranscript')).to.have.deep.nested.property('messages[1].raw', hello);
      expect(JSON.stringify([data('messageReceived'), await service.getTranscript()])).to.not.include('"raw"');
    });

    it('are asked for with the keys of their chat; a page of history, too', async () => {
      const asked: unknown[] = [];
      const history = [saying('1-0')];
      const enrich = (...[session, entry]: [object, Entry]) => {
        asked.push([session, entry.original]);
        return of(full(entry));
      };
      const { told, push, ask } = await on.talk({ ...asyncServer, history, enrich }, { async: {} });
      push(frameOf({ messages: [{ ...hello, index: '4-0' }] }));
      await on.clock.tickAsync(500);
      await ask('fetchHistory');
      await arrive(() => told('messageReceived').length > 1);

      expect(asked[0]).to.deep.equal([keys, { ...hello, index: '4-0' }]);
      expect(told('messageReceived')).to.have.nested.property('[1].messages[0].raw.index', '1-0');
    });

    it('keep the order of events while they take their time, and delay nothing on the typed streams (B21)', async () => {
      const order = ['messageReceived', 'agentDisconnected', 'clientDisconnected', 'ended', 'pollingStopped'];
      const enrich = (_: object, entry: Entry) => timer(60_000).pipe(map(() => full(entry)));
      const { heard, told, push, events, ask } = await on.talk({ ...asyncServer, enrich });
      await arrive(() => told('pollingStarted').length > 0);
      const before = heard.length;
      push(frameOf({ messages: [hello] }), frameOf({ chatEnded: true }));
      // How often it has polled until now depends on the machine: this is enough for two polls at the longest gap.
      await on.clock.tickAsync(8000);
      await on.deliver();
      expect(events.map(({ name }) => name).slice(-5)).to.deep.equal(order);
      expect(heard.slice(before)).to.deep.equal([]);
      await ask('getAgents');
      await on.clock.tickAsync(60_000);
      await arrive(() => told('pollingStopped').length > 0);

      expect(heard.slice(before).map(({ event }) => nameOf(event))).to.deep.equal(order);
      expect(heard[before]?.data).to.have.deep.nested.property('messages[0].raw', hello);
    });

    it('are published as they are where that fails', async () => {
      const enrich = (_: object, { message }: Entry) =>
        message.text === 'Hello'
          ? throwError(() => new Error('gone'))
          : defer((): typeof NEVER => {
              throw new Error('worse');
            });
      const { told, push } = await on.talk({ ...asyncServer, enrich });
      push(frameOf({ messages: [hello, { ...hello, index: '3-0', text: 'Bye' }] }));
      await on.clock.tickAsync(500);
      await arrive(() => told('messageReceived').length > 0);

      expect(told('messageReceived')).to.have.nested.property('[0].messages[0].text', 'Hello');
      expect(told('messageReceived')).to.have.nested.property('[0].messages[1].text', 'Bye');
    });

    it('are published no more once the bus is disconnected', async () => {
      let asked = false;
      const enrich = (_: object, entry: Entry) => {
        asked = true;
        return timer(1000).pipe(map(() => full(entry)));
      };
      const { told, push, connection } = await on.talk({ ...asyncServer, enrich });
      push(frameOf({ messages: [hello] }));
      await on.clock.tickAsync(500);
      await arrive(() => asked);
      connection.disconnect();
      await on.clock.tickAsync(2000);
      await on.deliver();

      expect(told('messageReceived')).to.deep.equal([]);
    });

    it('cope with hostile fields: nested too deep, called __proto__ or toJSON', async () => {
      let deep: object = {};
      for (let level = 0; level < 50_000; level++) deep = { deep };
      const hostile: object = JSON.parse('{"__proto__":{"bad":1},"toJSON":"x","constructor":"y"}');
      const enrich = (_: object, entry: Entry) => from([{ ...full(entry), ...hostile, deep }]);
      const { told, push } = await on.talk({ ...asyncServer, enrich });
      push(frameOf({ messages: [hello] }));
      await on.clock.tickAsync(500);
      await arrive(() => told('messageReceived').length > 0);

      expect(told('messageReceived')).to.have.nested.property('[0].messages[0].text', 'Hello');
      expect(told('messageReceived')).to.not.have.nested.property('[0].messages[0].bad');
      expect(Reflect.get({}, 'bad')).to.equal(undefined);
    });
  });
}
