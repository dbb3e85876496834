import { expect } from 'chai';
import { apiNames } from '../../scripts/playground/shared/servers.js';
import { narrow, visiting } from './support/stage.js';
import type { Visitor } from './support/visitor.js';

const input = ({ page }: Visitor) => page.getByLabel('Command for the bus');
const names = ({ page }: Visitor) => page.getByRole('listbox', { name: 'Names' });
const advice = ({ page }: Visitor) => page.locator('#bus').getByRole('status');

describe('the bus in the playground', function () {
  this.timeout(20_000);

  it(
    'leads by the keyboard alone from a few letters to a message at the desk',
    visiting(async (visit) => {
      const { page, conversation, deskConversation, busRows } = visit;
      await page.getByRole('tab', { name: 'Events' }).focus();
      await page.keyboard.press('End');
      await page.locator('[role=tab][aria-selected=true]:focus', { hasText: 'Bus' }).waitFor();
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowRight');
      await input(visit).focus();
      await page.keyboard.type('startc');
      await page.keyboard.press('Enter');
      expect(await input(visit).inputValue()).to.equal("WebChatService.startChat {nickname: 'Ada'}");
      await page.keyboard.type('Grace');
      await page.keyboard.press('Enter');
      await busRows('startChat').filter({ hasText: 'done' }).waitFor();
      await conversation.getByText('Grace joined').waitFor();
      await page.keyboard.type('mess');
      await page.getByRole('option', { selected: true }).getByText('Sends a message to the agent').waitFor();
      await page.keyboard.press('Tab');
      await page.keyboard.type('Ahoy');
      await page.keyboard.press('Enter');
      await deskConversation.getByText('Ahoy').waitFor();
      await busRows('sendMessage').filter({ hasText: 'done' }).waitFor();
      await busRows('messageReceived').filter({ hasText: "Grace: 'Ahoy'" }).waitFor();
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowUp');
      expect(await input(visit).inputValue()).to.equal("WebChatService.startChat {nickname: 'Grace'}");
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      expect(await input(visit).inputValue()).to.equal('');
    }),
  );

  it(
    'offers every name with a word about it, and lets go of the list',
    visiting(async (visit) => {
      const { page, show } = visit;
      await show('Bus');
      await input(visit).focus();
      await page.keyboard.press('ArrowDown');
      const said = await names(visit).getByRole('option').allInnerTexts();
      expect(said.filter((text) => text.trim().split('\n').length < 2)).to.deep.equal([]);
      expect(said).to.have.length.above(30);
      await page.keyboard.press('ArrowDown');
      const chosen = await input(visit).getAttribute('aria-activedescendant');
      expect(await page.locator(`#${chosen}`).innerText()).to.include('WebChatService.endChat');
      await page.keyboard.press('Escape');
      expect(await input(visit).getAttribute('aria-expanded')).to.equal('false');
      await page.keyboard.press('Tab');
      expect(await page.getByRole('button', { name: 'Run' }).evaluate((it) => it === document.activeElement)).to.equal(
        true,
      );
    }),
  );

  it(
    'tells of a rejection in its own words, and what to type where a name is wrong',
    visiting(async (visit) => {
      const { page, show, command, busRows } = visit;
      await show('Bus');
      await command("CXBus.command('WebChatService.sendMessage', { message: 'Hello?' });");
      await busRows('sendMessage').getByText('fail: There is no active chat session', { exact: true }).waitFor();
      await command('WebChatService.poll');
      await busRows('poll').getByText('fail: Access Denied to private command.').waitFor();
      await command('WebChatService.sendMesage');
      await busRows('sendMesage').getByText('fail: Command does not exist', { exact: true }).waitFor();
      await advice(visit).getByText('Did you mean WebChatService.sendMessage?').waitFor();
      await command('CXBus.registry()');
      await busRows('CXBus.registry').filter({ hasText: 'done: CXBus: {' }).waitFor();
      await command("CXBus.publish('x')");
      await advice(visit).getByText('CXBus.publish is not typed here.').waitFor();
      await command('sendMessage');
      await advice(visit).getByText("The plugin's name belongs in front: WebChatService.sendMessage.").waitFor();
      await command('WebChatService.sendMessage {message: Hello}');
      await advice(visit).getByText("Hello is no value. A text stands in quotes: 'Hello'.").waitFor();
      await page.locator('#bus [aria-invalid="true"]:focus').waitFor();
      expect(await input(visit).evaluate((it) => it instanceof HTMLInputElement && it.selectionStart)).to.equal(37);
    }),
  );

  it(
    'shows hostile text as text, and no secret',
    visiting(async (visit) => {
      const { page, show, command, busRows, bus, deskConversation } = visit;
      await show('Bus');
      await command("WebChatService.startChat {nickname: '<img src=x onerror=alert(1)>'}");
      await busRows('startChat').filter({ hasText: 'done' }).waitFor();
      await busRows('clientConnected').first().waitFor();
      await command(String.raw`WebChatService.sendMessage {message: '<b>\u202eoh</b><script>throw 1</script>'}`);
      await deskConversation.getByText('<script>').waitFor();
      await busRows('messageReceived').filter({ hasText: '<script>' }).getByRole('button').click();
      await bus.locator('pre').getByText('<script>throw 1</script>').waitFor();
      await bus.locator('pre').getByText(String.raw`<b>\u202eoh</b>`).waitFor();
      expect(await bus.textContent()).to.not.include('\u202e');
      expect(
        await page
          .locator('main :is(b, script, img)')
          .filter({ hasText: /oh|throw/ })
          .count(),
      ).to.equal(0);
      await command('WebChatService.sendFilteredMessage {message: "My code is 4711", regex: /4711/}');
      await deskConversation.getByText('4711').waitFor();
      await busRows('sendFilteredMessage').filter({ hasText: 'done' }).waitFor();
      await command('WebChatService.getSessionData');
      await busRows('getSessionData').filter({ hasText: "secureKey: '•••'" }).waitFor();
      expect(await bus.textContent()).to.not.include('4711');
    }),
  );

  it(
    'hears what it is told to, and takes preprocessors by their names',
    visiting(async (visit) => {
      const { show, command, busRows, conversation } = visit;
      await show('Bus');
      await command('WebChatService.registerPreProcessor {preprocessor: shout}');
      await busRows('registerPreProcessor').filter({ hasText: 'done: function' }).waitFor();
      await command('subscribe WebChatService.data.sessionActive');
      await command('unsubscribe WebChatService.started');
      await command("WebChatService.startChat {nickname: 'Ada'}");
      await busRows('data.sessionActive').filter({ hasText: 'value: true' }).waitFor();
      await conversation.getByText('HOW CAN I HELP YOU?').waitFor();
      expect(await busRows('started').count()).to.equal(0);
      await command('subscribe WebChatService.messageRecieved');
      await advice(visit).getByText('Did you mean WebChatService.messageReceived?').waitFor();
    }),
  );

  it(
    'stays with the chat when the server API is another, and when the page is loaded again',
    visiting(async (visit) => {
      const { page, show, choose, command, busRows, deskConversation } = visit;
      await show('Bus');
      await choose('v3Rest', true);
      await busRows('connectCxBus')
        .filter({ hasText: `${apiNames.v3Rest}, asynchronous` })
        .waitFor();
      await command("WebChatService.startChat {nickname: 'Ada'}");
      await busRows('agentConnected').waitFor();
      await page.reload();
      await busRows('restored').waitFor();
      await busRows('messageReceived').filter({ hasText: 'How can I help you?' }).first().waitFor();
      await command("WebChatService.sendMessage {message: 'Still here'}");
      await deskConversation.getByText('Still here').waitFor();
      // Strict: there are not two.
      await busRows('messageReceived').filter({ hasText: 'Still here' }).waitFor();
    }),
  );

  it(
    'is one more area on a phone',
    visiting(async (visit) => {
      const { page, show, command, busRows, tooWide } = visit;
      await show('Bus');
      await input(visit).focus();
      await page.keyboard.press('ArrowDown');
      await names(visit).waitFor();
      expect(await tooWide()).to.equal(0);
      await page.getByText('or as pages do it').waitFor();
      await page.getByRole('option', { name: 'WebChatService.getStats' }).click();
      await page.getByRole('button', { name: 'Run' }).click();
      await busRows('getStats').filter({ hasText: 'done' }).waitFor();
      await command(
        "WebChatService.sendMessage {message: 'aVeryLongWordWithoutAnySpaceInItThatCouldMakeThePageWiderThanItIs'}",
      );
      await busRows('sendMessage').filter({ hasText: 'fail' }).waitFor();
      expect(await tooWide()).to.equal(0);
    }, narrow),
  );
});
