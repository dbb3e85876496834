import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { visiting } from './support/stage.js';

/** Goes on with the tab key until there. */
const tabTo = async (page: Page, selector: string): Promise<void> => {
  for (let step = 0; step < 60; step += 1) {
    if ((await page.locator(`${selector}:focus`).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The tab key does not lead to ${selector}.`);
};

describe("the agent's desk", function () {
  this.timeout(20_000);

  it(
    'is served with the keyboard alone',
    visiting(async ({ page, choose, start, conversation, deskConversation }) => {
      await choose('gmsCometd');
      await start();
      await tabTo(page, '#desk [name=who]');
      await page.keyboard.press('ArrowRight');
      await page.locator('#desk .seat').getByText('Join').waitFor();
      await tabTo(page, '[aria-label="Name at the desk"]');
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type('Bea');
      await page.keyboard.press('Enter');
      await conversation.getByText('Bea joined').waitFor();
      await page.locator('[aria-label="Speak as"] option:checked', { hasText: 'Bea' }).waitFor({ state: 'attached' });
      await tabTo(page, '[aria-label="Message to the customer"]');
      await page.keyboard.type('I take over.');
      await page.getByText('Bea is typing').waitFor();
      await page.keyboard.press('Enter');
      await conversation.getByText('I take over.').waitFor();
      await tabTo(page, '#desk summary');
      await page.keyboard.press('Enter');
      await tabTo(page, '.menu form:first-child button');
      await page.keyboard.press('Enter');
      await conversation.getByText('Suggests a page').waitFor();
      await deskConversation.getByText('Suggests a page').waitFor();
      expect(await page.locator('#desk summary:focus').count()).to.equal(1);
    }),
  );

  it(
    'sees what the customer types, and offers nothing that v3 cannot bring',
    visiting(async ({ page, choose, start }) => {
      await choose('v3Rest');
      await start();
      // Whoever serves speaks as an agent who is there.
      await page.getByText('How can I help you?').first().waitFor();
      await page.getByLabel('Message to the agent').pressSequentially('Half a');
      await page.getByText(/Customer types: H/).waitFor();
      await page.locator('.segments').getByText('Me').click();
      await page.locator('#desk summary').click();
      await page.getByText('v3 has no such call').waitFor();
      expect(await page.getByRole('button', { name: 'Send notice' }).isDisabled()).to.equal(true);
      expect(await page.locator('option[value=Bot]').textContent()).to.equal('Bot: v3 marks no bots');
    }),
  );
});
