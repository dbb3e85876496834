import { expect } from 'chai';
import { rawV3Customer } from '../chatServer/rawV3Customer.js';
import { type Sampled, sampling, v2, v3, v3With } from './support/sampling.js';
import { toldBy } from './support/shop.js';

/** As the reference's example keeps it. */
const inCookie = `{
  enabled: true,
  getSessionData: function (sessionData, Cookie, CookieOptions) {
    Cookie.set('bikes-customer', JSON.stringify(sessionData), CookieOptions);
  },
  setSessionData: function (Open, Cookie, CookieOptions) {
    return Cookie.get('bikes-customer');
  }
}`;

const asyncV3 = v3With(inCookie);

/** A chat that was begun elsewhere and has something to read. */
const begunElsewhere = async ({ chats: { v3URL, desk } }: Sampled, lines: number) => {
  const customer = await rawV3Customer(v3URL);
  const [chat] = await desk.sessions();
  const chatId = chat?.chatId ?? '';
  const ann = await desk.join(chatId, { name: 'Ann', role: 'Agent' });
  for (let line = 1; line <= lines; line++) await desk.say(chatId, ann, `Line ${line}`);
  return { ...customer, chatId, ann };
};

const listening = `
  oMyPlugin.subscribe('WebChatService.restored', function (e) { told.push(e.data); });
  oMyPlugin.subscribe('WebChatService.messageReceived', function (e) {
    var lines = e.data.messages.filter(function (message) { return message.type === 'Message'; });
    told.push((e.data.oldMessages ? 'older: ' : '') + lines.length);
  });`;

describe("The reference's samples of chats that live on", function () {
  this.timeout(20_000);

  it(
    'restore goes on with a chat whose token somebody has, once',
    sampling(asyncV3, async (sampled) => {
      const { page, sample, atOnce, chats } = sampled;
      await sample('restore/notFound');
      const { token, chatId, ann } = await begunElsewhere(sampled, 2);
      await page.evaluate(listening);
      const given = `{ sessionData: '${token}' }`;
      await atOnce('restore/found', 'restore/restoring', given);
      await sample('restore/active', given);
      await chats.desk.say(chatId, ann, 'Welcome back');

      expect(await toldBy(page, 4)).to.deep.equal(['Bikes', { async: true }, '2', '1']);
    }),
  );

  it(
    'fetchHistory brings older messages page by page, until there are no more',
    sampling(asyncV3, async (sampled) => {
      const { page, sample, chats } = sampled;
      const { token } = await begunElsewhere(sampled, 43);
      await page.evaluate(listening);
      await sample('restore/found', `{ sessionData: '${token}' }`);
      await chats.weather.add({ on: 'history', kind: 'status', status: 400, times: 1 });
      await sample('fetchHistory/failure');
      await sample('fetchHistory/fetched');
      await sample('fetchHistory/fetched');
      await sample('fetchHistory/exhausted');

      expect(await toldBy(page, 5)).to.deep.equal(['Bikes', { async: true }, '20', 'older: 19', 'older: 4']);
    }),
  );

  it(
    'getSessionData and setSessionData keep the chat in a cookie of the site, for the next page',
    sampling(asyncV3, async ({ page, begin, sample }) => {
      await begin();
      const { sessionId } = await sample('getSessionData/v3');
      const cookie = (await page.context().cookies()).find(({ name }) => name === 'bikes-customer');
      expect(JSON.parse(decodeURIComponent(cookie?.value ?? ''))).to.include({ sessionId });
      await page.reload();
      // Waits until the chat goes on.
      await sample('startPoll/already');

      expect(await sample('getSessionData/v3')).to.include({ sessionId });
    }),
  );

  for (const api of [v2, v3]) {
    it(
      `fetchHistory is for them only: on ${api.title} it says so elsewhere`,
      sampling(api, async ({ sample, begin }) => {
        await sample('fetchHistory/notAsync');
        await begin();
        await sample('fetchHistory/notAsync');
      }),
    );
  }
});
