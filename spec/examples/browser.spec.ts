import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { bundled, exampleAt, pageWith } from './support/exampleFiles.js';
import { endAt, hostile, linesOf, talkAt } from './support/talk.js';
import { visiting } from './support/visiting.js';

const files = async (dataURL: string) => ({
  '/': await pageWith('browser/index.html', dataURL),
  ...(await bundled('browser/chat.ts')),
});

/** The same, allowed nothing but its own scripts and its chat server; the styles are the page's own. */
const strictly = async (dataURL: string) => {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'unsafe-inline'",
    `connect-src ${new URL(dataURL).origin}`,
    "require-trusted-types-for 'script'",
  ];
  const { '/': page, ...scripts } = await files(dataURL);
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}" />`;
  return { ...scripts, '/': page.replace('<head>', `<head>${meta}`) };
};

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
    'runs under a strict Content-Security-Policy',
    visiting(strictly, async ({ chats, context, open }) => {
      const violations: string[] = [];
      await context.exposeFunction('violated', (what: string) => violations.push(what));
      await context.addInitScript(() => {
        addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
          Reflect.get(window, 'violated')(`${violatedDirective} ${blockedURI}`);
        });
      });
      const page = await open();
      await talkAt(page, chats);
      await page.reload();
      await linesOf(page, 2);
      await endAt(page, chats);
      expect(violations).to.deep.equal([]);
      // The policy stands: what the library does not do is refused.
      const refused = page.evaluate(() => {
        document.body.setHTMLUnsafe('<i>no</i>');
      });
      expect(await refused.catch(String)).to.include('TrustedHTML');
    }),
  );

  it(
    'begins a chat once its code can be fetched, which the browser itself would not try again',
    visiting(files, async ({ chats, context, open }) => {
      let asked = 0;
      await context.route('**/engine-*.js', (route) => {
        asked += 1;
        return asked <= 2 ? route.abort('internetdisconnected') : route.continue();
      });
      const page = await open();
      await page.getByLabel('Your name').fill('Jo');
      await page.keyboard.press('Enter');
      await page.getByRole('status').filter({ hasText: 'dynamically imported module' }).waitFor();
      await page.getByLabel('Your name').press('Enter');
      await page.getByLabel('Message').waitFor();
      expect(asked).to.equal(3);
      expect(await chats.desk.sessions()).to.have.length(1);
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
