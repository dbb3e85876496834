import { expect } from 'chai';
import { type SinonFakeTimers, useFakeTimers } from 'sinon';
import { createWebChatService } from '../../lib/createWebChatService.js';
import { TransportFailure } from '../../transports/failures.js';
import { gmsCometd } from '../../transports/gmsCometd/gmsCometd.js';
import { type BayeuxChatServer, startChatServer } from '../chatServer/chatServer.js';
import { recorder } from '../support/recorder.js';
import { saying } from '../support/scene.js';
import { settled } from '../support/settled.js';
import { bayeuxTap } from './support/bayeuxTap.js';
import { answer, type Customer, customer } from './support/customer.js';
import { ways } from './support/ways.js';

/** The server answers a request so late that what is said meanwhile is pushed first. */
const late = { on: 'refresh', kind: 'delay', ms: 150, times: 1 } as const;

for (const { title, urlOf, refuseWebSockets } of ways) {
  describe(`A talkative agent over CometD, on ${title}`, () => {
    let clock: SinonFakeTimers;
    let server: BayeuxChatServer;
    let jonny: Customer;

    beforeEach(async () => {
      // What the transport waits for; CometD's and the servers' own timers are real.
      clock = useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
      server = await startChatServer({ bayeux: true, refuseWebSockets });
      jonny = customer({ cometURL: urlOf(server) });
    });

    afterEach(async () => {
      jonny.leave();
      clock.tick(1000);
      clock.restore();
      await bayeuxTap.quiet();
      await server.close();
    });

    /** Waits until the server was asked that often for what is new. */
    const asked = (times: number): Promise<void> =>
      new Promise((resolve) => {
        const look = async () => {
          const requests = await server.desk.requests();
          const count = requests.filter(({ operation }) => operation === 'refresh').length;
          if (count >= times) resolve();
          else setImmediate(look);
        };
        void look();
      });

    const meet = async () => {
      const { session, ear } = await jonny.start();
      const ann = await server.desk.join(session.sessionId, { name: 'Ann', role: 'Agent' });
      const say = (text: string) => server.desk.say(session.sessionId, ann, text);
      await say('one');
      await ear.heard('one');
      return { session, ear, say };
    };

    it('does not overtake what the customer has missed', async () => {
      const { session, ear, say } = await meet();
      await server.restartBayeux();
      await ear.failed;
      await say('two');
      await server.weather.add(late);
      const next = jonny.follow(session, ear.last);
      await asked(2);
      await say('three');
      await say('four');
      await next.heard('four');

      expect(next.texts).to.deep.equal(['two', 'three', 'four']);
      expect(await server.desk.requests()).to.have.length(3);
    });

    it('does not overtake the beginning of the chat', async () => {
      await server.weather.add(late);
      const starting = jonny.start();
      await asked(1);
      const [chat] = await server.desk.sessions();
      const ann = await server.desk.join(chat?.chatId ?? '', { name: 'Ann', role: 'Agent' });
      await server.desk.say(chat?.chatId ?? '', ann, 'Hello');
      const { ear } = await starting;
      await ear.heard('Hello');

      expect(ear.texts.slice(0, 3)).to.deep.equal(['ParticipantJoined', 'ParticipantJoined', 'Hello']);
    });

    it('is not taken for the transcript that is restored, nor for a page of it', async () => {
      const { session, ear, say } = await meet();
      ear.leave();
      await server.weather.add(late);
      const restored = answer(jonny.transport.restore?.(session));
      await asked(2);
      await say('two');
      await server.weather.add(late);
      const { entries } = await restored;
      const page = answer(jonny.transport.history?.(session, { before: 3, count: 20 }));
      await asked(3);
      await say('three');

      expect(entries[0]?.message.index).to.equal(1);
      expect((await page).entries.map(({ message }) => message.index)).to.deep.equal([1, 2]);
    });

    it('learns that the server has refused a message, and the chat goes on', async () => {
      const { session, ear, say } = await meet();
      const errors = [{ code: 9, advice: 'not now' }];
      await server.weather.add({ on: 'send', kind: 'statusCode', statusCode: 1, errors, times: 1 });
      const { failure } = await settled(jonny.transport.send(session, { message: 'Hi' }));
      await say('two');
      await ear.heard('two');

      expect(failure).to.deep.include({ kind: 'Refused', statusCode: 1, errors });
      expect(ear.endings).to.equal(0);
    });

    it('learns that the chat was over when the message arrived', async () => {
      const { session, ear } = await meet();
      ear.leave();
      await server.desk.end(session.sessionId);
      const { failure } = await settled(jonny.transport.send(session, { message: 'Hi' }));

      expect(failure).to.include({ kind: 'Refused' });
      expect(failure instanceof TransportFailure && failure.frame?.chatEnded).to.equal(true);
    });

    it('settles equal messages one by one, in their order', async () => {
      const { session, ear } = await meet();
      const sent = ['yes', 'yes', 'no'].map((message) => answer(jonny.transport.send(session, { message })));
      await ear.heard('no');
      const frames = await Promise.all(sent);

      expect(frames.map(({ entries }) => entries[0]?.message.index)).to.deep.equal([4, 5, 6]);
    });
  });
}

for (const { title, urlOf, refuseWebSockets } of ways) {
  describe(`What a page shows of a talkative agent over CometD, on ${title}`, () => {
    it('is what the server has, in its order, whatever is late', async () => {
      const server = await startChatServer({ bayeux: true, refuseWebSockets });
      const { record, seen, when, stop } = recorder();
      const service = createWebChatService({
        transport: gmsCometd({ cometURL: urlOf(server) }),
        store: new Map(),
        restore: 'manual',
        pollRateMin: 250,
        pollRateMax: 250,
        environment: { random: () => 0.02 },
      });
      service.events$.subscribe((event) => record(event));
      await service.startChat({ nickname: 'Jonny' });
      const { data } = await when('started');
      const ann = await server.desk.join(data.sessionId, { name: 'Ann', role: 'Agent' });
      const say = (text: string) => server.desk.say(data.sessionId, ann, text);
      let words = 0;
      for (const round of [1, 2]) {
        // So late that she talks all the while.
        await server.weather.add({ ...late, ms: 400 });
        if (round > 1) await server.restartBayeux();
        const talk = setInterval(() => void say(`word ${++words}`), 20);
        await when('messageReceived', saying(`word ${words + 30}`));
        clearInterval(talk);
      }
      await say('Over');
      await when('messageReceived', saying('Over'));
      await service.sendMessage({ message: 'and out' });
      const { messages } = await service.getTranscript();

      const kept = (await server.desk.transcript(data.sessionId)).map(({ index }) => index);
      expect(messages.map(({ index }) => index)).to.deep.equal(kept);
      expect(seen.all('agentConnected')).to.have.length(1);
      expect(seen.names).to.not.include('error');
      await service.dispose();
      expect(stop()).to.deep.equal([]);
      await bayeuxTap.quiet();
      await server.close();
    });
  });
}
