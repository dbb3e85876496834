import type { Locator, Page } from 'playwright-core';
import { apiNames } from '../../../scripts/playground/shared/servers.js';
import type { TransportName } from '../../reference/abilities.js';

/** Somebody at the playground's page. */
export interface Visitor {
  readonly page: Page;
  /** What the customer reads. */
  readonly conversation: Locator;
  /** What the agent reads. */
  readonly deskConversation: Locator;
  /** The list of events. */
  readonly events: Locator;
  /** The rows of one event, or of one call. */
  rows(name: string): Locator;
  /** What goes over the bus. */
  readonly bus: Locator;
  /** The rows of one event, or of one command, on the bus; `WebChatService.` need not be said. */
  busRows(name: string): Locator;
  /** Types a line for the bus, and Enter. */
  command(line: string): Promise<void>;
  /** Chooses a server API before a chat, with the keyboard alone. */
  choose(transport: TransportName, async?: boolean): Promise<void>;
  /** Starts a chat and waits for the greeting. */
  start(): Promise<void>;
  say(text: string): Promise<void>;
  /** Goes to an area, where it is not seen anyway. */
  show(area: 'Customer' | 'Agent' | 'Events' | 'Bus'): Promise<void>;
  /** Presses a button of the weather, behind another where there is little room. */
  weather(name: string): Promise<void>;
  /** How much wider the page is than the window, in px. */
  tooWide(): Promise<number>;
}

const rowsOf = (events: Locator, name: string): Locator =>
  events
    .getByRole('listitem')
    .filter({ has: events.page().locator('.name', { hasText: new RegExp(`^(WebChatService\\.)?${name}$`) }) });

const choosing = (page: Page) => async (transport: TransportName, async?: boolean) => {
  const radio = page.getByRole('radio', { name: apiNames[transport] });
  await radio.focus();
  await page.keyboard.press('Space');
  await page.locator(`[name=transport][value=${transport}]:checked:focus`).waitFor();
  const box = page.getByRole('checkbox', { name: 'Asynchronous' });
  if (async === undefined || async === (await box.isChecked())) return;
  await box.focus();
  await page.keyboard.press('Space');
  await page.locator(`[name=async]${async ? '' : ':not'}${async ? ':checked' : '(:checked)'}:focus`).waitFor();
};

const weatherOf = (page: Page) => async (name: string) => {
  const opener = page.getByRole('button', { name: 'Weather' });
  const hidden = await opener.isVisible();
  if (hidden) await opener.click();
  await page.getByRole('button', { name, exact: true }).click();
  if (hidden) await opener.click();
};

export const visitor = (page: Page): Visitor => {
  const conversation = page.getByRole('log', { name: 'Conversation', exact: true });
  const events = page.getByRole('list', { name: 'Events, newest last' });
  const bus = page.getByRole('list', { name: 'What goes over the bus, newest last' });
  return {
    page,
    conversation,
    deskConversation: page.getByRole('log', { name: 'Conversation as the agent sees it' }),
    events,
    rows: (name) => rowsOf(events, name),
    bus,
    busRows: (name) => rowsOf(bus, name),
    async command(line) {
      await page.getByLabel('Command for the bus').fill(line);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Enter');
    },
    choose: choosing(page),
    async start() {
      await page.getByLabel('Nickname').focus();
      await page.keyboard.press('Enter');
      await conversation.getByText('How can I help you?').waitFor();
    },
    async say(text) {
      await page.getByLabel('Message to the agent').fill(text);
      await page.keyboard.press('Enter');
    },
    async show(area) {
      const tab = page.getByRole('tab', { name: area });
      if (await tab.isVisible()) await tab.click();
    },
    weather: weatherOf(page),
    tooWide: () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
  };
};
