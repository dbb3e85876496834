import { expect } from 'chai';
import type { ChatServer } from '../chatServer/chatServer.js';
import { commandRows } from '../reference/commands.js';
import { agentOf } from './support/agentOf.js';
import { commandOf, slowly } from './support/pageTexts.js';
import { configured, scriptOf, scriptTag, toldBy, visiting } from './support/shop.js';

const nowhere = 'http://127.0.0.1:9/2/chat/none';
const start = commandOf('startChat', `{ nickname: 'Jo' }`);

describe('The script tag', function () {
  this.timeout(20_000);

  it(
    'serves a page that has but a configuration and an extension',
    visiting(async ({ chats, open, fetched }) => {
      const extension = scriptOf(`
        window._genesys.widgets.extensions = {};
        window._genesys.widgets.extensions['Shop'] = function ($, CXBus, Common) {
          var shop = CXBus.registerPlugin('Shop');
          shop.subscribe('WebChatService.ready', function () {
            shop.command('WebChatService.startChat', { nickname: 'Jo' }).done(function (e) {
              told.push(e.statusCode);
            }).fail(function (e) {
              told.push(e);
            });
          });
          shop.subscribe('WebChatService.messageReceived', function (e) {
            e.data.messages.forEach(function (message) {
              if (message.type === 'Message') told.push(message.from.name + ': ' + message.text);
            });
          });
          shop.ready();
        };
      `);
      const page = await open({ before: configured({ dataURL: chats.dataURL }) + extension });
      expect(await toldBy(page)).to.deep.equal([0]);
      const [chat] = await chats.desk.sessions();
      const chatId = chat?.chatId ?? '';
      const ann = await chats.desk.join(chatId, { name: 'Ann', role: 'Agent' });
      await chats.desk.say(chatId, ann, 'Hello');

      expect(await toldBy(page, 2)).to.deep.equal([0, 'Ann: Hello']);
      expect(fetched().slice(1)).to.deep.equal(['/webchat-streams.global.js', '/webchat-streams.chat.js']);
    }),
  );

  const plain = scriptOf(`window._genesys = { widgets: { main: {} } };`);

  for (const [title, page] of [
    ['before it', (config: string) => ({ before: config, after: scriptOf(start) })],
    ['behind it', (config: string) => ({ after: config + scriptOf(start) })],
    ['behind it, in place of what was there', (config: string) => ({ before: plain, after: scriptOf(start) + config })],
    ['behind all commands', (config: string) => ({ after: scriptOf(start) + config })],
  ] as const) {
    it(
      `takes the configuration that the page has ${title}`,
      visiting(async ({ chats, open }) => {
        const tab = await open(page(configured({ dataURL: chats.dataURL })));
        expect(await toldBy(tab)).to.deep.equal([['done', 0]]);
      }),
    );
  }

  const lateConfig = (chats: ChatServer) => `
    window._genesys = { widgets: { webchat: { dataURL: '${chats.dataURL}' } } };`;
  for (const [title, late] of [
    ['a deferred script', (text) => `<script defer src="data:text/javascript,${encodeURIComponent(text)}"></script>`],
    ['whoever hears that the page is read', (text) => scriptOf(`document.onreadystatechange = function () {${text}};`)],
    [
      'whoever hears DOMContentLoaded',
      (text) => scriptOf(`addEventListener('DOMContentLoaded', function () {${text}});`),
    ],
    [
      'an asynchronous script',
      (text) => `<script async src="data:text/javascript,${encodeURIComponent(text)}"></script>`,
    ],
  ] as const satisfies readonly (readonly [string, (text: string) => string])[]) {
    it(
      `takes the configuration that ${title} puts there`,
      visiting(async ({ chats, open }) => {
        const tab = await open({ after: late(lateConfig(chats)) + scriptOf(start) });
        expect(await toldBy(tab)).to.deep.equal([['done', 0]]);
      }),
    );
  }

  it(
    'may come when the page is loaded long since',
    visiting(async ({ chats, open }) => {
      const tab = await open({ before: configured({ dataURL: chats.dataURL }), script: '' });
      await tab.addScriptTag({ url: '/webchat-streams.global.js' });
      await tab.evaluate(start);
      expect(await toldBy(tab)).to.deep.equal([['done', 0]]);
    }),
  );

  for (const how of ['defer', 'async']) {
    it(
      `may be loaded with ${how}, whatever of the page is there by then`,
      visiting(async ({ chats, open }) => {
        const script = scriptTag.replace('src', `${how} onload="${start}" src`);
        const tab = await open({ script, after: configured({ dataURL: chats.dataURL }) });
        expect(await toldBy(tab)).to.deep.equal([['done', 0]]);
      }),
    );
  }

  it(
    'may come late into a frame that the page has written itself',
    visiting(async ({ chats, open }) => {
      const tab = await open({ script: '', after: '<iframe id="chat"></iframe>' });
      await tab.evaluate(
        `var inner = document.getElementById('chat').contentWindow;
        inner.told = told;
        inner.document.write(${JSON.stringify(configured({ dataURL: chats.dataURL })).replaceAll('<', '\\x3c')});
        inner.document.close();
        var late = inner.document.createElement('script');
        late.src = '/webchat-streams.global.js';
        late.onload = function () { inner.eval(${JSON.stringify(start)}); };
        inner.document.head.appendChild(late);`,
      );
      expect(await toldBy(tab)).to.deep.equal([['done', 0]]);
    }),
  );

  it(
    'says that there is no configuration, and starts with one that comes later',
    visiting(async ({ chats, open }) => {
      const tab = await open({ after: scriptOf(start) });
      expect(await toldBy(tab)).to.deep.equal([['fail', 'Invalid configuration']]);
      await tab.evaluate(start);
      expect(await toldBy(tab, 2)).to.deep.equal(Array(2).fill(['fail', 'Invalid configuration']));
      await tab.evaluate(commandOf('configure', '{}'));
      await tab.evaluate(commandOf('configure', `{ dataURL: '${chats.dataURL}' }`));
      expect((await toldBy(tab, 4)).slice(2)).to.deep.equal([
        ['fail', 'Invalid configuration'],
        ['done', null],
      ]);
      await tab.evaluate(start);
      expect((await toldBy(tab, 5)).slice(4)).to.deep.equal([['done', 0]]);
    }),
  );

  it(
    'lets those who wait know when the page is loaded, not before',
    visiting(async ({ open }) => {
      const picture = slowly('/picture.png');
      const tab = await open({ script: '' });
      await picture.on(tab);
      const loaded = scriptOf(`window.addEventListener('load', function () { told.push('loaded'); });`);
      const opened = open({ script: loaded + scriptTag, after: `<img src="/picture.png">${scriptOf(start)}` }, tab);
      await tab.waitForFunction('window.CXBus');
      await tab.evaluate(`void CXBus.command('CXBus.LOAD').done(function () { told.push('waiting'); })`);
      await toldBy(tab);
      picture.come();
      await opened;

      expect(await toldBy(tab, 3)).to.deep.equal(['waiting', 'loaded', ['fail', 'Invalid configuration']]);
    }),
  );

  it(
    'starts with the command configure, and not a second time by itself',
    visiting(async ({ chats, open }) => {
      const file = slowly('/slow.js');
      const tab = await open({ script: '' });
      await file.on(tab);
      const first = scriptOf(commandOf('configure', `{ dataURL: '${chats.dataURL}' }`));
      const opened = open(
        { before: configured({ dataURL: nowhere }), after: `${first}<script src="/slow.js"></script>` },
        tab,
      );
      expect(await toldBy(tab)).to.deep.equal([['done', null]]);
      file.come();
      await opened;
      await tab.evaluate(start);

      expect(await toldBy(tab, 2)).to.deep.equal([
        ['done', null],
        ['done', 0],
      ]);
    }),
  );

  it(
    'refuses every command where it does not know the transport, and says so',
    visiting(async ({ open }) => {
      const tab = await open({ script: '' });
      const warnings: string[] = [];
      tab.on('console', (said) => said.type() === 'warning' && warnings.push(said.text()));
      await open({ before: configured({ transport: { type: 'purecloud-v2-sockets', dataURL: nowhere } }) }, tab);
      const names = [...new Set(commandRows.map(({ id }) => id.split('/')[0] ?? ''))].filter(
        (name) => !['configure', 'bus', 'stayActive', 'retry'].includes(name),
      );
      for (const name of names) await tab.evaluate(commandOf(name, '{}'));

      expect(names).to.have.length.above(23);
      expect(await toldBy(tab, names.length)).to.deep.equal(
        names.map(() => ['fail', 'Invalid transport configuration']),
      );
      expect(warnings).to.deep.equal([
        'webchat-streams: _genesys.widgets.webchat.transport.type purecloud-v2-sockets: ' +
          'Genesys ended that API in June 2025, see MIGRATION.md',
      ]);
    }),
  );

  it(
    'keeps early commands for the service that comes: a preprocessor shapes what is restored',
    visiting(async ({ chats, open }) => {
      const config = configured({ dataURL: chats.dataURL });
      const tab = await open({ before: config, after: scriptOf(start) });
      await toldBy(tab);
      const ann = await agentOf(chats);
      await ann.say('Hello');
      const early = scriptOf(`
        window.early = CXBus.registerPlugin('Early');
        early.command('WebChatService.registerPreProcessor', { preprocessor: function (message) {
          message.text = message.text.toUpperCase();
        } });
        early.subscribe('WebChatService.restored', function () { told.push('restored'); });
        early.subscribe('WebChatService.messageReceived', function (e) {
          e.data.messages.forEach(function (message) {
            if (message.type === 'Message') told.push(message.text, e.data.restoring);
          });
        });
      `);
      await open({ after: early + config }, tab);

      expect(await toldBy(tab, 3)).to.deep.equal(['restored', 'HELLO', true]);
    }),
  );
});
