import type { Visitor } from '../../spec/playground/support/visitor.js';

type Scene = (who: Visitor, shot: (name: string) => Promise<void>) => Promise<void>;

/** One area after the other where there is room for one only. */
const everyArea = async ({ page, show }: Visitor, shot: (name: string) => Promise<void>, name: string) => {
  await shot(name);
  if ((page.viewportSize()?.width ?? 0) > 760) return;
  for (const area of ['Agent', 'Events'] as const) {
    await show(area);
    await shot(`${name}-${area.toLowerCase()}`);
  }
  await show('Customer');
};

const talk = async ({ page, say, conversation }: Visitor): Promise<void> => {
  await say('Hello, could I have a link? The one at https://example.com/orders/2026 does not work.');
  await conversation.getByText('Suggests a page').waitFor();
  await say('And the file with the delivery times, please');
  await conversation.getByRole('button', { name: /^Download/ }).waitFor();
  await page.getByLabel('Send hidden').check();
  await page.getByLabel('Hidden message', { exact: true }).fill('My code is 4711');
  await page.keyboard.press('Enter');
  await page.getByText('Hidden message sent').waitFor();
};

const gms: Scene = async (who, shot) => {
  const { page, start, say, weather, show, conversation } = who;
  await shot('1-start');
  await start();
  await talk(who);
  await everyArea(who, shot, '2-chat');
  await weather('Cut the network');
  await page.getByText('No network').waitFor();
  await say('Are you still there?');
  await page.getByText('Not sent.').waitFor();
  await shot('3-offline');
  await weather('Cut the network');
  await page.getByText(/^back after/).waitFor();
  await shot('4-recovered');
  await weather('Slow answers');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('Sending…').waitFor();
  await shot('4-sending');
  await weather('Slow answers');
  await conversation.locator('[data-status=sent]').filter({ hasText: 'Are you still there?' }).waitFor();
  await page.reload();
  await page.getByText('Restored after the reload').waitFor();
  await say('Here I am again');
  await conversation.getByText('From here on, live').waitFor();
  await shot('5-restored');
  await show('Agent');
  await page.locator('.segments').getByText('Me').click();
  await page.getByLabel('Message to the customer').fill('Let me see');
  await shot('6-agent');
  await page.locator('.segments').getByText('Script').click();
  await show('Customer');
  await page.getByRole('button', { name: 'End chat' }).click();
  await page.getByText('The chat has ended.').waitFor();
  await shot('7-ended');
};

const cometd: Scene = async (who, shot) => {
  await who.choose('gmsCometd');
  await shot('1-start');
  await who.start();
  await talk(who);
  await everyArea(who, shot, '2-chat');
  await who.page.getByRole('button', { name: 'End chat' }).click();
  await who.page.getByText('The chat has ended.').waitFor();
};

const v3: Scene = async (who, shot) => {
  const { page, choose, start, say, show, conversation } = who;
  await choose('v3Rest', true);
  await shot('1-start');
  await start();
  await talk(who);
  await everyArea(who, shot, '2-chat');
  for (let turn = 1; turn < 9; turn += 1) {
    await say(`Question ${turn}`);
    await conversation.getByText(`Question ${turn}`).waitFor();
  }
  await page.reload();
  await page.getByText('Restored after the reload').waitFor();
  await shot('3-restored');
  await page.getByRole('button', { name: 'Load history' }).click();
  await conversation.getByText('Question 3').waitFor();
  await shot('4-history');
  const noMore = page.locator('#chat').getByText('No more messages to fetch');
  while (!(await noMore.isVisible())) {
    await page.getByRole('button', { name: 'Load history' }).click();
    await page.getByRole('button', { name: 'Load history', disabled: false }).waitFor();
  }
  await shot('5-no-more');
  await show('Agent');
  await page.locator('.segments').getByText('Me').click();
  await page.locator('summary').getByText('More').click();
  await shot('6-agent');
  await page.locator('.segments').getByText('Script').click();
  await show('Customer');
  await page.getByRole('button', { name: 'End chat' }).click();
  await page.getByText('The chat has ended.').waitFor();
};

const onBus: Scene = async (who, shot) => {
  const { page, show, command, busRows } = who;
  await show('Bus');
  await shot('1-empty');
  await page.getByLabel('Command for the bus').press('ArrowDown');
  await shot('2-all-names');
  await page.getByLabel('Command for the bus').pressSequentially('send');
  await shot('3-names');
  await command("WebChatService.startChat {nickname: 'Ada', userData: {department: 'sales'}}");
  await busRows('startChat').filter({ hasText: '✓' }).waitFor();
  await busRows('messageReceived').filter({ hasText: 'How can I help you?' }).waitFor();
  await command("CXBus.command('WebChatService.sendMessage', {message: 'Hello from the bus'})");
  await busRows('messageReceived').filter({ hasText: 'What can I do for you?' }).waitFor();
  await command("WebChatService.sendFilteredMessage {message: 'My code is 4711', regex: /code/i}");
  await busRows('sendFilteredMessage').filter({ hasText: '✓' }).waitFor();
  await command('WebChatService.sendMesage');
  await busRows('sendMesage').filter({ hasText: 'fail' }).waitFor();
  await shot('4-unknown');
  await command('WebChatService.sendMessage {message: hello}');
  await shot('5-mistyped');
  await command('WebChatService.startChat');
  await busRows('startChat').filter({ hasText: 'fail' }).waitFor();
  await busRows('startChat').filter({ hasText: '✓' }).getByRole('button').click();
  await shot('6-answer');
  await page.getByLabel('Command for the bus').fill('subscribe ');
  await shot('7-events');
  await command('WebChatService.endChat');
  await busRows('ended').waitFor();
};

/** What is looked at: a chat over each server API, and one over the bus. */
export const scenes: Readonly<Record<string, Scene>> = { gms, cometd, v3, bus: onBus };
