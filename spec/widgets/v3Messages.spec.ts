import { expect } from 'chai';
import { agentOf } from './support/agentOf.js';
import { configured, scriptOf, toldBy, visiting } from './support/shop.js';
import { v3 } from './support/ways.js';

/** A red dot. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==';
const svg = btoa('<svg xmlns="http://www.w3.org/2000/svg"><script>told.push("run")</script></svg>');

/** Shows images as pages written for Widgets do, and tells what else a message says. */
const showing = scriptOf(`
  window._genesys.widgets.onReady = function (bus) {
    bus.subscribe('WebChatService.messageReceived', function (e) {
      e.data.messages.forEach(function (message) {
        if (message.from.type !== 'Agent') { return; }
        if (message.type === 'Message') { told.push([message.text, message.from.nickname, typeof message.utcTime]); }
        if (message.type === 'PushUrl') { told.push([message.url, message.text]); }
        (message.content || []).forEach(function (content) {
          told.push(content.url);
          // An address wants the token, which an img does not send.
          if (!/^data:/.test(content.url)) { return; }
          var image = document.createElement('img');
          image.src = content.url;
          document.body.appendChild(image);
        });
      });
    });
    bus.command('WebChatService.startChat', { nickname: 'Jo' });
  };
`);

describe('A page that shows what is said over v3 (B20, B21)', function () {
  this.timeout(20_000);
  const opened = (webchat: object) => ({ before: configured(webchat) + showing });

  it(
    'reads the fields of the server, and shows images, without a token of its own',
    visiting(async ({ chats, open }) => {
      const page = await open(opened(v3.webchat(chats)));
      const ann = await agentOf(chats);
      await ann.say('Look');
      const { desk } = chats;
      const id = await desk.join(ann.chatId, { name: 'Bea', role: 'Agent' });
      await desk.sendFile(ann.chatId, id, { name: 'dot.png', content: png, type: 'image/png' });
      await desk.sendFile(ann.chatId, id, { name: 'dot.svg', content: svg, type: 'image/svg+xml' });
      await ann.say('Nice?');
      const [look, image, drawing, nice] = await toldBy(page, 4);

      expect(look).to.deep.equal(['Look', 'Ann', 'number']);
      expect(image).to.equal(`data:image/png;base64,${png}`);
      expect(drawing).to.match(/^http:\/\/127\.0\.0\.1:\d+\/.*\/images\/[^/]+$/);
      expect(nice).to.deep.equal(['Nice?', 'Ann', 'number']);
      await page.waitForFunction(() => document.querySelector('img')?.naturalWidth === 1);
      const again = `CXBus.command('WebChatService.getTranscript').then(function (e) {
        return e.messages.filter(function (each) { return each.content; }).map(function (each) { return each.content[0].url; });
      })`;
      expect(await page.evaluate(again)).to.deep.equal([image, drawing]);
      expect((await desk.requests()).filter(({ operation }) => operation === 'download')).to.have.length(1);
      const save = `CXBus.command('WebChatService.downloadFile', { fileId: ${JSON.stringify(image)}, fileName: 'dot.png' })`;
      const [saved] = await Promise.all([page.waitForEvent('download'), page.evaluate(`void ${save}`)]);
      expect(saved.suggestedFilename()).to.equal('dot.png');
    }),
  );

  it(
    'goes on with the address of an image that takes too long, in order',
    visiting(async ({ chats, open }) => {
      const ajaxTimeout = 60_000;
      const page = await open({ ...opened({ ...v3.webchat(chats), ajaxTimeout }), clock: true });
      const ann = await agentOf(chats);
      await chats.weather.add({ on: 'download', kind: 'delay', ms: 2 * ajaxTimeout });
      const asked = page.waitForRequest('**/images/*');
      const { desk } = chats;
      const id = await desk.join(ann.chatId, { name: 'Bea', role: 'Agent' });
      await desk.sendFile(ann.chatId, id, { name: 'dot.png', content: png, type: 'image/png' });
      await ann.say('Nice?');
      await asked;
      await page.clock.fastForward(ajaxTimeout);
      const [image, nice] = await toldBy(page, 2);

      expect(image).to.match(/^http:\/\/127\.0\.0\.1:\d+\/.*\/images\/[^/]+$/);
      expect(nice).to.deep.equal(['Nice?', 'Ann', 'number']);
    }),
  );
});
