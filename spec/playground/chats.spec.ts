import { expect } from 'chai';
import { apiNames } from '../../scripts/playground/shared/servers.js';
import { transportNames } from '../reference/abilities.js';
import { playgroundOnStage, visiting } from './support/stage.js';
import type { Visitor } from './support/visitor.js';

/** Neither the list nor the terminal shows a key or a token. */
const keepsSecrets = async ({ rows, events }: Visitor): Promise<void> => {
  const answer = rows('startChat').filter({ hasText: '✓' });
  await answer.getByRole('button').click();
  const shown = JSON.parse((await answer.locator('pre').textContent()) ?? '');
  const { secureKey, alias, userId } = shown;
  const secrets = 'status' in shown ? [shown.data.clientToken] : [secureKey, alias, userId];
  expect(new Set(secrets)).to.deep.equal(new Set(['•••']));
  const { told } = await playgroundOnStage();
  // A JSON web token begins so.
  expect(await events.textContent()).to.not.include('eyJ');
  expect(JSON.stringify(told)).to.not.include('eyJ');
};

for (const transport of transportNames) {
  describe(`the playground over ${apiNames[transport]}`, function () {
    this.timeout(20_000);

    it(
      'leads through a chat with the scripted agent, over a reload, and lists what happens without secrets',
      visiting(async (visit) => {
        const { page, choose, start, say, conversation, deskConversation, rows } = visit;
        await choose(transport);
        await start();
        await keepsSecrets(visit);
        await say('Where is my order?');
        await conversation.getByText('Your parcel left our house').waitFor();
        await deskConversation.getByText('Where is my order?').waitFor();
        expect(await rows('started').locator('time').textContent()).to.match(/^\d\d:\d\d:\d\d\.\d{3}$/);
        await rows('started').getByRole('button').click();
        expect(await rows('started').locator('pre').textContent()).to.include('"sessionId"');
        await page.reload();
        await page.getByText('Restored after the reload').waitFor();
        await conversation.getByText('Where is my order?').waitFor();
        await rows('restored').waitFor();
        await say('Here I am');
        await page.getByText('From here on, live').waitFor();
        await page.getByRole('button', { name: 'End chat' }).click();
        await page.getByText('The chat has ended.').waitFor();
        await rows('ended').waitFor();
      }),
    );

    it(
      'shows that the network is gone, and that it is back',
      visiting(async ({ page, choose, start, say, weather, rows }) => {
        await choose(transport);
        await start();
        await weather('Cut the network');
        await page.getByText('No network').waitFor();
        await rows('disconnected').waitFor();
        await say('Are you there?');
        await page.getByText('Not sent.').waitFor();
        await weather('Cut the network');
        await rows('reconnected').waitFor({ timeout: 15_000 });
        await page.getByText(/^back after/).waitFor();
        await page.getByRole('button', { name: 'Try again', exact: true }).click();
        await page.getByRole('log', { name: 'Conversation', exact: true }).getByText('Are you there?').waitFor();
      }),
    );

    it(
      'feels the weather',
      visiting(async ({ page, choose, start, say, weather, conversation, rows }) => {
        await choose(transport);
        await start();
        await weather('HTTP 500s');
        await say('Hello?');
        await page.getByText('Not sent.').waitFor();
        await rows('error').first().waitFor();
        await weather('HTTP 500s');
        await page.getByRole('button', { name: 'Try again', exact: true }).click();
        await conversation.getByText('Hello?').waitFor();
      }),
    );
  });
}

describe('what the customer sends in the playground', function () {
  this.timeout(20_000);

  it(
    'stands there once: on its way, failed with the reason, there when it is sent again, and after a reload',
    visiting(async ({ page, start, say, weather, conversation, deskConversation, rows }) => {
      await start();
      await weather('Cut the network');
      await page.getByText('No network').waitFor();
      await say('Only once');
      const mine = conversation.getByRole('listitem').filter({ hasText: 'Only once' });
      await mine.getByText('Not sent.').waitFor();
      expect(await mine.count()).to.equal(1);
      const element = await mine.elementHandle();
      await weather('Cut the network');
      await rows('reconnected').waitFor({ timeout: 15_000 });
      await weather('Slow answers');
      await mine.getByRole('button', { name: 'Try again' }).click();
      await mine.getByText('Sending…').waitFor();
      await rows('messageReceived').filter({ hasText: 'Only once' }).waitFor();
      await conversation.locator('[data-status=sent]').filter({ hasText: 'Only once' }).waitFor();
      expect(await element?.evaluate((it) => `${it.isConnected} ${it.getAttribute('data-status')}`)).to.equal(
        'true sent',
      );
      await rows('retry').filter({ hasText: '✓' }).waitFor();
      await weather('Slow answers');
      await deskConversation.getByText('Only once').waitFor();
      await page.reload();
      await page.getByText('Restored after the reload').waitFor();
      await conversation.getByText('Only once').waitFor();
      await say('And on');
      await conversation.locator('[data-status=sent]').filter({ hasText: 'And on' }).waitFor();
      expect(await mine.count()).to.equal(1);
    }),
  );

  it(
    'is told of where it was refused, and where it is hidden',
    visiting(async ({ page, start, say, weather, conversation, deskConversation }) => {
      await start();
      await say(' ');
      await conversation.locator('..').getByText('Not sent.').waitFor();
      await page.getByRole('button', { name: 'Discard' }).click();
      await weather('HTTP 500s');
      await page.getByLabel('Send hidden').check();
      await page.getByLabel('Hidden message', { exact: true }).fill('My code is 4711');
      await page.keyboard.press('Enter');
      await page.getByText('Not sent.').waitFor();
      await weather('HTTP 500s');
      await page.getByRole('button', { name: 'Try again', exact: true }).click();
      await page.getByText('Hidden message sent').waitFor();
      await deskConversation.getByText('4711').waitFor();
      expect(await page.locator('#chat').textContent()).to.not.include('4711');
    }),
  );
});

describe('the playground over CometD', function () {
  this.timeout(20_000);

  it(
    'hands a WebSocket on',
    visiting(async ({ page, choose, start }) => {
      const opened = page.waitForEvent('websocket');
      await choose('gmsCometd');
      await start();
      const socket = await opened;
      expect(socket.url()).to.match(/^ws:.*\/comet$/);
      expect(socket.isClosed()).to.equal(false);
    }),
  );
});
