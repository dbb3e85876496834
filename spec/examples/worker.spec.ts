import { expect } from 'chai';
import { bundled, pageWith } from './support/exampleFiles.js';
import { endAt, hostile, linesOf, sayAt, talkAt } from './support/talk.js';
import { visiting } from './support/visiting.js';

const files = async (dataURL: string) => ({
  '/': await pageWith('worker/index.html', dataURL),
  ...(await bundled('worker/page.ts', 'worker/chatWorker.ts')),
});

describe('The example with a SharedWorker', function () {
  this.timeout(30_000);

  it(
    'is one chat for all tabs, in which a reload is nothing',
    visiting(files, async ({ chats, open }) => {
      const page = await open();
      const { chatId, ann } = await talkAt(page, chats, 'You');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).to.equal('message');
      const other = await open();
      expect(await linesOf(other, 2)).to.deep.equal(['You: Where is my parcel?', `Ann: ${hostile}`]);
      await sayAt(other, 'From the other tab');
      expect((await linesOf(page, 3)).at(-1)).to.equal('You: From the other tab');
      await page.reload();
      expect(await linesOf(page, 3)).to.have.length(3);

      // One service asks, and it is nobody's: the tab that began the chat may go.
      expect(await chats.desk.sessions()).to.have.length(1);
      await page.close();
      await chats.desk.say(chatId, ann, 'Still here?');
      expect((await linesOf(other, 4)).at(-1)).to.equal('Ann: Still here?');
      await endAt(other, chats);
    }),
  );

  it(
    'says why a command is refused, and what was not sent',
    visiting(files, async ({ chats, open }) => {
      const page = await open();
      await talkAt(page, chats, 'You');
      await chats.weather.add({ on: 'send', kind: 'statusCode', statusCode: 2, times: 1 });
      await sayAt(page, 'In vain');
      await page.getByRole('status').filter({ hasText: 'refused' }).waitFor();
      expect((await linesOf(page, 3)).at(-1)).to.equal('You: In vain (not sent)');
    }),
  );
});
