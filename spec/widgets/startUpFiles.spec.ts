import { expect } from 'chai';
import { commandOf } from './support/pageTexts.js';
import { configured, scriptOf, scriptTag, toldBy, visiting } from './support/shop.js';

const start = commandOf('startChat', `{ form: { nickname: 'Jo' } }`);

describe("The script tag's files", function () {
  this.timeout(20_000);

  it(
    'are not run twice: the second script says so, and the first goes on',
    visiting(async ({ chats, open, troubles }) => {
      const tab = await open({ before: configured({ dataURL: chats.dataURL }), after: scriptTag + scriptOf(start) });
      expect(await toldBy(tab)).to.deep.equal([['done', 0]]);
      await tab.addScriptTag({ url: '/webchat-streams.global.jquery.js' });
      await tab.evaluate(commandOf('sendMessage', `{ message: 'hi' }`));
      expect(await toldBy(tab, 2)).to.deep.equal(Array(2).fill(['done', 0]));

      const sentence = 'Error: webchat-streams: this page has the script already; load one script only.';
      expect(troubles.splice(0)).to.deep.equal([sentence, sentence]);
    }),
  );

  it(
    'that carry a chat may be missing for a while: startChat says so, and the next one works',
    visiting(async ({ chats, open }) => {
      const tab = await open({ script: '' });
      await tab.route('**/webchat-streams.chat.js', (route) => route.abort());
      await open({ before: configured({ dataURL: chats.dataURL }) }, tab);
      const failed = tab.evaluate(`new Promise(function (tell) {
        CXBus.command('WebChatService.startChat', {}).fail(tell);
      })`);
      expect(await failed).to.include({ kind: 'Offline', status: 0 });
      await tab.unroute('**/webchat-streams.chat.js');
      await tab.evaluate(start);

      expect(await toldBy(tab)).to.deep.equal([['done', 0]]);
    }),
  );

  for (const [name, file] of [
    ['v3', 'webchat-streams.v3.js'],
    ['CometD', 'webchat-streams.cometd.js'],
  ] as const)
    it(
      `that carry ${name} may be missing for a while: commands say so, and the next one works`,
      visiting(async ({ chats: { v3URL, url }, open }) => {
        const tab = await open({ script: '' });
        await tab.route(`**/${file}`, (route) => route.abort());
        const cometD = { enabled: true, cometURL: `${url}/cometd` };
        const webchat = name === 'v3' ? { transport: { type: 'pureengage-v3-rest', dataURL: v3URL } } : { cometD };
        await open({ before: configured(webchat) }, tab);
        const text = await tab.evaluate(`new Promise(function (tell) {
          CXBus.command('WebChatService.getAgents', {}).fail(function (e) { tell(e.message); });
        })`);
        await tab.unroute(`**/${file}`);
        await tab.evaluate(commandOf('getAgents', '{}'));

        expect(text).to.contain(`${file} could not be loaded`);
        expect(await toldBy(tab)).to.deep.equal([['done', null]]);
      }),
    );

  it(
    'are let in by a content security policy that asks for a nonce',
    visiting(async ({ chats, open }) => {
      const nonced = (text: string) => text.replaceAll('<script', '<script nonce="x"');
      const policy = `<meta http-equiv="Content-Security-Policy" content="script-src 'nonce-x'">`;
      const tab = await open({
        before: policy + nonced(configured({ transport: { type: 'pureengage-v3-rest', dataURL: chats.v3URL } })),
        script: nonced(scriptTag),
        after: nonced(scriptOf(start)),
      });

      expect(await toldBy(tab)).to.deep.equal([['done', null]]);
    }),
  );

  it(
    'are let in where a page wants Trusted Types, by a policy of their own name',
    visiting(async ({ chats, open }) => {
      const wanted = "require-trusted-types-for 'script'; trusted-types webchat-streams";
      const policy = `<meta http-equiv="Content-Security-Policy" content="${wanted}">`;
      const tab = await open({ before: policy + configured({ dataURL: chats.dataURL }), after: scriptOf(start) });

      expect(await toldBy(tab)).to.deep.equal([['done', 0]]);
    }),
  );

  it(
    'may come from another origin, which needs no CORS',
    visiting(async ({ chats, open, fetched }) => {
      const { port } = new URL((await open({ script: '' })).url());
      const script = `<script src="http://other.test:${port}/webchat-streams.global.js"></script>`;
      const tab = await open({ script, before: configured({ dataURL: chats.dataURL }), after: scriptOf(start) });
      expect(await toldBy(tab)).to.deep.equal([['done', 0]]);
      const loaded = await tab.evaluate(`[].map.call(document.scripts, function (script) {
        return script.src;
      }).filter(Boolean)`);

      const names = ['global', 'chat'].map((name) => `http://other.test:${port}/webchat-streams.${name}.js`);
      expect(loaded).to.deep.equal(names);
      expect(fetched()).to.include('/webchat-streams.chat.js');
    }),
  );
});
