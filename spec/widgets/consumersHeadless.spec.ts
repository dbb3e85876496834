import { expect } from 'chai';
import type { ChatServer } from '../chatServer/chatServer.js';
import { agentOf } from './support/agentOf.js';
import { gardenChat, gardenStatus } from './support/gardenChat.js';
import { readsOn } from './support/readsOn.js';
import { configured, type ShopPage, visiting } from './support/shop.js';
import { type Way, ways } from './support/ways.js';

const garden = ({ webchat }: Way, chats: ChatServer): ShopPage => ({
  ...gardenChat,
  before: configured(webchat(chats)) + gardenChat.before + gardenStatus.before,
  after: gardenChat.after + gardenStatus.after,
});

for (const way of ways) {
  describe(`A chat UI that renders only from messageReceived, on ${way.api}`, () => {
    it(
      'shows a conversation, and all of it again after a reload',
      visiting(async ({ chats, open }) => {
        const page = await open(garden(way, chats));
        await page.click('#begin');
        const ann = await agentOf(chats);
        await ann.say('Which roses?');
        await readsOn(page, '#transcript li', 'Ann Which roses?');
        await page.fill('#text', 'The red ones');
        await page.click('#say button');
        await ann.hears({ type: 'Message', text: 'The red ones' });
        await readsOn(page, '#transcript li', 'Ann Which roses?', 'Jo The red ones');
        // The answer that empties it may come after the message itself.
        await page.waitForFunction(`$('#text').val() === ''`);

        await page.reload();
        await readsOn(page, '#transcript li', 'Ann Which roses?', 'Jo The red ones');
        await ann.say('Good choice');
        await readsOn(page, '#transcript li', 'Ann Which roses?', 'Jo The red ones', 'Ann Good choice');
      }),
    );

    it(
      'shows html in texts and names as the text that it is',
      visiting(async ({ chats, open }) => {
        const name = '<img src=x onerror="document.title=\'Hacked\'">';
        const text = '</li><script>document.title="Hacked"</script> &amp; "quoted"';
        const page = await open(garden(way, chats));
        await page.click('#begin');
        const somebody = await agentOf(chats, { name });
        await somebody.say(text);
        await readsOn(page, '#transcript b', name);
        await readsOn(page, '#transcript span', text);
        expect(await page.locator('#transcript img, #transcript script').count()).to.equal(0);
        expect(await page.title()).to.equal('Shop');
      }),
    );

    it(
      'says goodbye when the agent ends the chat, and begins another',
      visiting(async ({ chats, open }) => {
        const page = await open(garden(way, chats));
        await page.click('#begin');
        const ann = await agentOf(chats);
        await ann.say('That is all');
        await ann.leave();
        await ann.end();
        await readsOn(page, '#status i', 'Your gardener has left.', 'Goodbye.');
        await readsOn(page, '#transcript li', 'Ann That is all');

        await page.click('#begin');
        const bea = await agentOf(chats, { name: 'Bea' });
        await bea.say('Hello again');
        await readsOn(page, '#transcript li', 'Ann That is all', 'Bea Hello again');
      }),
    );
  });
}
