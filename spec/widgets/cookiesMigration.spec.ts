import { expect } from 'chai';
import type { Page } from 'playwright-core';
import type { ChatServer } from '../chatServer/chatServer.js';
import { post, rawCustomer } from '../chatServer/rawCustomer.js';
import { callV3, rawV3Customer } from '../chatServer/rawV3Customer.js';
import { agentOf } from './support/agentOf.js';
import { command, diaryPage, knows, reads } from './support/diary.js';
import { visiting } from './support/shop.js';
import { v2, v3, type Way } from './support/ways.js';
import { cookiesOf, keepAsWidgets, nexus, state } from './support/widgetsJar.js';

/** A chat under the shipped product, and the cookies it is kept in. */
interface Begun {
  readonly chatId: string;
  readonly cookies: Readonly<Record<string, string>>;
}

const custom = [{ source: 'secret \\d+', flags: 'i' }];
const filters = { [`${state}.filters`]: JSON.stringify({ custom }) };
/** What belongs to the shipped product's UI. */
const foreign = { [`${state}.open`]: 'true', '_genesys.widgets.app.autoLoadList': '{"WebChatService":true}' };

const begunV2 = async ({ dataURL }: ChatServer): Promise<Begun> => {
  const { chatId, keys, ask } = await rawCustomer(dataURL, { nickname: 'Jo' });
  await ask('send', { message: 'I have a rose' });
  const { alias, userId, secureKey } = keys;
  return {
    chatId,
    cookies: {
      [`${state}.session`]: chatId,
      [`${state}.keys`]: JSON.stringify({ secureKey, alias, userId }),
      [`${state}.ping`]: `${Date.now()}`,
      [`${state}.index`]: '3',
    },
  };
};

const begunV3 = async ({ v3URL, desk }: ChatServer): Promise<Begun> => {
  const { sessionId, token, say } = await rawV3Customer(v3URL, { 'data[nickname]': 'Jo' });
  await say('I have a rose');
  const chats = await desk.sessions();
  return {
    chatId: chats[0]?.chatId ?? '',
    cookies: {
      [`${nexus}.session`]: sessionId,
      [`${nexus}.keys`]: token,
      [`${nexus}.index`]: '17953897993731',
    },
  };
};

const shipped: readonly (readonly [Way, (chats: ChatServer) => Promise<Begun>])[] = [
  [v2, begunV2],
  [v3, begunV3],
];

for (const [{ api, webchat }, begun] of shipped) {
  describe(`A chat begun under the shipped product's cookies, on ${api}`, () => {
    for (const prefix of ['', 'garden.']) {
      it(
        `is restored as a whole and goes on, then leaves nothing${prefix && ', with a deploymentID and cookieOptions'}`,
        visiting(async ({ chats, open }) => {
          const tab = await open({ script: '' });
          const { chatId, cookies } = await begun(chats);
          const ann = await agentOf(chats);
          await ann.say('Water it');
          await ann.say('The SECRET 7');
          const left = { ...cookies, ...filters, ...foreign };
          await keepAsWidgets(
            tab,
            Object.fromEntries(Object.entries(left).map(([name, value]) => [prefix + name, value])),
          );
          const main = prefix ? { deploymentID: 'garden', cookieOptions: { sameSite: 'Lax', expires: 1 } } : {};
          const page = await open(diaryPage(webchat(chats), main), tab);
          const again = ['restored', '(again) Jo: I have a rose', '(again) Ann: Water it'];
          await reads(page, ...again);
          await knows(page, 'in a chat');

          await command(page, 'sendMessage', { message: 'Much?' });
          await ann.say('secret 8');
          await ann.say('Yes');
          await reads(page, ...again, 'Jo: Much?', 'Ann: Yes');
          expect(ann.chatId).to.equal(chatId);
          expect(await cookiesOf(page)).to.include({
            [`${prefix}${state}.filters`]: JSON.stringify({ custom }),
            [`${prefix}${state}.open`]: 'true',
          });

          await command(page, 'endChat');
          await reads(page, ...again, 'Jo: Much?', 'Ann: Yes', 'ended');
          expect(Object.keys(await cookiesOf(page))).to.have.members(Object.keys(foreign).map((name) => prefix + name));
        }),
      );
    }

    it(
      'is not gone on with where it has ended meanwhile',
      visiting(async ({ chats, open }) => {
        const tab = await open({ script: '' });
        const { chatId, cookies } = await begun(chats);
        await keepAsWidgets(tab, cookies);
        await chats.desk.end(chatId);
        const page = await open(diaryPage(webchat(chats)), tab);
        await reads(page, 'restoreTimeout');
        expect(await cookiesOf(page)).to.deep.equal({});
        await command(page, 'startChat', { nickname: 'Jo' });
        expect(await cookiesOf(page)).to.have.property(`${api === 'v2' ? state : nexus}.session`);
      }),
    );
  });
}

/** The position is noted when the next question goes out. */
const noted = (page: Page, position: RegExp): Promise<unknown> =>
  page.waitForFunction((pattern) => new RegExp(pattern).test(document.cookie), position.source);

describe('What our script leaves', () => {
  it(
    'is what the shipped product reads, on v2',
    visiting(async ({ chats, open }) => {
      const page = await open(diaryPage(v2.webchat(chats)));
      await knows(page, 'no chat');
      await command(page, 'startChat', { nickname: 'Jo' });
      const ann = await agentOf(chats);
      await ann.say('Hello');
      await reads(page, 'Ann: Hello');
      await noted(page, /state\.index=4/);
      await page.goto('about:blank');
      const { [`${state}.keys`]: keys = '', ...others } = await cookiesOf(page);
      expect(others).to.have.keys(['session', 'ping', 'index'].map((part) => `${state}.${part}`));
      expect(others).to.include({ [`${state}.session`]: ann.chatId, [`${state}.index`]: '4' });
      expect(JSON.parse(keys)).to.have.keys('secureKey', 'alias', 'userId');

      const url = `${chats.dataURL}/${others[`${state}.session`]}/refresh`;
      const { body } = await post(url, { ...JSON.parse(keys), transcriptPosition: '1' });
      expect(body).to.include({ statusCode: 0, chatEnded: false });
      expect(body.messages.map(({ text }) => text)).to.include('Hello');
    }),
  );

  it(
    'is what the shipped product reads, on v3',
    visiting(async ({ chats, open }) => {
      const page = await open(diaryPage(v3.webchat(chats)));
      await knows(page, 'no chat');
      await command(page, 'startChat', { nickname: 'Jo' });
      const ann = await agentOf(chats);
      await ann.say('Hello');
      await reads(page, 'Ann: Hello');
      await noted(page, /rest\.index=\d+/);
      await page.goto('about:blank');
      const { [`${nexus}.session`]: session, [`${nexus}.keys`]: token = '', ...others } = await cookiesOf(page);
      expect(others).to.have.keys(`${nexus}.index`);
      expect(others[`${nexus}.index`]).to.match(/^\d+$/);

      const url = `${chats.v3URL}/${session}/messages`;
      const { status, data } = await callV3('GET', url, { 'x-nexus-client-key': token }, { count: '20' });
      expect(status).to.equal(200);
      expect(data.messages.map(({ text }) => text)).to.include('Hello');
    }),
  );

  it(
    "ends with the browser, and leaves SameSite to the browser's default",
    visiting(async ({ chats, open }) => {
      const page = await open(diaryPage(v2.webchat(chats)));
      await knows(page, 'no chat');
      await command(page, 'startChat', { nickname: 'Jo' });
      for (const cookie of await page.context().cookies()) {
        expect(cookie).to.include({ domain: '.shop.test', path: '/', expires: -1, sameSite: 'Lax' });
      }
    }),
  );
});
