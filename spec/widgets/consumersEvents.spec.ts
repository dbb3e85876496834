import { expect } from 'chai';
import { eventNames } from '../../streams/eventNames.js';
import { agentOf } from './support/agentOf.js';
import { readsOn } from './support/readsOn.js';
import { configured, scriptOf, toldBy, visiting } from './support/shop.js';
import { v2, v3, ways } from './support/ways.js';

const jquery = '<script src="/webchat-streams.global.jquery.js"></script>';

/** Sends every event to a data layer, as texts. */
const analytics = scriptOf(`
  window.dataLayer = [];
  $(function () {
    var oAnalytics = window._genesys.widgets.bus.registerPlugin('Analytics');
    $.each(${JSON.stringify(eventNames)}, function (i, name) {
      oAnalytics.subscribe('WebChatService.' + name, function (e) {
        dataLayer.push(JSON.stringify(e));
        told.push(name);
      });
    });
    oAnalytics.ready();
  });
`);

for (const { api, webchat } of ways) {
  describe(`A page that listens to everything, on ${api}`, () => {
    it(
      'turns each event of a whole chat into JSON',
      visiting(async ({ chats, open }) => {
        const page = await open({ before: configured(webchat(chats)), script: jquery, after: analytics });
        await toldBy(page);
        await page.evaluate(`CXBus.command('WebChatService.startChat', { nickname: 'Jo' })`);
        const ann = await agentOf(chats);
        await ann.say('Hello');
        await ann.leave();
        const refusal = { message: 'Forbidden' };
        await chats.weather.set([{ kind: 'status', on: 'send', status: 403, body: refusal, times: 1 }]);
        await page.evaluate(`void CXBus.command('WebChatService.sendMessage', { message: 'Hello' })`);
        await page.waitForFunction(`told.indexOf('error') > 0 && told.indexOf('agentDisconnected') > 0`);
        await page.evaluate(`CXBus.command('WebChatService.endChat')`);
        await page.waitForFunction(`told.indexOf('ended') > 0`);

        const told = await toldBy(page);
        expect(told).to.include.members(['ready', 'started', 'pollingStarted', 'agentConnected', 'messageReceived']);
        const texts: unknown = await page.evaluate('dataLayer');
        const events = Array.isArray(texts) ? texts.map((text) => JSON.parse(text)) : [];
        expect(events.map(({ event }) => event)).to.deep.equal(told.map((name) => `WebChatService.${name}`));
        for (const each of events) {
          expect(each).to.have.keys('time', 'publisher', 'event', 'data');
          expect(each.data).to.be.an('object');
        }
      }),
    );

    it(
      'is left with no chat once it has ended the restored one and reloaded',
      visiting(async ({ chats, open }) => {
        const page = await open({
          before: configured(webchat(chats)),
          after: `<ol id="log"></ol>${scriptOf(`
            window._genesys.widgets.onReady = function (bus) {
              var oBus = bus.registerPlugin('FreshStart');
              function log(text) {
                document.getElementById('log').innerHTML += '<li>' + text + '</li>';
              }
              oBus.subscribe('WebChatService.started', function () {
                log('started');
              });
              oBus.subscribe('WebChatService.restored', function () {
                sessionStorage.setItem('ended', '1');
                oBus.command('WebChatService.endChat').then(function () { location.reload(); });
              });
              oBus.command('WebChatService.verifySession').done(function (e) {
                log((sessionStorage.getItem('ended') ? 'ended before, ' : '') + (e.sessionActive ? 'active' : 'none'));
              });
            };
          `)}`,
        });
        await readsOn(page, '#log li', 'none');
        await page.evaluate(`CXBus.command('WebChatService.startChat', { nickname: 'Jo' })`);
        const { chatId } = await agentOf(chats);
        await readsOn(page, '#log li', 'none', 'started');
        await page.reload();
        await readsOn(page, '#log li', 'ended before, none');
        expect((await chats.desk.sessions()).map(({ chatId, ended }) => ({ chatId, ended }))).to.deep.equal([
          { chatId, ended: true },
        ]);
        expect(await page.context().cookies()).to.deep.equal([]);
      }),
    );
  });
}

/** Tells a person what the server said, where the server said something. */
const apologies = scriptOf(`
  window._genesys.widgets.onReady = function (bus) {
    bus.subscribe('WebChatService.error', function (e) {
      var text = 'Something went wrong';
      if (e.data.errors && e.data.errors.length > 0 && e.data.errors[0].response) {
        text = e.data.errors[0].response.responseJSON.message;
      } else if (e.data.responseJSON) {
        text = e.data.status + ' ' + e.data.responseJSON.message;
      }
      document.getElementById('trouble').textContent = text;
    });
    bus.command('WebChatService.startChat', { nickname: 'Jo' });
  };
`);

describe('A page that tells what the server refused', () => {
  for (const [{ api, webchat }, words] of [
    [v2, '403 Quota exceeded'],
    [v3, 'Quota exceeded'],
  ] as const) {
    it(
      `finds its words in the event, on ${api}`,
      visiting(async ({ chats, open }) => {
        const body = { message: 'Quota exceeded' };
        await chats.weather.set([{ kind: 'status', on: 'request', status: 403, body }]);
        const page = await open({ before: configured(webchat(chats)) + apologies, after: '<p id="trouble"></p>' });
        await readsOn(page, '#trouble', words);
      }),
    );
  }
});

describe('A page that names who is there', () => {
  it(
    'reads the second agent by the number, on v2',
    visiting(async ({ chats, open }) => {
      const page = await open({ before: configured(v2.webchat(chats)), after: '<b></b>' });
      await page.evaluate(`CXBus.command('WebChatService.startChat', { nickname: 'Jo' })`);
      await page.evaluate(`
        CXBus.subscribe('WebChatService.supervisorConnected', function () {
          CXBus.command('WebChatService.getAgents').done(function (e) {
            document.getElementsByTagName('b')[0].innerText = e.agents[3].name;
          });
        });
      `);
      await agentOf(chats);
      await agentOf(chats, { name: 'Bea', role: 'Supervisor' });
      await readsOn(page, 'b', 'Bea');
    }),
  );

  it(
    'goes through all of them, on v3',
    visiting(async ({ chats, open }) => {
      const page = await open({ before: configured(v3.webchat(chats)) });
      await page.evaluate(`CXBus.command('WebChatService.startChat', { nickname: 'Jo' })`);
      await page.evaluate(`
        CXBus.subscribe('WebChatService.agentConnected', function () {
          CXBus.command('WebChatService.getAgents').done(function (e) {
            for (var id in e.agents) told.push(e.agents[id].name + (e.agents[id].connected ? ' is here' : ' has left'));
          });
        });
      `);
      await agentOf(chats);
      expect(await toldBy(page)).to.deep.equal(['Ann is here']);
    }),
  );
});
