import { expect } from 'chai';
import type { ChatServer } from '../chatServer/chatServer.js';
import { agentOf, chatAt } from './support/agentOf.js';
import { readsOn } from './support/readsOn.js';
import { configured, type ShopPage, scriptOf, toldBy, visiting } from './support/shop.js';
import { type Way, ways } from './support/ways.js';

/** Opens the chat for the UI that it was written for, and keeps it awake while a person thinks. */
const concierge = scriptOf(`
  if (!window._genesys.widgets.extensions) { window._genesys.widgets.extensions = {}; }

  window._genesys.widgets.extensions['Concierge'] = function ($, CXBus, Common) {
    var oConcierge = CXBus.registerPlugin('Concierge'), keepAlive;

    function complain(text) {
      $('#trouble').append($('<i></i>').text(text));
    }

    oConcierge.before('WebChat.open', function (options) {
      options.userData = { room: '12' };
      return options;
    });

    oConcierge.registerCommand('ring', function (e) {
      oConcierge.command('WebChatService.startChat', e.data).done(function (answer) {
        e.deferred.resolve(answer);
      }).fail(function (err) {
        if (err !== 'There is already an active chat session') { complain(err); }
        e.deferred.reject(err);
      });
    });

    oConcierge.registerCommand('show', function (e) {
      oConcierge.command('WebChat.open', { form: { nickname: 'Jo' } }).done(e.deferred.resolve).fail(e.deferred.reject);
    });

    oConcierge.subscribe('WebChatService.started', function () {
      keepAlive = setInterval(function () {
        oConcierge.command('WebChatService.sendTyping', { message: '' }).done(function () {
          told.push('alive');
        });
      }, 50);
    });

    oConcierge.subscribe('WebChatService.ended', function () {
      clearInterval(keepAlive);
      $('#state').text('over');
    });

    oConcierge.subscribe('WebChatService.ready', function () {
      oConcierge.ready();
      $('#state').text('ready');
    });

    oConcierge.ready();
  };
`);

const lobby = ({ webchat }: Way, chats: ChatServer): ShopPage => ({
  before: configured(webchat(chats), { main: { lang: 'en' } }) + concierge,
  script: '<script src="/webchat-streams.global.jquery.js"></script>',
  after: `
    <p id="state"></p><p id="trouble"></p>
    <button id="ring" onclick="_genesys.widgets.bus.command('Concierge.ring', { nickname: 'Jo' })">Ring</button>`,
});

for (const way of ways) {
  describe(`A plugin with commands of its own, on ${way.api}`, () => {
    it(
      'rings once, however often the bell is pressed, and bears a second ready()',
      visiting(async ({ chats, open }) => {
        const page = await open(lobby(way, chats));
        await readsOn(page, '#state', 'ready');
        await page.click('#ring');
        const chatId = await chatAt(chats);
        const again = await page.evaluate(
          `new Promise(function (answer) { CXBus.command('Concierge.ring', { nickname: 'Jo' }).fail(answer); })`,
        );
        expect(again).to.equal('There is already an active chat session');
        await readsOn(page, '#trouble i');
        expect((await chats.desk.sessions()).map((chat) => chat.chatId)).to.deep.equal([chatId]);
      }),
    );

    it(
      'keeps the chat awake by sendTyping, of which the agent sees one start',
      visiting(async ({ chats, open }) => {
        const page = await open(lobby(way, chats));
        await page.click('#ring');
        const ann = await agentOf(chats);
        await ann.hears({ type: 'TypingStarted' });
        await toldBy(page, 8);
        const asked = await chats.desk.requests(ann.chatId);
        expect(asked.filter(({ operation }) => operation === 'startTyping')).to.have.length(1);
        expect(asked.filter(({ operation }) => operation === 'stopTyping')).to.have.length(0);

        await ann.end();
        await readsOn(page, '#state', 'over');
        await readsOn(page, '#trouble i');
      }),
    );

    it(
      'is told that there is no WebChat to open, and says what went wrong with a chat',
      visiting(async ({ chats, open }) => {
        const page = await open(lobby(way, chats));
        await readsOn(page, '#state', 'ready');
        const refused = await page.evaluate(
          `new Promise(function (answer) { CXBus.command('Concierge.show').fail(answer); })`,
        );
        expect(refused).to.equal('Could not load plugin file in given location. Check your plugins path option.');
        await page.evaluate(`void CXBus.command('Concierge.ring', { nickname: 'Jo', userData: 'Rose' })`);
        await readsOn(page, '#trouble i', 'malformed data object provided in userData property');
      }),
    );
  });
}
