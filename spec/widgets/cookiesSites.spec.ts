import { expect } from 'chai';
import { agentOf, chatAt } from './support/agentOf.js';
import { command, diaryPage, knows, reads } from './support/diary.js';
import { visiting } from './support/shop.js';
import { v2, ways } from './support/ways.js';
import { cookiesOf, state } from './support/widgetsJar.js';

for (const { api, webchat } of ways) {
  describe(`A chat that a person takes along, on ${api}`, () => {
    it(
      'follows to another subdomain with its filters, and is over for both when it is ended there',
      visiting(async ({ chats, open }) => {
        const shown = diaryPage(webchat(chats));
        const page = await open(shown);
        await command(page, 'startChat', { nickname: 'Jo' });
        await page.evaluate(`CXBus.command('WebChatService.addPrefilter', { filters: /secret/ }).then(function () {})`);
        const ann = await agentOf(chats);
        await ann.say('Hello');
        await ann.say('A secret');
        await reads(page, 'Ann: Hello');
        await open({ ...shown, host: 'help.shop.test' }, page);
        await reads(page, 'restored', '(again) Ann: Hello');
        await ann.say('Another secret');
        await ann.say('Moved?');
        await reads(page, 'restored', '(again) Ann: Hello', 'Ann: Moved?');
        expect(await page.context().cookies()).to.satisfy((all: { domain: string }[]) =>
          all.every(({ domain }) => domain === '.shop.test'),
        );

        await command(page, 'endChat');
        expect(await cookiesOf(page)).to.deep.equal({});
        await open(shown, page);
        await knows(page, 'no chat');
        await reads(page);
      }),
    );

    it(
      'stays on the subdomain where the site wants that',
      visiting(async ({ chats, open }) => {
        const shown = diaryPage(webchat(chats), { cookieOptions: { domain: 'www.shop.test' } });
        const page = await open(shown);
        await command(page, 'startChat', { nickname: 'Jo' });
        await (await agentOf(chats)).say('Hello');
        await reads(page, 'Ann: Hello');
        await open({ ...shown, host: 'help.shop.test' }, page);
        await knows(page, 'no chat');
        await open(shown, page);
        await reads(page, 'restored', '(again) Ann: Hello');
      }),
    );

    for (const [host, domain] of [
      ['localhost', 'localhost'],
      ['127.0.0.1', '127.0.0.1'],
      ['www.shop.co.uk', '.shop.co.uk'],
    ] as const) {
      it(
        `is restored on ${host}, by cookies of ${domain}`,
        visiting(async ({ chats, open }) => {
          const page = await open({ ...diaryPage(webchat(chats)), host });
          await command(page, 'startChat', { nickname: 'Jo' });
          const ann = await agentOf(chats);
          await ann.say('Hello');
          await reads(page, 'Ann: Hello');
          await page.reload();
          await reads(page, 'restored', '(again) Ann: Hello');
          const domains = (await page.context().cookies()).map((cookie) => cookie.domain);
          expect([...new Set(domains)]).to.deep.equal([domain]);
          await command(page, 'endChat');
          expect(await cookiesOf(page)).to.deep.equal({});
        }),
      );
    }
  });
}

describe('Two deployments on one origin', () => {
  it(
    'have a chat each',
    visiting(async ({ chats, open }) => {
      const [north, south] = ['north', 'south'].map((deploymentID) => diaryPage(v2.webchat(chats), { deploymentID }));
      const page = await open(north ?? {});
      await command(page, 'startChat', { nickname: 'Jo' });
      const ann = await agentOf(chats);
      await open(south ?? {}, page);
      await knows(page, 'no chat');
      const begun = new Promise<string>((resolve) => {
        void chats.desk.watch((change) => change.kind === 'started' && resolve(change.chatId));
      });
      await command(page, 'startChat', { nickname: 'Jo' });
      const second = await begun;
      const bea = await chats.desk.join(second, { name: 'Bea', role: 'Agent' });
      await chats.desk.say(second, bea, 'South');
      await ann.say('North');
      await reads(page, 'Bea: South');

      await open(north ?? {}, page);
      await reads(page, 'restored', '(again) Ann: North');
      await command(page, 'endChat');
      await open(south ?? {}, page);
      await reads(page, 'restored', '(again) Bea: South');
      const sessions = Object.entries(await cookiesOf(page)).filter(([name]) => name.endsWith('.session'));
      expect(sessions).to.deep.equal([[`south.${state}.session`, await chatAt(chats)]]);
    }),
  );
});
