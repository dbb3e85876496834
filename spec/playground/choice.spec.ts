import { expect } from 'chai';
import { apiNames } from '../../scripts/playground/shared/servers.js';
import { narrow, playgroundOnStage, visiting } from './support/stage.js';

describe('the choice of a server API', function () {
  this.timeout(20_000);

  it(
    'begins with a fresh service, keeps what was written, and is remembered',
    visiting(async ({ page, choose, rows }) => {
      await page.getByLabel('Nickname').fill('Kim');
      await choose('v3Rest', true);
      await rows('createWebChatService').filter({ hasText: 'transport: v3Rest, async' }).waitFor();
      expect(await rows('ready').count()).to.equal(3);
      expect(await page.getByLabel('Nickname').inputValue()).to.equal('Kim');
      await page.reload();
      await page.locator('[name=transport][value=v3Rest]:checked').waitFor();
      expect(await page.getByLabel('Asynchronous').isChecked()).to.equal(true);
    }),
  );

  it(
    'is made with the arrow keys, and says why something cannot be had',
    visiting(async ({ page }) => {
      await page.getByText('it has neither history nor chats that live on').waitFor();
      expect(await page.getByLabel('Asynchronous').isDisabled()).to.equal(true);
      await page.getByRole('radio', { name: apiNames.gmsRest }).focus();
      await page.keyboard.press('ArrowDown');
      await page.locator('[value=gmsCometd]:checked:focus').waitFor();
      await page.keyboard.press('ArrowDown');
      await page.locator('[value=v3Rest]:checked:focus').waitFor();
      await page.getByText('one token serves a chat from its beginning to its end').waitFor();
      expect(await page.getByRole('button', { name: 'Change keys' }).isDisabled()).to.equal(true);
    }),
  );

  it(
    'fits a phone, as does the chat after it',
    visiting(async ({ page, choose, start, show, tooWide }) => {
      await page.getByLabel('Nickname').waitFor();
      await page.keyboard.press('Tab');
      await page.getByRole('button', { name: 'Weather' }).and(page.locator(':focus')).waitFor();
      await choose('v3Rest', true);
      expect(await tooWide()).to.equal(0);
      await start();
      for (const area of ['Agent', 'Events', 'Customer'] as const) {
        await show(area);
        expect(await tooWide(), area).to.equal(0);
      }
      await page.getByRole('button', { name: 'Load history' }).click();
      await page.locator('.history').getByText('No more messages to fetch').waitFor();
      await page.getByRole('button', { name: 'Weather' }).click();
      expect(await tooWide(), 'with history and weather').to.equal(0);
    }, narrow),
  );

  for (const transport of ['v3Rest', 'gmsCometd'] as const) {
    it(
      `loads the history of an asynchronous chat over ${apiNames[transport]}`,
      visiting(async ({ page, choose, start, conversation, rows }) => {
        const { desk } = (await playgroundOnStage()).chats;
        await choose(transport, true);
        await start();
        const chat = (await desk.sessions()).at(-1);
        const agent = chat?.participants.find(({ role }) => role === 'Agent');
        if (!chat || !agent) throw new Error('No agent is in the chat.');
        for (let line = 1; line <= 20; line += 1) {
          await desk.say(chat.chatId, agent.participantId, `Line ${line}.`);
        }
        await conversation.getByText('Line 20.').waitFor();
        await page.reload();
        await page.getByText('Restored after the reload').waitFor();
        await conversation.getByText('Line 20.').waitFor();
        expect(await conversation.getByText('How can I help you?').count()).to.equal(0);
        const load = page.getByRole('button', { name: 'Load history' });
        await load.click();
        await conversation.getByText('How can I help you?').waitFor();
        await load.click();
        await rows('fetchHistory').filter({ hasText: '✗' }).waitFor();
        await page.locator('.history').getByText('No more messages to fetch').waitFor();
      }),
    );
  }
});
