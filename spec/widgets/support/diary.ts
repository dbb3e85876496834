import type { Page } from 'playwright-core';
import { readsOn } from './readsOn.js';
import { configured, type ShopPage, scriptOf } from './shop.js';

/** Writes down what becomes of the chat, a line each, and below whether there is one. */
const writing = scriptOf(`
  window._genesys.widgets.onReady = function (bus) {
    function write(id, text) {
      var line = document.createElement('li');
      line.appendChild(document.createTextNode(text));
      document.getElementById(id).appendChild(line);
    }
    ['restored', 'restoreTimeout', 'restoreFailed', 'error', 'ended'].forEach(function (name) {
      bus.subscribe('WebChatService.' + name, function () { write('diary', name); });
    });
    bus.subscribe('WebChatService.messageReceived', function (e) {
      e.data.messages.forEach(function (message) {
        if (message.type !== 'Message') { return; }
        write('diary', (e.data.restoring ? '(again) ' : '') + message.from.name + ': ' + message.text);
      });
    });
    bus.command('WebChatService.verifySession').done(function (e) {
      write('verdict', e.sessionActive ? 'in a chat' : 'no chat');
    });
  };
`);

/** A page that keeps a diary of its chat. @param main the section `main` */
export const diaryPage = (webchat: object, main: object = {}): ShopPage => ({
  before: configured(webchat, { main }) + writing,
  after: '<ul id="diary"></ul><ul id="verdict"></ul>',
});

/** Waits until the diary reads so. */
export const reads = (page: Page, ...lines: readonly string[]): Promise<void> => readsOn(page, '#diary li', ...lines);

/** Waits until the page knows whether there is a chat. */
export const knows = (page: Page, verdict: 'in a chat' | 'no chat'): Promise<void> =>
  readsOn(page, '#verdict li', verdict);

/** Calls a command of the service's on the page's bus. Resolves, or rejects, with it. */
export const command = (page: Page, name: string, options: object = {}): Promise<unknown> =>
  page.evaluate(`CXBus.command('WebChatService.${name}', ${JSON.stringify(options)})`);
