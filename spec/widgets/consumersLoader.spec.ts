import { expect } from 'chai';
import { chatAt } from './support/agentOf.js';
import { configured, scriptOf, toldBy, visiting } from './support/shop.js';
import { ways } from './support/ways.js';

const half = 30_000;

/** As tag managers put it in: configures, loads the core, and gives up after half a minute. */
const waiter = `
  function waitForChat() {
    var bus, timer = setTimeout(function () {
      bus.unsubscribe('WebChatService.ready');
      told.push('Chat did not load');
    }, ${half});
    CXBus.configure({ debug: false, pluginsPath: '/widgets/9.0/plugins/' });
    CXBus.loadPlugin('widgets-core').done(function () {
      bus = CXBus.registerPlugin('Loader');
      bus.subscribe('WebChatService.ready', function () {
        clearTimeout(timer);
        told.push('Chat is ready');
      });
    });
  }
`;
const inHead = scriptOf(waiter);
const tag = '<script src="/webchat-streams.global.js" onload="javascript:waitForChat();"></script>';
const tagManager = scriptOf(`
  window.addEventListener('load', function () {
    setTimeout(function () {
      var script = document.createElement('script');
      script.async = true;
      script.src = '/webchat-streams.global.js';
      script.onload = waitForChat;
      document.getElementsByTagName('head')[0].appendChild(script);
    });
  });
`);

for (const { api, webchat } of ways) {
  describe(`A loader that waits for ready, on ${api}`, () => {
    for (const [where, script] of [
      ['as a tag', tag],
      ['put in by a tag manager, late', tagManager],
    ]) {
      it(
        `has it well before its half minute is over: ${where}`,
        visiting(async ({ chats, open }) => {
          const page = await open({ before: configured(webchat(chats)) + inHead, script, clock: true });
          expect(await toldBy(page)).to.deep.equal(['Chat is ready']);
          await page.clock.fastForward(half);
          expect(await toldBy(page)).to.deep.equal(['Chat is ready']);
        }),
      );
    }

    it(
      'finds the configuration that replaced window._genesys behind the script',
      visiting(async ({ chats, open }) => {
        const page = await open({
          before: scriptOf(`window._genesys = { widgets: { webchat: { dataURL: 'https://old.test/' } } };`) + inHead,
          script: tag,
          after:
            configured(webchat(chats)) +
            scriptOf(`window._genesys.widgets.onReady = function (bus) {
            bus.command('WebChatService.startChat', { nickname: 'Jo' });
          };`),
        });
        await chatAt(chats);
        expect(await toldBy(page)).to.deep.equal(['Chat is ready']);
        expect(await page.evaluate('_genesys.widgets.bus.namespace()')).to.equal('QuickBus');
      }),
    );
  });
}

/** As pages write it in their head: what it does when the plugin is there concerns what comes further down. */
const inTheHead = (body: string): string => `
  <script src="/webchat-streams.global.js"></script>
  ${scriptOf(`
    CXBus.configure({ debug: false, pluginsPath: '/widgets/9.0/plugins/' });
    ${body}
  `)}
`;

describe('A page whose head loads the core (B17)', () => {
  const below = '<button id="open">Chat</button><script>var ours = "ours";</script>';

  for (const [title, load] of [
    ['loadPlugin', `CXBus.loadPlugin('widgets-core')`],
    ['loadModule', `CXBus.loadModule('webchat')`],
    ['loadFile', `CXBus.loadFile('data:text/javascript,void 0')`],
  ]) {
    it(
      `finds its body and its later scripts in ${title}(…).done`,
      visiting(async ({ open }) => {
        const page = await open({
          script: inTheHead(`${load}.done(function () {
            document.getElementById('open').onclick = function () { told.push('clicked'); };
            told.push(ours);
          });`),
          after: below,
        });
        await page.click('#open');
        expect(await toldBy(page, 2)).to.deep.equal(['ours', 'clicked']);
      }),
    );

    it(
      `has what ${title}(…) returns before .done is called, long after the page is loaded, too`,
      visiting(async ({ open }) => {
        const page = await open({ script: inTheHead('') });
        await page.evaluate(`var loading = ${load}.done(function () { told.push(loading.state(), later); });
          var later = 'later';`);
        expect(await toldBy(page, 2)).to.deep.equal(['resolved', 'later']);
      }),
    );
  }

  it(
    'finds what its extensions have registered',
    visiting(async ({ open }) => {
      const page = await open({
        before: scriptOf(`window._genesys = { widgets: { extensions: { Shop: function ($, CXBus) {
          var shop = CXBus.registerPlugin('Shop');
          shop.registerCommand('greet', function (e) { e.deferred.resolve('hello'); });
          shop.ready();
        } } } };`),
        script: inTheHead(`CXBus.loadPlugin('widgets-core').done(function () {
          CXBus.command('Shop.greet').done(function (e) { told.push(e); }).fail(function (e) { told.push(e); });
        });`),
      });
      expect(await toldBy(page)).to.deep.equal(['hello']);
    }),
  );

  it(
    'is told of a file that could not be loaded once its body is there',
    visiting(async ({ open }) => {
      const page = await open({
        script: inTheHead(`CXBus.loadFile('/none.js').fail(function (e) { told.push(e, typeof ours); });`),
        after: below,
      });
      expect(await toldBy(page, 2)).to.deep.equal(['Could not load file: /none.js', 'string']);
    }),
  );
});

describe('A loader that waits for ready', () => {
  it(
    'gives up after half a minute where nothing is configured',
    visiting(async ({ open }) => {
      const page = await open({ before: inHead, script: tag, clock: true });
      expect(
        await page.evaluate(`CXBus.command('WebChatService.startChat').then(undefined, function (e) { return e; })`),
      ).to.equal('Invalid configuration');
      await page.clock.fastForward(half);
      expect(await toldBy(page)).to.deep.equal(['Chat did not load']);
    }),
  );
});
