import { expect } from 'chai';
import { type ChatServer, startChatServer } from '../chatServer/chatServer.js';
import type { ChatChange } from '../chatServer/conversation/transcriptEvent.js';
import { runExample } from './support/runExample.js';

describe('The example bot', function () {
  this.timeout(30_000);
  let chats: ChatServer;

  before(async () => {
    chats = await startChatServer();
  });
  after(() => chats.close());

  it('answers an agent until that one says goodbye', async () => {
    const { desk } = chats;
    const begun = new Promise<ChatChange>((resolve) => {
      void desk.watch((change) => change.kind === 'started' && resolve(change));
    });
    const run = runExample([], 'bot/bot.ts', chats.dataURL);
    const early = run.then(({ output }) => expect.fail(`The bot ended too early: ${output}`));
    const { chatId } = await Promise.race([begun, early]);
    const ann = await desk.join(chatId, { name: 'Ann', role: 'Agent' });
    await desk.say(chatId, ann, 'What is its number?');
    await desk.heard(chatId, { text: 'It is 4711.', fromType: 'Client' });
    await desk.say(chatId, ann, 'Tomorrow');
    await desk.heard(chatId, { text: 'You said: Tomorrow. How long will it take?', fromType: 'Client' });
    await desk.say(chatId, ann, 'Soon. Bye!');
    const { code, output } = await run;
    expect(output).to.include('Ann: Soon. Bye!');
    expect(code).to.equal(0);
    expect((await desk.sessions()).map(({ ended, form }) => [ended, form.nickname])).to.deep.equal([[true, 'Robot']]);
  });

  it('says what is wrong with the address it is given', async () => {
    const { code, output } = await runExample([], 'bot/bot.ts');
    expect(output).to.include('dataURL');
    expect(code).to.equal(1);
  });
});
