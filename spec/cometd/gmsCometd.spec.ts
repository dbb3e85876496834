import { expect } from 'chai';
import { type SinonFakeTimers, useFakeTimers } from 'sinon';
import { type BayeuxChatServer, startChatServer } from '../chatServer/chatServer.js';
import { bayeuxTap } from './support/bayeuxTap.js';
import { answer, type Customer, customer } from './support/customer.js';
import { ways } from './support/ways.js';

const channel = '/service/chatV2/customer-support';

for (const { title, by, urlOf, refuseWebSockets } of ways) {
  describe(`gmsCometd with ${title}`, () => {
    let server: BayeuxChatServer;
    let clock: SinonFakeTimers;
    let jonny: Customer;

    before(async () => {
      // What the transport waits for; CometD's and the servers' own timers are real.
      clock = useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
      server = await startChatServer({ bayeux: true, refuseWebSockets });
    });

    beforeEach(() => {
      bayeuxTap.clear();
      jonny = customer({ cometURL: urlOf(server) });
    });

    afterEach(async () => {
      jonny.leave();
      clock.tick(1000);
      await bayeuxTap.quiet();
    });

    after(async () => {
      await server.close();
      clock.restore();
    });

    it('begins a chat, and hears what is said in it', async () => {
      const { session, ear } = await jonny.start();
      const ann = await server.desk.join(session.sessionId, { name: 'Ann', role: 'Agent' });
      await server.desk.say(session.sessionId, ann, 'Hello');
      await ear.heard('Hello');

      expect(Object.keys(session)).to.have.members(['sessionId', 'secureKey', 'alias', 'userId']);
      expect(ear.texts).to.deep.equal(['ParticipantJoined', 'ParticipantJoined', 'Hello']);
      expect((await server.desk.sessions()).at(-1)).to.deep.include({ userData: { colour: 'blue' } });
    });

    it(`goes by ${by}, on one connection for the start and what follows`, async () => {
      const { session, ear } = await jonny.start();
      await answer(jonny.transport.send(session, { message: 'Hi' }));
      await ear.heard('Hi');

      expect(bayeuxTap.on(channel).map((one) => one.by)).to.deep.equal([by, by, by]);
      expect(bayeuxTap.on('/meta/handshake').filter((one) => one.by === by)).to.have.length(1);
      expect(bayeuxTap.on('/meta/subscribe')).to.have.length(0);
    });

    it('says what a customer says', async () => {
      const { transport } = jonny;
      const { session, ear } = await jonny.start();
      const { sessionId } = session;
      const said = await answer(transport.send(session, { message: 'Hi', parentMessageID: '7' }));
      await answer(transport.typing?.(session, { isTyping: true, after: 2, preview: 'Wher' }));
      expect(await server.desk.preview(sessionId)).to.equal('Wher');
      await answer(transport.typing?.(session, { isTyping: false }));
      await answer(transport.customNotice?.(session, { message: 'note', eventAttributes: { a: { b: 1 } } }));
      await answer(transport.updateUserData?.(session, { colour: 'red' }));
      await answer(transport.end(session));
      await ear.heard('ParticipantLeft');

      expect(said.answer).to.include({ statusCode: 0, chatId: sessionId });
      expect(said.entries.map(({ message }) => message.text)).to.deep.equal(['Hi']);
      const events = await server.desk.transcript(sessionId);
      expect(events.map(({ type }) => type)).to.deep.equal([
        'ParticipantJoined',
        'Message',
        'TypingStarted',
        'TypingStopped',
        'CustomNotice',
        'ParticipantLeft',
      ]);
      expect(events[1]?.eventAttributes).to.deep.equal({ 'general-properties': { 'related-event-id': '7' } });
      expect(events[4]?.eventAttributes).to.deep.equal({ a: { b: 1 } });
      expect((await server.desk.sessions()).at(-1)?.userData).to.deep.equal({ colour: 'red' });
    });

    it('hears that the chat is over', async () => {
      const { session, ear } = await jonny.start();
      const over = jonny.follow(session);
      await over.heard('ParticipantJoined');
      await server.desk.end(session.sessionId);
      await ear.heard('ParticipantLeft');
      await answer(jonny.transport.restore?.(session));

      expect(ear.frames.some(({ chatEnded }) => chatEnded)).to.equal(true);
      expect(ear.endings).to.equal(0);
    });

    it('does not take the last words of a chat for the next chat', async () => {
      const first = await jonny.start();
      const [, second] = await Promise.all([answer(jonny.transport.end(first.session)), jonny.start()]);
      await first.ear.heard('ParticipantLeft');

      expect(second.session.sessionId).to.not.equal(first.session.sessionId);
      expect(second.ear.texts).to.deep.equal(['ParticipantJoined']);
    });

    it('gives back a transcript, all of it or its newest part, and pages of what was before', async () => {
      const { session, ear } = await jonny.start();
      for (const message of ['one', 'two', 'three', 'four']) {
        await answer(jonny.transport.send(session, { message }));
        await ear.heard(message);
      }
      ear.leave();
      const { restore, history } = jonny.transport;
      const textsOf = async (frame$: ReturnType<NonNullable<typeof history>> | undefined) =>
        (await answer(frame$)).entries.map(({ message }) => message.text || message.type);

      expect(await textsOf(restore?.(session))).to.deep.equal(['ParticipantJoined', 'one', 'two', 'three', 'four']);
      expect(await textsOf(restore?.(session, 1))).to.deep.equal(['four']);
      expect(await textsOf(restore?.(session, 99))).to.have.length(5);
      expect(await textsOf(history?.(session, { before: 4, count: 2 }))).to.deep.equal(['one', 'two']);
      expect(await textsOf(history?.(session, { before: 2, count: 20 }))).to.deep.equal(['ParticipantJoined']);
      expect(await textsOf(history?.(session, { before: 1, count: 20 }))).to.deep.equal([]);
      expect(await textsOf(history?.(session, { count: 2 }))).to.deep.equal(['three', 'four']);
    });

    it('pages back while it follows', async () => {
      const { session, ear } = await jonny.start();
      await answer(jonny.transport.send(session, { message: 'one' }));
      await ear.heard('one');
      const { entries } = await answer(jonny.transport.history?.(session, { before: 2, count: 20 }));

      expect(entries.map(({ message }) => message.index)).to.deep.equal([1]);
      expect(ear.endings).to.equal(0);
    });

    it('hears only its own chat where two services share a page', async () => {
      const other = customer({ cometURL: urlOf(server) });
      const [mine, hers] = await Promise.all([jonny.start(), other.start()]);
      await Promise.all([
        answer(jonny.transport.send(mine.session, { message: 'mine' })),
        answer(other.transport.send(hers.session, { message: 'hers' })),
      ]);
      await Promise.all([mine.ear.heard('mine'), hers.ear.heard('hers')]);
      other.leave();

      expect(mine.ear.texts).to.deep.equal(['ParticipantJoined', 'mine']);
      expect(hers.ear.texts).to.deep.equal(['ParticipantJoined', 'hers']);
    });

    it('follows two chats over one connection, each by itself', async () => {
      const mine = await jonny.start();
      const next = await jonny.start();
      await answer(jonny.transport.send(mine.session, { message: 'first' }));
      await answer(jonny.transport.send(next.session, { message: 'second' }));
      await Promise.all([mine.ear.heard('first'), next.ear.heard('second')]);

      expect(mine.ear.texts).to.not.include('second');
      expect(next.ear.texts).to.not.include('first');
    });

    it('says goodbye a moment after nobody listens any more, and leaves nothing running', async () => {
      const { ear } = await jonny.start();
      ear.leave();
      clock.tick(999);
      expect(bayeuxTap.on('/meta/disconnect')).to.have.length(0);
      clock.tick(1);
      await bayeuxTap.quiet();

      expect(bayeuxTap.on('/meta/disconnect').map((one) => one.by)).to.deep.equal([by]);
      expect(clock.countTimers()).to.equal(0);
    });
  });
}
