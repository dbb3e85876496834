import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { startChatServer } from '../chatServer/chatServer.js';
import { type Sampled, type SamplingOptions, sampling, v2, v3 } from './support/sampling.js';
import { scriptTag, toldBy } from './support/shop.js';

const withJQuery = scriptTag.replace('global', 'global.jquery');
const onPage = { after: '<input type="file" id="papers" multiple>' } as const satisfies SamplingOptions;
const strict: SamplingOptions = {
  ...onPage,
  start: () => startChatServer({ limits: { maxFileSize: 1000, maxFiles: 2 } }),
};

/** What somebody chooses. */
const file = (name: string, size = 10) => ({ name, mimeType: 'text/plain', buffer: Buffer.alloc(size, 'a') });

const choose = async ({ page }: Sampled, ...files: ReturnType<typeof file>[]): Promise<void> =>
  page.setInputFiles('#papers', files);

const given = `{ files: document.getElementById('papers') }`;

/** What the contact centre has of them. */
const shelved = async ({ chats: { desk } }: Sampled, chatId: string): Promise<unknown[]> =>
  (await desk.transcript(chatId))
    .filter(({ type }) => type === 'FileUploaded')
    .map(({ userData }) => userData?.['file-name']);

for (const api of [v2, v3]) {
  describe(`The reference's samples of files, on ${api.title}`, function () {
    this.timeout(20_000);

    it(
      'sendFile sends what is chosen in a file input: the element, or a jQuery object of it',
      sampling(
        api,
        async (sampled) => {
          const { sample, begin } = sampled;
          const chatId = await begin();
          await choose(sampled, file('bill.txt'));
          await sample('sendFile/sent', `{ files: $('#papers') }`);
          await choose(sampled, file('front.pdf'), file('back.pdf'));
          await sample('sendFile/several', given);

          expect(await shelved(sampled, chatId)).to.deep.equal(['bill.txt', 'front.pdf', 'back.pdf']);
        },
        { ...onPage, script: withJQuery },
      ),
    );

    it(
      'downloadFile brings a file to the downloads of the browser',
      sampling(api, async ({ page, sample, begin, chats: { desk } }) => {
        await page.evaluate(`oMyPlugin.subscribe('WebChatService.messageReceived', function (e) {
          e.data.messages.forEach(function (message) {
            var content = message.content && message.content[0];
            var fileId = content ? content.url : message.userData && message.userData['file-id'];
            if (fileId) told.push(fileId);
          });
        })`);
        const chatId = await begin();
        const ann = await desk.join(chatId, { name: 'Ann', role: 'Agent' });
        await desk.sendFile(chatId, ann, { name: 'offer.txt', content: btoa('20 % off'), type: 'text/plain' });
        const [, fileId] = await toldBy(page, 2);
        const options = `{ fileId: '${fileId}', fileName: 'my offer.txt' }`;
        const [saved] = await Promise.all([page.waitForEvent('download'), sample('downloadFile/downloaded', options)]);

        expect(saved.suggestedFilename()).to.equal('my offer.txt');
        expect(await readFile(await saved.path(), 'utf8')).to.equal('20 % off');
        const unnamed = `oMyPlugin.command('WebChatService.downloadFile', { fileId: '${fileId}' })`;
        const [named] = await Promise.all([page.waitForEvent('download'), page.evaluate(unnamed)]);
        // v3 does not say what its files are called.
        if (api === v2) expect(named.suggestedFilename()).to.equal('offer.txt');
        await sample('downloadFile/failure', `{ fileId: '${fileId}0', fileName: 'nothing.txt' }`);
      }),
    );
  });
}

describe("The reference's sample of sendFile that is refused", function () {
  this.timeout(20_000);

  it(
    'says why, as the server does, before anything is sent',
    sampling(
      v2,
      async (sampled) => {
        const { sample, begin, chats } = sampled;
        const chatId = await begin();
        await choose(sampled, file('bike.exe'));
        await sample('sendFile/invalidType', given);
        await choose(sampled, file('photo.png', 1001));
        await sample('sendFile/tooLarge', given);
        await choose(sampled, file('1.txt'), file('2.txt'), file('3.txt'));
        await sample('sendFile/tooMany', given);
        expect((await chats.desk.requests()).filter(({ operation }) => operation === 'file')).to.deep.equal([]);
        await chats.weather.add({ on: 'file', kind: 'status', status: 500, times: 1 });
        await choose(sampled, file('1.txt'));
        await sample('sendFile/failure', given);

        expect(await shelved(sampled, chatId)).to.deep.equal([]);
      },
      strict,
    ),
  );

  it(
    'says why in the words of API v3',
    sampling(
      v3,
      async (sampled) => {
        const { sample, begin, chats } = sampled;
        const chatId = await begin();
        for (const [files, code] of [
          [[file('bike.exe')], 'INVALID_FILE_TYPE'],
          [[file('photo.png', 1001)], 'LIMIT_FILE_SIZE'],
          [[file('1.txt'), file('2.txt'), file('3.txt')], 'LIMIT_FILE_COUNT'],
        ] as const) {
          await choose(sampled, ...files);
          expect(await sample('sendFile/failure', given)).to.have.nested.property('errors[0].code', code);
        }
        await chats.weather.add({ on: 'file', kind: 'status', status: 500, times: 1 });
        expect(await sample('sendFile/failure', given)).to.include({ status: 500 });

        expect(await shelved(sampled, chatId)).to.deep.equal(['1.txt', '2.txt']);
      },
      strict,
    ),
  );
});
