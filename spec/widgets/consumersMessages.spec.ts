import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { agentOf } from './support/agentOf.js';
import { gardenChat } from './support/gardenChat.js';
import { readsOn } from './support/readsOn.js';
import { configured, scriptOf, toldBy, visiting } from './support/shop.js';
import { ways } from './support/ways.js';

/** One of each kind that is found in the wild. */
const preProcessors = scriptOf(`
  window._genesys.widgets.extensions['Dictionary'] = function ($, CXBus, Common) {
    var oDictionary = CXBus.registerPlugin('Dictionary');

    function add(preprocessor) {
      oDictionary.command('WebChatService.registerPreProcessor', { preprocessor: preprocessor });
    }
    add(function (message) {
      if (message.text === 'message') { message.text = 'edited and returned'; }
      return message;
    });
    add(function (message) {
      if (message.text === 'null') { message.text = 'edited, null returned'; return null; }
      return message;
    });
    add(function (message) {
      if (message.text === 'undefined') { message.text = 'edited, nothing returned'; }
    });
    add(function (message) {
      if (message.text !== 'new') { return message; }
      return { text: 'a new object returned' };
    });
    add(function (message) {
      if (message.text === 'throws') { message.text = 'half edited'; throw new Error('No such word'); }
      return message;
    });
    oDictionary.subscribe('WebChatService.error', function (e) {
      told.push(e.data.message);
    });
    oDictionary.ready();
  };
`);

const spoken = ['message', 'null', 'undefined', 'new', 'throws', 'nothing'];
const shown = [
  'edited and returned',
  'edited, null returned',
  'edited, nothing returned',
  'a new object returned',
  'throws',
  'nothing',
];

/** Changes what it is given, before anybody behind it looks. */
const shouting = scriptOf(`
  window._genesys.widgets.extensions['Shouting'] = function ($, CXBus, Common) {
    CXBus.registerPlugin('Shouting').subscribe('WebChatService.messageReceived', function (e) {
      for (var i = 0; i < e.data.messages.length; i++) {
        e.data.messages[i].text = String(e.data.messages[i].text).toUpperCase();
        e.data.messages[i].from.name = 'Somebody';
        if (e.data.messages[i].type === 'Message') told.push('bus: ' + e.data.messages[i].text);
      }
      e.data.originalMessages.length = 0;
      e.event = 'Shouting.done';
    });
  };
`);

/** What else there is that tells of messages. */
const typed = scriptOf(`
  WebChatStreams.service().then(function (service) {
    service.events.messageReceived$.subscribe(function (data) {
      data.messages.forEach(function (message) {
        if (message.type === 'Message') told.push('stream: ' + message.from.name + ' ' + message.text);
      });
    });
  });
`);

const transcriptOf = (page: Page): Promise<unknown> =>
  page.evaluate(`CXBus.command('WebChatService.getTranscript').then(function (e) {
    return e.messages.filter(function (message) { return message.type === 'Message'; }).map(function (message) {
      return message.from.name + ' ' + message.text;
    });
  })`);

for (const { api, webchat } of ways) {
  describe(`What becomes of a message in a page, on ${api}`, () => {
    it(
      'is what the preprocessors made of it, however they hand it back, also after a reload',
      visiting(async ({ chats, open }) => {
        const before = configured(webchat(chats)) + gardenChat.before + preProcessors;
        const page = await open({ ...gardenChat, before });
        await page.click('#begin');
        const ann = await agentOf(chats);
        for (const text of spoken) await ann.say(text);
        await readsOn(page, '#transcript span', ...shown);
        expect(await toldBy(page))
          .to.have.length(1)
          .and.satisfy(([said]: unknown[]) => /No such word/.test(`${said}`));

        await page.reload();
        await readsOn(page, '#transcript span', ...shown);
      }),
    );

    it(
      'stays what it was, whatever another subscriber does to it',
      visiting(async ({ chats, open }) => {
        const before = configured(webchat(chats)) + scriptOf('_genesys.widgets.extensions = {};') + shouting;
        const page = await open({
          ...gardenChat,
          before: before + gardenChat.before,
          after: gardenChat.after + typed,
        });
        await page.click('#begin');
        const ann = await agentOf(chats);
        await ann.say('Hello');
        await readsOn(page, '#transcript li', 'Ann Hello');
        expect(await toldBy(page, 2)).to.have.members(['bus: HELLO', 'stream: Ann Hello']);
        expect(await transcriptOf(page)).to.deep.equal(['Ann Hello']);

        await page.reload();
        await readsOn(page, '#transcript li', 'Ann Hello');
        expect(await toldBy(page, 2)).to.have.members(['bus: HELLO', 'stream: Ann Hello']);
      }),
    );
  });
}
