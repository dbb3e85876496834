import { expect } from 'chai';
import type { Page } from 'playwright-core';
import type { ChatServer } from '../../chatServer/chatServer.js';

/** What would run, or show, if it were taken for HTML. */
export const hostile = '<img src="x" onerror="document.title = \'taken\'"> & <b>bold</b>';

/** The lines of the conversation, once there are as many. */
export const linesOf = async (page: Page, count: number): Promise<string[]> => {
  const log = page.getByRole('log', { name: 'Conversation' });
  await log
    .locator('p')
    .nth(count - 1)
    .waitFor();
  return log.locator('p').allTextContents();
};

/** A chat that an agent has joined. */
export interface Talk {
  readonly chatId: string;
  /** The agent's participant id. */
  readonly ann: number;
}

/** Begins a chat by the keyboard, and joins it as an agent. */
export const beginAt = async (page: Page, { desk }: ChatServer): Promise<Talk> => {
  await page.getByLabel('Your name').fill('Jo');
  await page.keyboard.press('Enter');
  await page.getByLabel('Message').waitFor();
  const [chat] = await desk.sessions();
  const chatId = chat?.chatId ?? '';
  return { chatId, ann: await desk.join(chatId, { name: 'Ann', role: 'Agent' }) };
};

/** Says something, by the keyboard. */
export const sayAt = async (page: Page, text: string): Promise<void> => {
  await page.getByLabel('Message').fill(text);
  await page.keyboard.press('Enter');
};

/** A chat both ways, in which somebody means harm: two lines. @param me how the page names the visitor */
export const talkAt = async (page: Page, chats: ChatServer, me = 'Jo'): Promise<Talk> => {
  const { chatId, ann } = await beginAt(page, chats);
  await sayAt(page, 'Where is my parcel?');
  await chats.desk.heard(chatId, { type: 'Message', text: 'Where is my parcel?', fromType: 'Client' });
  await linesOf(page, 1);
  await chats.desk.say(chatId, ann, hostile);
  expect(await linesOf(page, 2)).to.deep.equal([`${me}: Where is my parcel?`, `Ann: ${hostile}`]);
  expect(await page.title()).to.equal('Support');
  return { chatId, ann };
};

/** Ends the chat by its button. */
export const endAt = async (page: Page, { desk }: ChatServer): Promise<void> => {
  await page.getByRole('button', { name: 'End the chat' }).click();
  await page.getByLabel('Your name').waitFor();
  expect((await desk.sessions()).every(({ ended }) => ended)).to.equal(true);
};
