import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { chatAt } from './support/agentOf.js';
import { configured, type ShopPage, scriptOf, toldBy, visiting } from './support/shop.js';
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

/** A page whose half minute does not take one. */
const opened = async (open: (page: ShopPage, tab?: Page) => Promise<Page>, page: ShopPage): Promise<Page> => {
  const tab = await open({ script: '' });
  await tab.clock.install();
  return open(page, tab);
};

for (const { api, webchat } of ways) {
  describe(`A loader that waits for ready, on ${api}`, () => {
    for (const [where, script] of [
      ['as a tag', tag],
      ['put in by a tag manager, late', tagManager],
    ]) {
      it(
        `has it well before its half minute is over: ${where}`,
        visiting(async ({ chats, open }) => {
          const page = await opened(open, { before: configured(webchat(chats)) + inHead, script });
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

describe('A loader that waits for ready', () => {
  it(
    'gives up after half a minute where nothing is configured',
    visiting(async ({ open }) => {
      const page = await opened(open, { before: inHead, script: tag });
      expect(
        await page.evaluate(`CXBus.command('WebChatService.startChat').then(undefined, function (e) { return e; })`),
      ).to.equal('Invalid configuration');
      await page.clock.fastForward(half);
      expect(await toldBy(page)).to.deep.equal(['Chat did not load']);
    }),
  );
});
