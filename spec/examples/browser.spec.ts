import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { bundled, exampleAt, pageWith } from './support/exampleFiles.js';
import { endAt, hostile, linesOf, talkAt } from './support/talk.js';
import { visiting } from './support/visiting.js';

const files = async (dataURL: string) => ({
  '/': await pageWith('browser/index.html', dataURL),
  ...(await bundled('browser/chat.ts')),
});

describe('The example in a browser', function () {
  this.timeout(30_000);

  it(
    'is a chat in 40 lines that goes on after a reload',
    visiting(files, async ({ chats, open }) => {
      const page = await open();
      await talkAt(page, chats);
      await page.reload();
      expect(await linesOf(page, 2)).to.deep.equal(['Jo: Where is my parcel?', `Ann: ${hostile}`]);
      await endAt(page, chats);
      const text = await readFile(exampleAt('browser/chat.ts'), 'utf8');
      expect(text.trim().split('\n')).to.have.lengthOf.at.most(40);
    }),
  );

  it(
    'says why a chat does not begin',
    visiting(files, async ({ chats, open }) => {
      await chats.weather.add({
        on: 'request',
        kind: 'statusCode',
        statusCode: 2,
        errors: [{ code: 1, advice: 'closed' }],
      });
      const page = await open();
      await page.getByLabel('Your name').fill('Jo');
      await page.keyboard.press('Enter');
      await page.getByRole('status').filter({ hasText: 'refused' }).waitFor();
      expect(await page.getByLabel('Your name').inputValue()).to.equal('Jo');
    }),
  );
});
