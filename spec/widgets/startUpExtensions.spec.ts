import { expect } from 'chai';
import { scriptOf, scriptTag, toldBy, visiting } from './support/shop.js';

const withJQuery = scriptTag.replace('global', 'global.jquery');

/** Sets one extension, as pages do. */
const extension = (name: string, body: string): string =>
  `window._genesys.widgets.extensions['${name}'] = function ($, CXBus, Common) { ${body} };`;

/** A page with these extensions. */
const extended = (...texts: readonly string[]): string =>
  scriptOf(`
    window._genesys = { widgets: { main: { lang: 'de', debug: true }, extensions: {} } };
    ${texts.join('\n')}
  `);

describe('The script tag, for extensions of the page', function () {
  this.timeout(20_000);

  it(
    'runs each once with ($, CXBus, Common), then tells App.ready, and calls onReady with the bus',
    visiting(async ({ open }) => {
      const page = await open({
        script: withJQuery,
        before: extended(
          extension('One', `told.push(['One', $ === window.jQuery, CXBus === window.CXBus, Common.config.lang]);`),
          extension('Two', `told.push(['Two', !!window._genesys.widgets.bus]);`),
          `window._genesys.widgets.onReady = function (bus) { told.push(['onReady', bus === window.CXBus, typeof bus.before]); };`,
        ),
        after: scriptOf(`
          document.addEventListener('DOMContentLoaded', function () {
            told.push(['listener', window._genesys.widgets.bus.namespace()]);
          });
          var early = CXBus.registerPlugin('Early');
          early.subscribe('App.ready', function () { told.push(['App.ready']); });
          told.push(['scripts']);
        `),
      });

      expect(await toldBy(page, 6)).to.deep.equal([
        ['scripts'],
        ['listener', 'QuickBus'],
        ['One', true, true, 'de'],
        ['Two', true],
        ['onReady', true, 'function'],
        ['App.ready'],
      ]);
      await page.evaluate(`early.subscribe('App.ready', function () { told.push('late'); })`);
      expect(await toldBy(page, 7)).to.include('late');
    }),
  );

  it(
    'goes on where one throws, and the page hears of it',
    visiting(async ({ chats, open, troubles }) => {
      const page = await open({
        before: extended(
          extension('Bad', `throw new Error('a bad extension');`),
          extension('Good', `told.push('Good');`),
          `window._genesys.widgets.onReady = function () { throw new Error('a bad onReady'); };`,
          `window._genesys.widgets.webchat = { dataURL: '${chats.dataURL}' };`,
        ),
      });
      await page.evaluate(`CXBus.subscribe('WebChatService.ready', function () { told.push('ready'); })`);

      expect(await toldBy(page, 2)).to.deep.equal(['Good', 'ready']);
      expect(troubles.splice(0)).to.deep.equal(['Error: a bad extension', 'Error: a bad onReady']);
    }),
  );

  it(
    'loads those that are addresses as scripts, once the page is open',
    visiting(async ({ open }) => {
      const text = encodeURIComponent(`told.push(["script", !!window._genesys.widgets.bus]);`);
      const page = await open({
        before: extended(
          `window._genesys.widgets.extensions = ['data:text/javascript,${text}', function () { told.push('one'); }];`,
        ),
      });

      expect(await toldBy(page, 2)).to.deep.equal(['one', ['script', true]]);
    }),
  );

  it(
    'lets plugins be registered on _genesys.widgets.bus, whose commands and events reach each other',
    visiting(async ({ open }) => {
      const page = await open({ before: extended() });
      await page.evaluate(`
        var garage = window._genesys.widgets.bus.registerPlugin('Garage');
        garage.registerCommand('open', function (e) { e.deferred.resolve('open for ' + e.commander); });
        garage.ready();
        window._genesys.widgets.bus.command('Garage.open').done(function (e) { told.push(e); });`);

      expect(await toldBy(page)).to.deep.equal(['open for QuickBus']);
      expect(await page.evaluate(`window._genesys.widgets.bus.registerPlugin('WebChatService')`)).to.equal(false);
    }),
  );

  it(
    'runs those of a _genesys that the page puts in place of the first, before it is loaded',
    visiting(async ({ open }) => {
      const late = extension('Late', `told.push(['Late', !!window._genesys.widgets.bus]);`);
      const page = await open({
        before: extended(extension('First', `told.push('First');`)),
        after: scriptOf(`document.onreadystatechange = function () {
          if (document.readyState !== 'complete') return;
          var first = window._genesys.widgets.extensions['First'];
          window._genesys = { widgets: { extensions: { First: first } } };
          ${late}
        };`),
      });

      expect(await toldBy(page, 2)).to.deep.equal(['First', ['Late', true]]);
    }),
  );
});

describe("The script tag and the page's jQuery", function () {
  this.timeout(20_000);

  const usesIt = extension('Uses', `told.push($.fn ? $.fn.jquery : 'other'); told.push($('body').length);`);

  it(
    'says what is missing where an extension uses it and there is none',
    visiting(async ({ open, troubles }) => {
      const calls = extension('Calls', `$('#chat');`);
      const page = await open({ before: extended(calls, extension('Other', `told.push('Other');`)) });
      expect(await toldBy(page)).to.deep.equal(['Other']);
      expect(troubles.splice(0)).to.deep.equal([
        'Error: This page has no jQuery: load it before, or take webchat-streams.global.jquery.js.',
      ]);
    }),
  );

  it(
    'says so too where a function of it is used',
    visiting(async ({ open, troubles }) => {
      await open({ before: extended(extension('Calls', `$.ajax('/wheels');`)) });
      expect(troubles.splice(0)).to.deep.equal([
        'Error: This page has no jQuery: load it before, or take webchat-streams.global.jquery.js.',
      ]);
    }),
  );

  it(
    'brings its own with the jQuery build',
    visiting(async ({ open }) => {
      const page = await open({ script: withJQuery, before: extended(usesIt) });
      expect(await toldBy(page, 2)).to.deep.equal(['3.7.1', 1]);
    }),
  );

  for (const script of [scriptTag, withJQuery]) {
    it(
      `hands on the page's own, and leaves it: ${script}`,
      visiting(async ({ open }) => {
        const own = scriptOf(`
          window.jQuery = window.$ = window.theirs = function () { return { length: 7 }; };
          window.jQuery.fn = { jquery: '1.8' };`);
        const page = await open({ script, before: own + extended(usesIt) });
        expect(await toldBy(page, 2)).to.deep.equal(['1.8', 7]);
        expect(await page.evaluate('$ === theirs && jQuery === theirs')).to.equal(true);
      }),
    );
  }
});

describe("Common, an extension's third argument", function () {
  this.timeout(20_000);

  it(
    'helps, and says of all else that it belongs to the user interface',
    visiting(async ({ open, troubles }) => {
      const page = await open({ script: '' });
      const said: string[] = [];
      page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
      const helped = extension(
        'Helped',
        `
        told.push(Common.checkPath(window, '_genesys.widgets.main.lang'), Common.checkPath(window, 'no.such'));
        Common.createPath(window, 'shop.cart.size', 3);
        told.push(window.shop.cart.size, Common.bytesToSize(1536), /\\d/.test(Common.getFormattedTime(0)));
        Common.watch(window.shop.cart, 'size', function (name, before, now) { told.push([name, before, now]); });
        window.shop.cart.size = 4;
        Common.log('a log');
        Common.debug('a detail');
        Common.error('an error');
        Common.showOverlay();`,
      );
      await open({ before: extended(helped) }, page);

      expect(await toldBy(page, 6)).to.deep.equal(['de', false, 3, '1.5 KB', true, ['size', 3, 4]]);
      expect(said.slice(0, 3)).to.deep.equal(['log: a log', 'log: a detail', 'error: an error']);
      expect(troubles.splice(0).join()).to.match(
        /^Error: Common\.showOverlay belongs to the user interface of Genesys Widgets\. Here there is: config, checkPath/,
      );
    }),
  );
});
