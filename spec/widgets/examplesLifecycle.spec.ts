import { expect } from 'chai';
import { sampling, v2, v3 } from './support/sampling.js';
import { scriptOf, toldBy } from './support/shop.js';

const early = scriptOf(`
  CXBus.registerPlugin('Early').subscribe('WebChatService.ready', function (e) {
    told.push('ready');
  });`);

for (const api of [v2, v3]) {
  describe(`The reference's samples of a chat's life, on ${api.title}`, function () {
    this.timeout(20_000);

    it(
      'configure was called by the page itself, and nobody can do so again',
      sampling(api, async ({ chats, sample, begin }) => {
        await sample('configure/none', '{}');
        await sample('configure/none');
        const { e } = await sample('configure/again', `{ dataURL: 'https://other.test/chat' }`);
        expect(e).to.match(/^WebChatService is configured already/);
        await begin();

        expect(await chats.desk.sessions()).to.have.length(1);
      }),
    );

    it(
      'startChat begins a chat with what the form says',
      sampling(api, async ({ chats, sample }) => {
        await sample('startChat/started', api.form);
        const [begun] = await chats.desk.requests();
        const { userData, ...form } = Object(begun?.form.data ?? begun?.form);
        const names = { nickname: 'Kim', firstName: 'Kimberly', lastName: 'Reed', subject: 'a squeaking brake' };

        expect(form).to.include(names);
        expect(form.email ?? form.emailAddress).to.equal('kim.reed@bikes.test');
        expect(userData).to.include({ model: 'Tourer 7' });
      }),
    );

    it(
      'startChat says why no chat begins',
      sampling(api, async ({ chats, sample, atOnce }) => {
        await sample('startChat/malformedUserData', `{ nickname: 'Kim', userData: 'model=Tourer' }`);
        await sample('startChat/malformedUserData', `{ nickname: 'Kim', userData: ['Tourer'] }`);
        await chats.goDown();
        const lost = await sample('startChat/networkFailure', api.form);
        await chats.comeBack();
        await chats.weather.add({ on: 'request', kind: 'status', status: 500, errors: [{ code: 500 }] });
        const failed = await sample('startChat/serverFailure', api.form);
        await chats.weather.clear();
        await atOnce('startChat/started', 'startChat/starting', api.form);
        await sample('startChat/alreadyActive', api.form);

        expect([lost.status, failed.status]).to.deep.equal([0, 500]);
      }),
    );

    it(
      'endChat ends the chat, and says that there is none',
      sampling(api, async ({ chats, sample, begin }) => {
        await sample('endChat/noSession');
        await begin();
        await sample('endChat/ended');
        await sample('endChat/noSession');
        await begin();
        await chats.weather.add({ on: 'disconnect', kind: 'status', status: 503, times: 1 });
        await sample('endChat/failure');
        await sample('endChat/noSession');

        expect((await chats.desk.sessions()).map(({ ended }) => ended)).to.deep.equal([true, false]);
      }),
    );

    it(
      'verifySession keeps invitations away from whoever is in a chat, or has the chat window open',
      sampling(api, async ({ page, sample, begin }) => {
        const invite = () =>
          page.evaluate(`new Promise(function (tell) {
            oMyPlugin.command('WebChatService.verifySession').done(function (e) {
              if (e.sessionActive) {
                tell('no invitation during a chat');
              } else if (!e.sessionActive) {
                tell(oMyPlugin.data('WebChat.open') == false ? 'an invitation' : 'no invitation to an open window');
              }
            }).fail(function () {
              tell('not supported');
            });
          })`);
        await page.evaluate(`window.oWindow = CXBus.registerPlugin('WebChat'); oWindow.data('open', true);`);
        expect(await invite()).to.equal('no invitation to an open window');
        await page.evaluate(`oWindow.data('open', false);`);
        expect(await invite()).to.equal('an invitation');
        expect(await sample('verifySession/told')).to.deep.equal({ sessionActive: false });
        await begin();
        expect(await invite()).to.equal('no invitation during a chat');
        expect(await sample('verifySession/told')).to.deep.equal({ sessionActive: true });
      }),
    );

    it(
      'ready is heard by whoever subscribes, early or late',
      sampling(
        api,
        async ({ page }) => {
          expect(await toldBy(page, 2)).to.deep.equal(['Bikes', 'ready']);
          await page.evaluate(`
            var oMyPlugin = window._genesys.widgets.bus.registerPlugin('MyPlugin');
            oMyPlugin.subscribe('WebChatService.ready', function (e) { told.push(e.event); });`);
          expect(await toldBy(page, 3)).to.deep.equal(['Bikes', 'ready', 'WebChatService.ready']);
        },
        { after: early },
      ),
    );

    it(
      'restore is for WebChatService itself',
      sampling(api, async ({ sample, begin, chats }) => {
        await sample('restore/denied');
        const chatId = await begin();
        await sample('restore/denied');

        expect((await chats.desk.sessions()).map((chat) => chat.chatId)).to.deep.equal([chatId]);
      }),
    );
  });
}
