import { expect } from 'chai';
import type { ChatServer } from '../chatServer/chatServer.js';
import { agentOf } from './support/agentOf.js';
import { gardenChat, gardenStatus } from './support/gardenChat.js';
import { readsOn } from './support/readsOn.js';
import { configured, type ShopPage, toldBy, visiting } from './support/shop.js';
import { v2, type Way, ways } from './support/ways.js';

const garden = ({ webchat }: Way, chats: ChatServer, more: object = {}): ShopPage => ({
  ...gardenChat,
  before: configured({ ...webchat(chats), ...more }) + gardenChat.before + gardenStatus.before,
  after: gardenChat.after + gardenStatus.after,
});

for (const way of ways) {
  describe(`An outage, as a page sees it on ${way.api}`, () => {
    it(
      'is told of once, and so is its end; nothing that was said meanwhile is lost',
      visiting(async ({ chats, open }) => {
        const page = await open(garden(way, chats));
        await page.click('#begin');
        const ann = await agentOf(chats);
        await ann.say('One');
        await readsOn(page, '#transcript span', 'One');
        await chats.goDown();
        await readsOn(page, '#status i', 'You seem to be offline.');
        await page.fill('#text', 'Anybody there?');
        await page.evaluate(`
          CXBus.command('WebChatService.sendMessage', { message: document.getElementById('text').value })
            .fail(function (e) { told.push(e.status); });
          void 0;
        `);
        expect(await toldBy(page)).to.deep.equal([0]);
        await ann.say('Two');
        await chats.comeBack();
        await readsOn(page, '#status i', 'You seem to be offline.', 'You are back online.');
        await page.click('#say button');
        await ann.hears({ type: 'Message', text: 'Anybody there?' });
        await readsOn(page, '#transcript span', 'One', 'Two', 'Anybody there?');
      }),
    );
  });
}

describe('A chat server out of order, as a page sees it on v2', () => {
  const outOfOrder = { on: 'refresh', kind: 'statusCode', statusCode: 1 } as const;
  const offline = ['One moment, please.', 'Our chat is out of order.'];

  it(
    'is told of when the limit is passed, and when it works again',
    visiting(async ({ chats, open }) => {
      const page = await open(garden(v2, chats, { pollExceptionLimit: 1 }));
      await page.click('#begin');
      const ann = await agentOf(chats);
      await ann.say('One');
      await readsOn(page, '#transcript span', 'One');
      await chats.weather.set([outOfOrder]);
      await readsOn(page, '#status i', ...offline);
      await ann.say('Two');
      await chats.weather.clear();
      await readsOn(page, '#status i', ...offline, 'Our chat works again.');
      await readsOn(page, '#transcript span', 'One', 'Two');
    }),
  );

  it(
    'is told of to whoever comes back meanwhile',
    visiting(async ({ chats, open }) => {
      const page = await open(garden(v2, chats));
      await page.click('#begin');
      const ann = await agentOf(chats);
      await ann.say('One');
      await readsOn(page, '#transcript span', 'One');
      await chats.weather.set([outOfOrder]);
      await page.reload();
      await readsOn(page, '#status i', 'Welcome back. Our chat is out of order.');
      await chats.weather.clear();
      await readsOn(page, '#status i', 'Welcome back. Our chat is out of order.', 'Our chat works again.');
      await readsOn(page, '#transcript span', 'One');
      await page.fill('#text', 'Here again');
      await page.click('#say button');
      await ann.hears({ type: 'Message', text: 'Here again' });
    }),
  );
});
