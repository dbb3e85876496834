import { expect } from 'chai';
import { type Sampled, sampling, v2, v3 } from './support/sampling.js';
import { scriptTag, toldBy } from './support/shop.js';

const broken = { kind: 'status', status: 500, times: 1 } as const;

/** What the agent reads of it, in order. */
const wordsAt = async ({ chats: { desk } }: Sampled, chatId: string): Promise<unknown[]> =>
  (await desk.transcript(chatId)).filter(({ type }) => type === 'Message').map(({ text }) => text);

/** What a person is shown of it, once there is as much. */
const shown = async ({ page }: Sampled, count: number): Promise<unknown> => {
  await page.evaluate(`
    window.told = [];
    window.look = function () {
      oMyPlugin.command('WebChatService.getTranscript').done(function (e) {
        window.told = e.messages.filter(function (message) {
          return message.type === 'Message';
        }).map(function (message) {
          return message.text;
        });
      });
    };
    oMyPlugin.subscribe('WebChatService.messageReceived', look);
    look();`);
  return toldBy(page, count);
};

for (const api of [v2, v3]) {
  describe(`The reference's samples of talking, on ${api.title}`, function () {
    this.timeout(20_000);

    it(
      'sendMessage brings words to the agent, and says when it did not',
      sampling(api, async (sampled) => {
        const { sample, begin, chats } = sampled;
        await sample('sendMessage/noText', `{ message: ' ' }`);
        await sample('sendMessage/noText');
        await sample('sendMessage/noSession', `{ message: 'Does it ring?' }`);
        const chatId = await begin();
        await chats.weather.add({ on: 'send', ...broken });
        expect(await sample('sendMessage/failure', `{ message: 'lost' }`)).to.include({ status: 500 });
        await chats.weather.add({ on: 'send', kind: 'dropBefore', times: 1 });
        expect(await sample('sendMessage/failure', `{ message: 'lost' }`)).to.include({ status: 0 });
        await sample('sendMessage/sent', `{ message: 'Does it ring?' }`);

        expect(await wordsAt(sampled, chatId)).to.deep.equal(['Does it ring?']);
      }),
    );

    it(
      'sendTyping shows the agent that somebody writes',
      sampling(api, async ({ sample, begin, chats: { desk, weather } }) => {
        await sample('sendTyping/noSession');
        const chatId = await begin();
        await sample('sendTyping/sent', `{ Message: 'Does it' }`);
        await desk.heard(chatId, { type: 'TypingStarted', text: 'Does it' });
        await sample('endChat/ended');
        await begin();
        await weather.add({ on: 'startTyping', ...broken });
        await sample('sendTyping/failure');
      }),
    );

    it(
      'sendFilteredMessage reaches the agent, and the customer sees nothing of it',
      sampling(api, async (sampled) => {
        const { sample, begin, chats } = sampled;
        await sample('sendFilteredMessage/noSession', `{ message: 'frame 4711', regex: /frame \\d+/ }`);
        const chatId = await begin();
        await sample('sendFilteredMessage/noRegex', `{ message: 'frame 4711' }`);
        await sample('sendFilteredMessage/noText', `{ regex: /frame/ }`);
        await chats.weather.add({ on: 'send', ...broken });
        await sample('sendFilteredMessage/failure', `{ message: 'frame 4711', regex: /frame \\d+/ }`);
        await sample('sendFilteredMessage/sent', `{ message: 'frame 4711', regex: /frame \\d+/ }`);
        await sample('sendMessage/sent', `{ message: 'Found it?' }`);

        expect(await wordsAt(sampled, chatId)).to.deep.equal(['frame 4711', 'Found it?']);
        expect(await shown(sampled, 1)).to.deep.equal(['Found it?']);
      }),
    );

    it(
      'addPrefilter hides what fits, and tells all filters',
      sampling(api, async (sampled) => {
        const { sample, begin } = sampled;
        await sample('addPrefilter/invalid');
        await sample('addPrefilter/invalid', `{ filters: 'code' }`);
        await sample('addPrefilter/invalid', `{ filters: [] }`);
        expect(await sample('addPrefilter/added', `{ filters: /code/ }`)).to.deep.equal({ e: [/code/] });
        const all = await sample('addPrefilter/added', `{ filters: [/pin/, /token/i] }`);
        expect(all).to.deep.equal({ e: [/code/, /pin/, /token/i] });
        await begin();
        await sample('sendMessage/sent', `{ message: 'my pin' }`);
        await sample('sendMessage/sent', `{ message: 'my bike' }`);

        expect(await shown(sampled, 1)).to.deep.equal(['my bike']);
      }),
    );

    it(
      'updateUserData goes with the chat, or to it',
      sampling(api, async ({ sample, begin, chats: { desk, weather } }) => {
        expect(await sample('updateUserData/merged', `{ firstname: 'Kim' }`)).to.deep.equal({ firstname: 'Kim' });
        const both = await sample('updateUserData/merged', `{ size: 'M' }`);
        expect(both).to.deep.equal({ firstname: 'Kim', size: 'M' });
        await begin();
        await sample('updateUserData/sent', `{ firstname: 'Joe' }`);
        await weather.add({ on: 'updateData', ...broken });
        await sample('updateUserData/failure', `{ firstname: 'Ada' }`);
        const [chat] = await desk.sessions();

        expect(chat?.userData).to.include({ firstname: 'Joe', size: 'M', model: 'Tourer 7' });
      }),
    );

    it(
      'registerPreProcessor changes what is shown, not what was said',
      sampling(api, async (sampled) => {
        const { sample, begin, chats } = sampled;
        await sample('registerPreProcessor/invalid', '', { type: 'undefined' });
        await sample('registerPreProcessor/invalid', `{ preprocessor: 'bold' }`, { type: 'string' });
        const preprocessor = `function (message) { message.text = message.text + ' (by the workshop)'; return message; }`;
        const { e } = await sample('registerPreProcessor/registered', `{ preprocessor: ${preprocessor} }`);
        expect(e).to.equal(preprocessor);
        const chatId = await begin();
        const ann = await chats.desk.join(chatId, { name: 'Ann', role: 'Agent' });
        await chats.desk.say(chatId, ann, 'It is done');

        expect(await shown(sampled, 1)).to.deep.equal(['It is done (by the workshop)']);
        expect(await wordsAt(sampled, chatId)).to.deep.equal(['It is done']);
      }),
    );

    for (const [title, script, given] of [
      ['a selector', scriptTag, `'#wish'`],
      ['an element', scriptTag, `document.getElementById('wish')`],
      ['jQuery', scriptTag.replace('global', 'global.jquery'), `$('#wish')`],
    ] as const) {
      it(
        `registerTypingPreviewInput shows the agent what is written in an input given by ${title}`,
        sampling(
          api,
          async ({ page, sample, begin, chats: { desk } }) => {
            await sample('registerTypingPreviewInput/invalid');
            await sample('registerTypingPreviewInput/invalid', `{ input: '#nowhere' }`);
            await sample('registerTypingPreviewInput/invalid', `{ input: ${given.replace('wish', 'tick')} }`);
            await sample('registerTypingPreviewInput/registered', `{ input: ${given} }`);
            const chatId = await begin();
            await page.fill('#wish', 'A basket');
            await desk.heard(chatId, { type: 'TypingStarted', text: 'A basket' });
            await page.clock.fastForward(2000);
            await desk.heard(chatId, { type: 'TypingStopped' });
          },
          { script, clock: true, after: '<textarea id="wish"></textarea><input id="tick" type="checkbox">' },
        ),
      );
    }
  });
}

describe("The reference's sample of sendCustomNotice", function () {
  this.timeout(20_000);

  it(
    'brings a notice to the agent on API v2',
    sampling(v2, async ({ sample, begin, chats: { desk, weather } }) => {
      await sample('sendCustomNotice/noSession', `{ message: 'bye' }`);
      const chatId = await begin();
      await weather.add({ on: 'customNotice', ...broken });
      await sample('sendCustomNotice/failure', `{ message: 'bye' }`);
      await sample('sendCustomNotice/sent', `{ message: 'see you' }`);

      expect(await desk.heard(chatId, { type: 'CustomNotice' })).to.include({ text: 'see you' });
    }),
  );

  it(
    'is told on API v3 that there are none',
    sampling(v3, async ({ sample, begin }) => {
      await sample('sendCustomNotice/unsupported', `{ message: 'bye' }`);
      await begin();
      await sample('sendCustomNotice/unsupported', `{ message: 'bye' }`);
    }),
  );
});
