import { expect } from 'chai';
import { startChatServer } from '../chatServer/chatServer.js';
import { agentOf } from './support/agentOf.js';
import { command, diaryPage, knows, reads } from './support/diary.js';
import { visiting, visitingAt } from './support/shop.js';
import { v2, v3 } from './support/ways.js';

const cometdFile = '/webchat-streams.cometd.js';
const withCometd = visitingAt(() => startChatServer({ bayeux: true }));

describe('A page that is configured for CometD', () => {
  for (const [carried, host, doors, websocketEnabled] of [
    // The CometD project's server knows a browser by a cookie, which goes to the page's own site only.
    ['long-polling', '127.0.0.1', 'cometURL', false],
    ['long-polling to another site', 'www.shop.test', 'fayeURL', false],
    ['WebSocket', 'www.shop.test', 'fayeURL', true],
  ] as const) {
    it(
      `has its file from beside the script, and chats by ${carried}, also after a reload`,
      withCometd(async ({ chats, open, fetched }) => {
        const cometD = { enabled: true, cometURL: chats[doors], apiURL: chats.apiURL, websocketEnabled };
        const page = await open({ ...diaryPage({ cometD, userData: { shop: 'north' } }), host });
        await knows(page, 'no chat');
        await command(page, 'startChat', { nickname: 'Jo' });
        const ann = await agentOf(chats);
        await ann.say('Hello');
        await reads(page, 'Ann: Hello');
        await command(page, 'sendMessage', { message: 'Good day' });
        await reads(page, 'Ann: Hello', 'Jo: Good day');
        expect(fetched().filter((path) => path === cometdFile)).to.have.length(1);

        await page.reload();
        await reads(page, 'restored', '(again) Ann: Hello', '(again) Jo: Good day');
        await ann.say('Back again');
        await reads(page, 'restored', '(again) Ann: Hello', '(again) Jo: Good day', 'Ann: Back again');
        await command(page, 'endChat');
        await reads(page, 'restored', '(again) Ann: Hello', '(again) Jo: Good day', 'Ann: Back again', 'ended');
      }),
    );
  }
});

describe('A page that is not configured for CometD', () => {
  for (const [what, { webchat }, cometD] of [
    ['v2', v2, undefined],
    ['v2, CometD not enabled', v2, { enabled: false, cometURL: 'https://cometd.test/' }],
    ['v3', v3, { enabled: true, cometURL: 'https://cometd.test/' }],
  ] as const) {
    it(
      `never asks for its file: ${what}`,
      visiting(async ({ chats, open, fetched }) => {
        const page = await open(diaryPage({ ...webchat(chats), ...(cometD && { cometD }) }));
        await knows(page, 'no chat');
        await command(page, 'startChat', { nickname: 'Jo' });
        const ann = await agentOf(chats);
        await ann.say('Hello');
        await reads(page, 'Ann: Hello');
        expect(fetched()).to.include('/webchat-streams.chat.js').and.not.include(cometdFile);
      }),
    );
  }
});
