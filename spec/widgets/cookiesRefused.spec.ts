import { expect } from 'chai';
import { rawCustomer } from '../chatServer/rawCustomer.js';
import { rawV3Customer } from '../chatServer/rawV3Customer.js';
import { command, diaryPage, knows, reads } from './support/diary.js';
import { visiting } from './support/shop.js';
import { v2, v3 } from './support/ways.js';
import { cookiesOf, keepAsWidgets, nexus, state } from './support/widgetsJar.js';

const keys = JSON.stringify({ secureKey: 'k', alias: '1', userId: 'u' });
const filters = { [`${state}.filters`]: JSON.stringify({ custom: [{ source: 'secret', flags: '' }] }) };

describe('A chat that was left in the cookies of the shipped product', () => {
  for (const [option, away, ends] of [
    [undefined, 61, true],
    [undefined, 30, false],
    [10_000, 30, true],
  ] as const) {
    it(
      `${ends ? 'is over' : 'goes on'} after ${away} s away${option ? ', where the site allows ten' : ''}`,
      visiting(async ({ chats, open }) => {
        const tab = await open({ script: '' });
        const customer = await rawCustomer(chats.dataURL);
        await keepAsWidgets(tab, {
          [`${state}.session`]: customer.chatId,
          [`${state}.keys`]: JSON.stringify(customer.keys),
          [`${state}.ping`]: `${Date.now() - away * 1000}`,
          ...filters,
        });
        const webchat = { ...v2.webchat(chats), ...(option && { restoreTimeout: option }) };
        const page = await open(diaryPage(webchat), tab);
        await reads(page, ends ? 'restoreTimeout' : 'restored');
        await knows(page, ends ? 'no chat' : 'in a chat');
        if (ends) expect(await cookiesOf(page)).to.deep.equal({});
        else expect(await cookiesOf(page)).to.include({ [`${state}.session`]: customer.chatId });
        expect((await chats.desk.sessions()).map(({ ended }) => ended)).to.deep.equal([false]);
      }),
    );
  }

  it(
    'goes on by v3 however long it was left',
    visiting(async ({ chats, open }) => {
      const tab = await open({ script: '' });
      const { sessionId, token } = await rawV3Customer(chats.v3URL);
      await keepAsWidgets(tab, {
        [`${nexus}.session`]: sessionId,
        [`${nexus}.keys`]: token,
        [`${state}.ping`]: '1',
      });
      await reads(await open(diaryPage(v3.webchat(chats)), tab), 'restored');
    }),
  );

  it(
    'is over where the server does not know it any more',
    visiting(async ({ chats, open }) => {
      const tab = await open({ script: '' });
      const { chatId, keys } = await rawCustomer(chats.dataURL);
      await keepAsWidgets(tab, { [`${state}.session`]: chatId, [`${state}.keys`]: JSON.stringify(keys) });
      await chats.desk.lose(chatId);
      const page = await open(diaryPage(v2.webchat(chats)), tab);
      await reads(page, 'restoreTimeout');
      await knows(page, 'no chat');
      expect(await cookiesOf(page)).to.deep.equal({});
    }),
  );
});

describe('Cookies that make no sense', () => {
  for (const [what, cookies] of [
    ['a session without keys', { [`${state}.session`]: 'abc' }],
    ['keys without a session', { [`${state}.keys`]: keys }],
    ['keys that are no JSON', { [`${state}.session`]: 'abc', [`${state}.keys`]: '{"secureKey":' }],
    ['keys of another kind', { [`${state}.session`]: 'abc', [`${state}.keys`]: '[1,2]' }],
    ['a session that was never one', { [`${state}.session`]: 'undefined', [`${state}.keys`]: keys }],
    ['filters that are none', { [`${state}.filters`]: '{"custom":[{"source":"("},7]}' }],
    ['texts for numbers', { [`${state}.ping`]: 'yesterday', [`${state}.index`]: '-1' }],
    ['a token of v3 that is none', { [`${nexus}.session`]: 'abc', [`${nexus}.keys`]: 'a.b.c' }],
  ] as const) {
    it(
      `are as good as none: ${what}`,
      visiting(async ({ chats, open }) => {
        const tab = await open({ script: '' });
        await keepAsWidgets(tab, cookies);
        // What no decoder can read, of whatever else there is on the site.
        await tab.context().addCookies([{ name: 'campaign', value: '%E0%A4%A', domain: '.shop.test', path: '/' }]);
        const way = what.includes('v3') ? v3 : v2;
        const page = await open(diaryPage(way.webchat(chats)), tab);
        await knows(page, 'no chat');
        await command(page, 'startChat', { nickname: 'Jo' });
        expect(await chats.desk.sessions()).to.have.length(1);
        await command(page, 'endChat');
        await reads(page, 'ended');
      }),
    );
  }
});
