import { expect } from 'chai';
import { globalBuild } from '../../scripts/globalBuild.js';
import { pageWith } from './support/exampleFiles.js';
import { endAt, hostile, linesOf, talkAt } from './support/talk.js';
import { visiting } from './support/visiting.js';

const files = async (dataURL: string) => {
  const built = (await globalBuild('0.0.0')).map(({ name, text }) => [`/${name}`, text]);
  return { ...Object.fromEntries(built), '/': await pageWith('scriptTag/index.html', dataURL) };
};

describe('The example with a script tag', function () {
  this.timeout(30_000);

  it(
    'is a page without a build that goes on after a reload',
    visiting(files, async ({ chats, open }) => {
      const page = await open();
      await talkAt(page, chats);
      await page.reload();
      expect(await linesOf(page, 2)).to.deep.equal(['Jo: Where is my parcel?', `Ann: ${hostile}`]);
      await endAt(page, chats);
    }),
  );

  it(
    'goes on with the chat once its server answers again, and says why a message was not sent',
    visiting(files, async ({ chats, context, open }) => {
      await context.clock.install();
      const page = await open();
      await talkAt(page, chats);
      await chats.goDown();
      await page.getByLabel('Message').fill('In vain');
      await page.keyboard.press('Enter');
      await page.getByRole('status').filter({ hasText: 'No answer' }).waitFor();
      expect(await page.getByLabel('Message').inputValue()).to.equal('In vain');
      await page.reload();
      await page.evaluate(`page.subscribe('WebChatService.restoreFailed', () => { document.title = 'failed'; })`);
      await page.waitForFunction(() => document.title === 'failed');
      await chats.comeBack();
      await page.clock.fastForward(5000);
      expect(await linesOf(page, 2)).to.deep.equal(['Jo: Where is my parcel?', `Ann: ${hostile}`]);
    }),
  );
});
