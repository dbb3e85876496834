import { expect } from 'chai';
import { visiting } from './support/stage.js';

describe('the list of events', function () {
  this.timeout(20_000);

  it(
    'is filtered by text and by group, paused and cleared',
    visiting(async ({ page, choose, start, say, conversation, events, rows }) => {
      await choose('gmsCometd');
      await start();
      await rows('started').waitFor();
      await page.getByLabel('Filter by text').fill('agentconn');
      await rows('agentConnected').waitFor();
      expect(await rows('started').count()).to.equal(0);
      await page.getByLabel('Filter by text').fill('');
      await page.getByRole('button', { name: 'Chat', exact: true }).click();
      await rows('started').waitFor();
      expect(await rows('agentConnected').count()).to.equal(0);
      await page.getByRole('button', { name: 'Chat', exact: true }).click();
      await page.getByRole('button', { name: 'Pause' }).click();
      const before = await events.getByRole('listitem').count();
      await say('Hello');
      await conversation.getByText('What can I do for you?').waitFor();
      expect(await events.getByRole('listitem').count()).to.equal(before);
      await page.getByRole('button', { name: /^Resume \(\d+\)$/ }).click();
      await events.getByRole('listitem').nth(before).waitFor();
      await page.getByRole('button', { name: 'Clear' }).click();
      await page.getByText('Nothing to show yet.').waitFor();
    }),
  );

  it(
    'hides what is sent hidden, and is walked through with the arrow keys',
    visiting(async ({ page, choose, start, rows, events, deskConversation }) => {
      await choose('gmsCometd');
      await start();
      await page.getByLabel('Send hidden').check();
      await page.getByLabel('Hidden message', { exact: true }).fill('My code is 4711');
      await page.keyboard.press('Enter');
      await deskConversation.getByText('My code is 4711').waitFor();
      await rows('sendFilteredMessage').filter({ hasText: '✓' }).waitFor();
      expect(await events.textContent()).to.not.include('4711');
      await events.locator('[tabindex="0"]').focus();
      await page.keyboard.press('Home');
      expect(await page.locator('.row:focus .name').textContent()).to.equal('createWebChatService');
      await page.keyboard.press('Enter');
      await events.locator('pre').getByText('"transport": "gmsRest"').waitFor();
    }),
  );
});
