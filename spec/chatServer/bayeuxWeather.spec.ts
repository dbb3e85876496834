import { expect } from 'chai';
import { CHANNEL } from './bayeux/bayeux.js';
import { doors } from './bayeux/doors.js';
import { rawBayeux, rawBayeuxCustomer } from './bayeux/rawBayeux.js';
import { startChatServer } from './chatServer.js';
import type { GmsBody } from './rawCustomer.js';

const words = ({ messages }: GmsBody): string[] => messages.map(({ type, text }) => text || type);
const broken = (): 'broken' => 'broken';

for (const { name, wire, url } of doors) {
  describe(`Bad weather over Bayeux (${name})`, () => {
    const start = async () => {
      const server = await startChatServer({ bayeux: true });
      const customer = await rawBayeuxCustomer(wire, url(server));
      const said = async () => (await server.desk.transcript(customer.chatId)).map(({ type, text }) => text || type);
      return { server, customer, said, weather: server.weather, [Symbol.asyncDispose]: server.close };
    };
    const reattached = async ({ server, customer }: Awaited<ReturnType<typeof start>>, transcriptPosition: number) => {
      const client = await rawBayeux(wire, url(server));
      await client.publish('requestNotifications', { ...customer.keys, transcriptPosition });
      return words(await client.next());
    };

    it('fails an acknowledgement, or pushes a statusCode, and does not act', async () => {
      await using here = await start();
      await here.weather.set([
        { on: 'send', kind: 'status', status: 503, times: 1 },
        { on: 'send', kind: 'statusCode', statusCode: 1, errors: [{ code: 9, advice: 'later' }], times: 1 },
      ]);
      const { tell, next, chatId } = here.customer;
      const refused = await tell('sendMessage', { message: 'lost' });
      expect(refused).to.include({ channel: CHANNEL, successful: false, error: '503::the chat server refuses' });
      expect(await tell('sendMessage', { message: 'lost' })).to.include({ successful: true });
      const { errors, statusCode, chatEnded, ...more } = await next();
      expect({ errors, statusCode, chatEnded, chatId: more.chatId }).to.deep.equal({
        ...{ errors: [{ code: 9, advice: 'later' }], statusCode: 1, chatEnded: false, chatId },
      });
      expect(more).not.to.have.property('secureKey');
      expect(await here.said()).to.deep.equal(['ParticipantJoined']);
    });

    it('breaks the connection before the server acts', async () => {
      await using here = await start();
      await here.weather.add({ on: 'send', kind: 'dropBefore', times: 1 });
      expect(await here.customer.tell('sendMessage', { message: 'lost' }).catch(broken)).to.equal('broken');
      expect(await here.customer.over).to.be.an('error');
      expect(await reattached(here, 1)).to.deep.equal(['ParticipantJoined']);
    });

    it('breaks the connection when the server has acted', async () => {
      await using here = await start();
      await here.weather.add({ on: 'send', kind: 'dropAfter', times: 1 });
      expect(await here.customer.tell('sendMessage', { message: 'Hello' }).catch(broken)).to.equal('broken');
      expect(await here.customer.over).to.be.an('error');
      expect(here.customer.waiting).to.deep.equal([]);
      expect(await reattached(here, 2)).to.deep.equal(['Hello']);
    });

    it('is late: with the answer, or with the deed', async () => {
      await using here = await start();
      await here.weather.set([
        { on: 'refresh', kind: 'delay', ms: 40, times: 1 },
        { on: 'send', kind: 'delay', ms: 40, leg: 'request', times: 1 },
      ]);
      const { tell, next, chatId } = here.customer;
      const asked = tell('requestNotifications', { transcriptPosition: 1 });
      const noticed = new Promise<void>((resolve) => {
        const look = async (): Promise<void> => {
          const requests = await here.server.desk.requests(chatId);
          if (requests.some(({ operation }) => operation === 'refresh')) resolve();
          else setImmediate(look);
        };
        void look();
      });
      await noticed;
      const ann = await here.server.desk.join(chatId, { name: 'Ann', role: 'Agent' });
      await asked;
      const positions = [await next(), await next()].map(({ messages }) => messages.map(({ index }) => index));
      // What was said meanwhile has overtaken the answer.
      expect(positions).to.deep.equal([[2], [1]]);
      const sent = tell('sendMessage', { message: 'late' });
      await here.server.desk.say(chatId, ann, 'early');
      expect(await sent).to.include({ successful: true });
      expect((await here.said()).slice(-2)).to.deep.equal(['early', 'late']);
    });

    it('spoils what is pushed', async () => {
      await using here = await start();
      const { tell, next } = here.customer;
      await here.weather.set([
        { on: 'send', kind: 'garble', into: 'html', times: 1 },
        { on: 'refresh', kind: 'garble', into: 'mistyped', fields: ['messages.0.index'], times: 1 },
        { on: 'refresh', kind: 'garble', into: 'null', times: 1 },
      ]);
      expect(await tell('sendMessage', { message: 'Hello' })).to.include({ successful: true });
      expect(await next())
        .to.be.a('string')
        .that.includes('<!doctype html>');
      await tell('requestNotifications', { transcriptPosition: 2 });
      expect((await next()).messages[0]).to.include({ text: 'Hello', index: 'no. 2' });
      await tell('refresh', { transcriptPosition: 2 });
      expect(await next()).to.equal(null);
      await tell('refresh', { transcriptPosition: 2 });
      expect(words(await next())).to.deep.equal(['Hello']);
    });

    it('changes the keys, and ends the chat, while the server acts', async () => {
      await using here = await start();
      const { tell, next, client, keys } = here.customer;
      await here.weather.set([
        { on: 'send', kind: 'rotateKeys', spare: 0, times: 1 },
        { on: 'startTyping', kind: 'endChat', times: 1 },
      ]);
      await tell('sendMessage', { message: 'Hello' });
      expect(words(await next())).to.deep.equal(['Hello']);
      const { messages, secureKey, alias } = await next();
      expect([messages, secureKey === keys.secureKey]).to.deep.equal([[], false]);
      await tell('sendMessage', { message: 'old' });
      expect(await next()).to.deep.include({ statusCode: 2, chatEnded: false });
      await client.publish('startTyping', { ...keys, secureKey, alias });
      expect([await next(), await next()].map(({ chatEnded }) => chatEnded)).to.deep.equal([false, true]);
    });

    it('lets the server forget a client', async () => {
      await using here = await start();
      await here.weather.add({ on: 'send', kind: 'unknownClient', times: 1 });
      const refused = await here.customer.tell('sendMessage', { message: 'lost' });
      expect(refused).to.include({ channel: CHANNEL, successful: false, error: '402::Unknown client' });
      const over = await here.customer.over;
      expect(over).to.deep.include({ channel: '/meta/connect', successful: false, error: '402::Unknown client' });
      expect(over).to.have.nested.property('advice.reconnect', 'handshake');
      expect(await here.customer.tell('sendMessage', { message: 'lost' })).to.include({ error: '402::Unknown client' });
      expect(here.customer.waiting).to.deep.equal([]);
      expect(await reattached(here, 1)).to.deep.equal(['ParticipantJoined']);
    });

    it('brings the server down and up again; the chats stay', async () => {
      await using here = await start();
      const { customer, server } = here;
      await server.goDown();
      expect(await customer.over).to.be.an('error');
      expect(await rawBayeux(wire, url(server)).catch(broken)).to.equal('broken');
      const ann = await server.desk.join(customer.chatId, { name: 'Ann', role: 'Agent' });
      await server.desk.say(customer.chatId, ann, 'Where are you?');
      await server.comeBack();
      expect(await reattached(here, 2)).to.deep.equal(['ParticipantJoined', 'Where are you?']);
    });

    it('restarts the Bayeux servers: they know nobody any more', async () => {
      await using here = await start();
      const { customer, server } = here;
      await server.restartBayeux();
      expect(await customer.over).to.be.an('error');
      const fresh = await wire(url(server), () => {});
      const old = { clientId: customer.clientId, connectionType: fresh.connectionType };
      expect(await fresh.ask({ id: '1', channel: '/meta/connect', ...old })).to.include({
        error: '402::Unknown client',
      });
      fresh.close();
      await server.desk.join(customer.chatId, { name: 'Ann', role: 'Agent' });
      expect(await reattached(here, 2)).to.deep.equal(['ParticipantJoined']);
    });
  });
}
