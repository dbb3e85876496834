import { expect } from 'chai';
import { angularVersions } from './angular/bundleExample.js';
import { rendered } from './support/rendered.js';
import { servedByHand } from './support/servedByHand.js';
import { stage, type Visit } from './support/stage.js';

const hostile = '<img src=x onerror="document.title=1"> <b>{{ 1 + 1 }}</b>';

/** What of the page's own is under way, once it is as little as expected, or as it is after 5 s. */
const leftovers = async ({ watched }: Visit): Promise<readonly string[]> => {
  const until = Date.now() + 5000;
  let left = await watched<readonly string[]>('leftovers()');
  while (left.length > 0 && Date.now() < until) left = await watched('leftovers()');
  return left;
};

for (const version of angularVersions) {
  describe(`the example on Angular ${version}`, function () {
    this.timeout(30_000);
    const visiting = stage(version);

    it(
      'runs without Zone.js, and lets customer and agent talk',
      visiting(async ({ page, desk, meet }) => {
        const { chatId, ann } = await meet();
        expect(await page.locator('app-root').getAttribute('ng-version')).to.match(new RegExp(`^${version}\\.`));
        expect(await page.evaluate(() => 'Zone' in window)).to.equal(false);
        await desk.say(chatId, ann, 'Hello Jo');
        const log = page.getByRole('log', { name: 'Conversation' });
        await log.getByText('Hello Jo').waitFor();
        await log.getByText('Ann has joined').waitFor();
        await page.keyboard.type('Hello Ann');
        expect(await desk.heard(chatId, { type: 'TypingStarted' })).to.have.property('type');
        await page.keyboard.press('Enter');
        await desk.heard(chatId, { type: 'Message', text: 'Hello Ann' });
        await log.getByText('Hello Ann').waitFor();
        await desk.type(chatId, ann);
        await page.getByText('Ann is writing').waitFor();
        await page.getByRole('button', { name: 'End chat' }).click();
        await page.getByText('The chat has ended.').waitFor();
      }),
    );

    it(
      'shows hostile words as words',
      visiting(async ({ page, desk, meet }) => {
        const { chatId, ann } = await meet();
        const mallory = await desk.join(chatId, { name: hostile, role: 'Agent' });
        await desk.say(chatId, mallory, hostile);
        await desk.pushUrl(chatId, ann, 'javascript:document.title=2');
        const log = page.getByRole('log');
        await log.getByText('javascript:document.title=2').waitFor();
        expect(await log.getByText(hostile, { exact: true }).count()).to.equal(2);
        expect(await log.locator('img, b, a').count()).to.equal(0);
        expect(await page.title()).to.equal('The Teapot Shop');
      }),
    );

    it(
      'goes on with the chat after a reload',
      visiting(async ({ page, desk, meet }) => {
        const { chatId, ann } = await meet();
        await desk.say(chatId, ann, 'Hello Jo');
        await page.getByText('Hello Jo').waitFor();
        await page.reload();
        await page.getByText('Hello Jo').waitFor();
        await page.getByLabel('Message').fill('Here I am');
        await page.keyboard.press('Enter');
        await desk.heard(chatId, { type: 'Message', text: 'Here I am' });
      }),
    );

    it(
      'counts what was not read while the chat is folded',
      visiting(async ({ page, desk, meet }) => {
        const { chatId, ann } = await meet();
        await desk.say(chatId, ann, 'Hello Jo');
        await page.getByText('Hello Jo').waitFor();
        await page.getByRole('button', { name: 'Fold' }).click();
        await desk.say(chatId, ann, 'Are you there?');
        await desk.say(chatId, ann, 'Jo?');
        await page.getByText('2 unread').waitFor();
        await page.getByRole('button', { name: 'Unfold' }).click();
        await page.getByText('2 unread').waitFor({ state: 'detached' });
        expect(await page.getByText('Jo?', { exact: true }).isVisible()).to.equal(true);
      }),
    );

    it(
      'detects changes once for all messages of an answer, and not at all for answers without',
      visiting(async ({ page, desk, meet, watched }) => {
        const { chatId, ann } = await meet();
        await page.getByText('Ann has joined').waitFor();
        const before = await watched<number>('ticks()');
        for (let polls = 0; polls < 2; polls++) await page.waitForResponse(/\/refresh/);
        expect(await watched('ticks()')).to.equal(before);
        // In one breath, so that no poll comes between.
        await Promise.all(['one', 'two', 'three', 'four', 'five'].map((text) => desk.say(chatId, ann, text)));
        await page.getByText('five').waitFor();
        const [frame, ticks] = await watched<[{ count: number; ticks: number }, number]>(
          'frames.slice(-1).concat(watched.ticks())',
        );
        expect(frame.count).to.equal(5);
        expect(ticks - frame.ticks).to.equal(1);
      }),
    );

    it(
      'leaves no timer, no listener and no request when it is destroyed; the chat stays',
      visiting(async (visit) => {
        const { page, desk, meet, watched } = visit;
        const { chatId, ann } = await meet();
        await desk.say(chatId, ann, 'Hello Jo');
        await page.getByText('Hello Jo').waitFor();
        await page.keyboard.type('Hello');
        expect(await watched('leftovers()')).to.not.deep.equal([]);
        await watched('destroy()');
        expect(await leftovers(visit)).to.deep.equal([]);
        expect(await page.locator('app-root').count()).to.equal(0);
        await page.reload();
        await page.getByText('Hello Jo').waitFor();
      }),
    );

    it('is rendered on a server without network or storage, and leaves nothing running', async () => {
      const { html, touched, left } = await rendered(
        version,
        '<meta name="chat-url" content="https://gms.example.com/chat"><app-root></app-root>',
      );
      expect(touched).to.deep.equal([]);
      expect(left).to.deep.equal([]);
      expect(html).to.include('The Teapot Shop').and.include('One moment');
    });

    it(
      'goes on in the browser where the server left off',
      visiting(async ({ page, desk, meet, said }) => {
        const { chatId, ann } = await meet();
        await desk.say(chatId, ann, 'Hello Jo');
        await page.getByText('Hello Jo').waitFor();
        // Angular tells it so while it is being developed with.
        expect(said.join()).to.match(/Angular hydrated 2 component/);
      }, '/rendered'),
    );

    it(
      'is begun by hand, with an agent who answers',
      visiting(async ({ page, start }) => {
        await using byHand = await servedByHand(version);
        await page.goto(byHand.url);
        await start();
        await page.getByText('Hello Jo, my name is Ann.').waitFor();
      }),
    );

    it(
      'fits a narrow window',
      visiting(
        async ({ page, desk, meet }) => {
          const { chatId, ann } = await meet();
          await desk.say(chatId, ann, 'x'.repeat(300));
          await page.getByText('xxx').waitFor();
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.equal(390);
        },
        '/',
        390,
      ),
    );
  });
}
