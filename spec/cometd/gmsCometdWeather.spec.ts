import { expect } from 'chai';
import type { Observable } from 'rxjs';
import { type SinonFakeTimers, useFakeTimers } from 'sinon';
import { isServerTrouble, TransportFailure } from '../../transports/failures.js';
import { type BayeuxChatServer, startChatServer } from '../chatServer/chatServer.js';
import { settled } from '../support/settled.js';
import { bayeuxTap } from './support/bayeuxTap.js';
import { answer, type Customer, customer } from './support/customer.js';
import type { Listener } from './support/listener.js';
import { ways } from './support/ways.js';

const begin = { form: { nickname: 'Jonny' }, userData: {} };

const asFailure = (failure: unknown): TransportFailure => {
  if (failure instanceof TransportFailure) return failure;
  throw new Error(`expected a TransportFailure, got ${failure}`);
};

const failureOf = async (source: Observable<unknown> | undefined): Promise<TransportFailure> => {
  if (!source) throw new Error('The transport lacks the operation.');
  const { failure, endings } = await settled(source);
  expect(endings).to.equal(1);
  return asFailure(failure);
};

const failedTo = async (ear: Listener): Promise<TransportFailure> => asFailure(await ear.failed);

for (const { title, by, urlOf, refuseWebSockets } of ways) {
  describe(`gmsCometd with ${title}, in bad weather`, () => {
    let clock: SinonFakeTimers;
    let server: BayeuxChatServer;
    let jonny: Customer;

    /** How often an operation came in. */
    const asked = async (operation: string) =>
      (await server.desk.requests()).filter((request) => request.operation === operation).length;

    beforeEach(async () => {
      clock = useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
      server = await startChatServer({ bayeux: true, refuseWebSockets });
      bayeuxTap.clear();
      jonny = customer({ cometURL: urlOf(server) });
    });

    afterEach(async () => {
      jonny.leave();
      clock.tick(1000);
      await bayeuxTap.quiet();
      await server.close();
      clock.restore();
    });

    it('fails once where the server is restarted, and loses nothing', async () => {
      const { session, ear } = await jonny.start();
      const ann = await server.desk.join(session.sessionId, { name: 'Ann', role: 'Agent' });
      await server.desk.say(session.sessionId, ann, 'before');
      await ear.heard('before');
      await server.restartBayeux();
      const { kind } = await failedTo(ear);
      await server.desk.say(session.sessionId, ann, 'meanwhile');
      const next = jonny.follow(session, ear.last);
      await next.heard('meanwhile');
      await server.desk.say(session.sessionId, ann, 'after');
      await next.heard('after');

      expect([kind, ear.endings, next.endings]).to.deep.equal(['Offline', 1, 0]);
      expect(next.texts).to.deep.equal(['meanwhile', 'after']);
      expect(next.frames[0]?.entries).to.deep.equal([]);
    });

    it('fails once where the server goes down, asks no more by itself, and is back when it is', async () => {
      const { session, ear } = await jonny.start();
      await server.goDown();
      expect((await failedTo(ear)).kind).to.equal('Offline');
      bayeuxTap.clear();
      const { kind, status, message } = await failureOf(jonny.transport.restore?.(session));
      await bayeuxTap.quiet();

      expect([kind, status]).to.deep.equal(['Offline', 0]);
      expect(message).to.match(/^No connection.*check the network, cometURL and its CORS rules$/);
      expect(bayeuxTap.sent.map(({ message: { channel } }) => channel)).to.deep.equal(['/meta/handshake']);

      await server.comeBack();
      const next = jonny.follow(session, ear.last);
      await next.begun;
      expect(next.endings).to.equal(0);
    });

    it('refuses what is said by a client that the server has forgotten, repeats nothing, and attaches anew', async () => {
      const { session, ear } = await jonny.start();
      await server.weather.add({ on: 'send', kind: 'unknownClient', times: 1 });
      const { kind, errors } = await failureOf(jonny.transport.send(session, { message: 'Hi' }));

      expect([kind, errors]).to.deep.equal(['Refused', [{ code: 402, advice: 'Unknown client' }]]);
      expect((await failedTo(ear)).kind).to.equal('Offline');
      const next = jonny.follow(session, ear.last);
      await answer(jonny.transport.send(session, { message: 'Again' }));
      await next.heard('Again');
      expect(next.texts).to.deep.equal(['Again']);
      expect(await asked('send')).to.equal(2);
    });

    it('is Offline, not refused, where the client is forgotten before a chat begins or is restored', async () => {
      await server.weather.add({ on: 'request', kind: 'unknownClient', times: 1 });
      expect((await failureOf(jonny.transport.start(begin))).kind).to.equal('Offline');
      const { session, ear } = await jonny.start();
      ear.leave();
      await server.weather.add({ on: 'refresh', kind: 'unknownClient', times: 2 });

      expect((await failureOf(jonny.transport.restore?.(session))).kind).to.equal('Offline');
      expect((await failureOf(jonny.transport.follow?.(session, {}))).kind).to.equal('Offline');
    });

    it('passes on what an acknowledgement has against it, and goes on', async () => {
      const { session, ear } = await jonny.start();
      await server.weather.add({ on: 'send', kind: 'status', status: 503, times: 1 });
      const failure = await failureOf(jonny.transport.send(session, { message: 'Hi' }));
      await answer(jonny.transport.send(session, { message: 'Again' }));
      await ear.heard('Again');

      expect([failure.status, isServerTrouble(failure)]).to.deep.equal([503, true]);
      expect(failure.errors).to.deep.equal([{ code: 503, advice: 'the chat server refuses' }]);
      expect(ear.endings).to.equal(0);
    });

    it('fails with what the server says instead of an answer', async () => {
      const { session, ear } = await jonny.start();
      const errors = [{ code: 249, advice: 'not now' }];
      await server.weather.add({ on: 'refresh', kind: 'statusCode', statusCode: 1, errors });
      await server.weather.add({ on: 'request', kind: 'statusCode', statusCode: 2, errors, chatEnded: true });
      const refused = await failureOf(jonny.transport.follow?.(session, {}));
      ear.leave();
      const restored = await failureOf(jonny.transport.restore?.(session));
      const started = await failureOf(jonny.transport.start(begin));

      for (const { kind, errors: told } of [refused, restored, started]) {
        expect([kind, told]).to.deep.equal(['Refused', errors]);
      }
      expect([refused.statusCode, restored.statusCode, started.statusCode]).to.deep.equal([1, 1, 2]);
      expect(started.frame?.chatEnded).to.equal(true);
    });

    for (const into of ['html', 'array', 'mistyped'] as const) {
      it(`is Garbled where what is pushed is ${into}, shows no key, and can follow again`, async () => {
        const { session, ear } = await jonny.start();
        await server.weather.add({ on: 'send', kind: 'garble', into, times: 1 });
        const sent = answer(jonny.transport.send(session, { message: 'Hi' }));
        const failure = await failedTo(ear);
        const next = jonny.follow(session, 1);
        await next.heard('Hi');
        await sent;

        expect(failure.kind).to.equal('Garbled');
        expect(JSON.stringify(failure)).to.not.include(session.secureKey);
        expect(next.texts).to.deep.equal(['Hi']);
      });
    }

    it('fails where the connection breaks under what is said, and says it once', async () => {
      const { session, ear } = await jonny.start();
      await server.weather.add({ on: 'send', kind: 'dropBefore', times: 1 });
      const { kind } = await failureOf(jonny.transport.send(session, { message: 'Hi' }));

      expect([kind, (await failedTo(ear)).kind]).to.deep.equal(['Offline', 'Offline']);
      expect(await asked('send')).to.equal(1);
    });

    it('waits for an answer as long as it may', async () => {
      await server.weather.add({ on: 'request', kind: 'delay', ms: 100 });
      const sent = bayeuxTap.next('/service/chatV2/customer-support');
      const failed = failureOf(jonny.transport.start(begin));
      await sent;
      clock.tick(3000);

      expect((await failed).kind).to.equal('TimedOut');
    });

    it(`tries ${by} each time anew`, async () => {
      const { session, ear } = await jonny.start();
      await server.restartBayeux();
      await ear.failed;
      await jonny.follow(session, ear.last).begun;

      expect(bayeuxTap.on('/meta/handshake').filter((one) => one.by === by)).to.have.length(2);
    });
  });
}
