import { expect } from 'chai';
import { doors } from './bayeux/doors.js';
import { rawBayeux, rawBayeuxCustomer } from './bayeux/rawBayeux.js';
import { startChatServer } from './chatServer.js';
import type { GmsBody } from './rawCustomer.js';

const words = ({ messages }: GmsBody): string[] => messages.map(({ type, text }) => text || type);
const ended = ({ chatEnded }: GmsBody): boolean => chatEnded === true;

for (const { name, wire, url } of doors) {
  describe(`A chat over Bayeux (${name})`, () => {
    const start = async () => {
      const server = await startChatServer({ bayeux: true });
      return { server, customer: await rawBayeuxCustomer(wire, url(server)), [Symbol.asyncDispose]: server.close };
    };

    it('begins, is acknowledged, and pushes what everybody says', async () => {
      await using here = await start();
      const { started, tell, until, chatId, keys } = here.customer;
      const { desk } = here.server;
      expect(started).to.include({ statusCode: 0, chatEnded: false, nextPosition: 2 });
      expect(started.messages.map(({ type, index }) => [type, index])).to.deep.equal([['ParticipantJoined', 1]]);
      const ack = await tell('sendMessage', { message: 'Hello', eventAttributes: { a: { b: 1 } } });
      expect(ack).to.include({ successful: true });
      const ann = await desk.join(chatId, { name: 'Ann', role: 'Agent' });
      await desk.say(chatId, ann, 'Hi');
      const pushed = await until((body) => words(body).includes('Hi'));
      expect(pushed.map(words)).to.deep.equal([['Hello'], ['ParticipantJoined'], ['Hi']]);
      expect(pushed[0]?.messages[0]).to.deep.include({ eventAttributes: { a: { b: 1 } }, index: 2 });
      expect(pushed[2]).to.deep.include({ ...keys, statusCode: 0, chatEnded: false, nextPosition: 5 });
    });

    it('takes user data as an object, and every operation', async () => {
      await using here = await start();
      const { desk } = here.server;
      const { tell, next, chatId } = here.customer;
      const said: readonly (readonly [string, object, string])[] = [
        ['startTyping', { message: 'so f' }, 'so f'],
        ['stopTyping', {}, 'TypingStopped'],
        ['pushUrl', { pushUrl: 'https://example.com' }, 'https://example.com'],
        ['updateNickname', { nickname: 'Jo' }, 'Jo'],
        ['customNotice', { message: 'note' }, 'note'],
      ];
      for (const [operation, data, text] of said) {
        expect(await tell(operation, data)).to.include({ successful: true });
        expect(words(await next())).to.deep.equal([text]);
      }
      expect(await tell('updateData', { userData: { vip: 'yes' } })).to.include({ successful: true });
      expect(await tell('readReceipt', { transcriptPosition: 3 })).to.include({ successful: true });
      expect((await desk.sessions())[0]?.userData).to.deep.equal({ vip: 'yes' });
      expect((await desk.requests(chatId)).map(({ operation }) => operation)).to.deep.equal([
        'request',
        ...['startTyping', 'stopTyping', 'pushUrl', 'updateNickname', 'customNotice', 'updateData', 'readReceipt'],
      ]);
      expect(here.customer.waiting).to.deep.equal([]);
    });

    it('wants no more than the secureKey, and keeps no secret in the log', async () => {
      await using here = await start();
      const { client, keys, chatId } = here.customer;
      const auth = { encoded: 'c2VjcmV0' };
      const { secureKey } = keys;
      expect(await client.publish('sendMessage', { secureKey, message: 'Hello', auth })).to.include({
        successful: true,
      });
      expect(words(await client.next())).to.deep.equal(['Hello']);
      const [, sent] = await here.server.desk.requests(chatId);
      expect(sent).to.deep.include({ operation: 'send', chatId });
      expect(sent?.form).to.deep.equal({ operation: 'sendMessage', secureKey: '•••', message: 'Hello' });
    });

    it('speaks to the client that last attached, from the position it asks for', async () => {
      await using here = await start();
      const { server, customer } = here;
      await customer.tell('sendMessage', { message: 'one' });
      expect(words(await customer.next())).to.deep.equal(['one']);
      const second = await rawBayeux(wire, url(server));
      const ask = (transcriptPosition: unknown) =>
        second.publish('requestNotifications', { ...customer.keys, transcriptPosition });
      await ask(2);
      expect(words(await second.next())).to.deep.equal(['one']);
      await ask('3');
      expect(await second.next()).to.deep.include({ ...customer.keys, messages: [], statusCode: 0 });
      await customer.tell('sendMessage', { message: 'two' });
      expect(words(await second.next())).to.deep.equal(['two']);
      expect(customer.waiting).to.deep.equal([]);
    });

    it('shows what was said to whoever asks, without speaking to them from then on', async () => {
      await using here = await start();
      const { server, customer } = here;
      await customer.tell('sendMessage', { message: 'one' });
      await customer.next();
      const second = await rawBayeux(wire, url(server));
      const ask = async (transcriptPosition: number) => {
        await second.publish('refresh', { ...customer.keys, transcriptPosition });
        return words(await second.next());
      };
      expect(await ask(1)).to.deep.equal(['ParticipantJoined', 'one']);
      expect(await ask(-1)).to.deep.equal(['one']);
      await customer.tell('sendMessage', { message: 'two' });
      expect(words(await customer.next())).to.deep.equal(['two']);
      expect(second.waiting).to.deep.equal([]);
    });

    it('pushes why it will not', async () => {
      await using here = await start();
      const { client, keys, tell } = here.customer;
      const refused = async (operation: string, data: unknown) => {
        const ack = await client.ask({ channel: '/service/chatV2/customer-support', data });
        expect(ack, operation).to.include({ successful: true });
        const { statusCode, chatEnded, errors } = await client.next();
        return [statusCode, chatEnded, errors[0]?.code];
      };
      const send = { ...keys, operation: 'sendMessage', message: 'x' };
      expect(await refused('a wrong key', { ...send, secureKey: 'guess' })).to.deep.equal([2, false, 401]);
      expect(await refused('a key alone', { operation: 'sendMessage', secureKey: 'x' })).to.deep.equal([2, false, 401]);
      expect(await refused('another chat', { ...send, chatId: 'a/../b' })).to.deep.equal([2, true, 249]);
      expect(await refused('no operation', { operation: 'dance' })).to.deep.equal([2, false, 400]);
      expect(await refused('no object', 'hello')).to.deep.equal([2, false, 400]);
      expect(await refused('no message', { ...keys, operation: 'sendMessage' })).to.deep.equal([2, false, 400]);
      expect(await refused('no name', { operation: 'requestChat' })).to.deep.equal([2, false, 161]);
      await tell('disconnect');
      await here.customer.until(ended);
      expect(await refused('a chat that is over', send)).to.deep.equal([2, true, 249]);
    });

    it('says that it is over, and lets the last words be read', async () => {
      await using here = await start();
      const { tell, until, chatId, next } = here.customer;
      const ann = await here.server.desk.join(chatId, { name: 'Ann', role: 'Agent' });
      await here.server.desk.say(chatId, ann, 'Bye');
      await here.server.desk.end(chatId);
      const pushed = await until(ended);
      expect(pushed.map(words)).to.deep.equal([
        ['ParticipantJoined'],
        ['Bye'],
        ['ParticipantLeft'],
        ['ParticipantLeft'],
        [],
      ]);
      await tell('requestNotifications', { transcriptPosition: 3 });
      const last = await next();
      expect([words(last), last.chatEnded]).to.deep.equal([['Bye', 'ParticipantLeft', 'ParticipantLeft'], true]);
    });

    it('lets clients subscribe, needlessly, and disconnect', async () => {
      await using here = await start();
      const { client, tell } = here.customer;
      const subscription = '/service/chatV2/customer-support';
      expect(await client.ask({ channel: '/meta/subscribe', subscription })).to.include({ successful: true });
      expect(await client.ask({ channel: '/meta/disconnect' })).to.include({ successful: true });
      const later = await tell('sendMessage', { message: 'x' }).catch(() => ({ error: '402::Unknown client' }));
      expect(later).to.include({ error: '402::Unknown client' });
    });
  });
}
