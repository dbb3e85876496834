import { expect } from 'chai';
import { build } from 'esbuild';
import { type ChatServer, startChatServer } from './chatServer.js';
import { connectDesk } from './deskClient.js';
import { rawCustomer } from './rawCustomer.js';
import { type ScriptedAgent, scriptedAgent } from './scriptedAgent.js';

describe('A scripted agent', () => {
  let server: ChatServer;
  let agent: ScriptedAgent;
  beforeEach(async () => {
    server = await startChatServer();
  });
  afterEach(async () => {
    await agent.stop();
    await server.close();
  });

  it('is not begun with options that are wrong', async () => {
    agent = await scriptedAgent(server.desk);
    for (const [options, sentence] of [
      [{ role: 'Client' }, 'scriptedAgent: role must be one of Agent, Supervisor, Bot'],
      [{ pace: 'x' }, 'scriptedAgent: pace must be a number'],
      [{ nam: 'Ann' }, 'scriptedAgent: nam must be left out'],
    ] as const) {
      const begun: Promise<unknown> = Reflect.apply(scriptedAgent, undefined, [server.desk, options]);
      expect(await begun.then(String, String)).to.include(sentence);
    }
  });

  for (const where of ['in process', 'over HTTP']) {
    it(`greets, types, answers and says goodbye, ${where}`, async () => {
      const desk = where === 'over HTTP' ? connectDesk(server.controlURL).desk : server.desk;
      agent = await scriptedAgent(desk, { pace: 0 });
      const { ask, chatId } = await rawCustomer(server.dataURL);
      const greeting = await server.desk.heard(chatId, { type: 'Message', fromType: 'Agent' });
      expect(greeting.text).to.equal('Hello Jonny, my name is Ann. How can I help you?');
      await ask('send', { message: 'Where is my parcel?' });
      const answer = await server.desk.heard(chatId, { type: 'Message', fromType: 'Agent', after: greeting.index });
      await ask('send', { message: 'Is there a page with a file?' });
      await server.desk.heard(chatId, { type: 'FileUploaded', fromType: 'Agent', after: answer.index });
      await ask('send', { message: 'Do you have a link?' });
      await server.desk.heard(chatId, { type: 'PushUrl', fromType: 'Agent' });
      await ask('send', { message: 'Bye!' });
      await server.desk.heard(chatId, { type: 'ParticipantLeft', fromType: 'Client' });
      const types = (await server.desk.transcript(chatId))
        .filter(({ from }) => from.type === 'Agent')
        .map(({ type }) => type);
      expect(types.slice(0, 5)).to.deep.equal([
        'ParticipantJoined',
        'TypingStarted',
        'Message',
        'TypingStarted',
        'Message',
      ]);
      expect(types.slice(-3)).to.deep.equal(['TypingStarted', 'Message', 'ParticipantLeft']);
    });
  }

  it('takes over a chat that waits, thanks for files, and answers the same question in other words', async () => {
    const { ask, upload, chatId } = await rawCustomer(server.dataURL);
    agent = await scriptedAgent(server.desk, { pace: 0, name: 'Robo', role: 'Bot' });
    let last = (await server.desk.heard(chatId, { type: 'Message', fromType: 'External' })).index;
    await upload(new File(['x'], 'a.txt'));
    const thanks = await server.desk.heard(chatId, { type: 'Message', fromType: 'External', after: last });
    expect(thanks.text).to.equal('Thank you, a.txt has arrived.');
    last = thanks.index;
    const answers = new Set<string | undefined>();
    for (let count = 0; count < 3; count++) {
      await ask('send', { message: 'Hm?' });
      const answer = await server.desk.heard(chatId, { type: 'Message', fromType: 'External', after: last });
      last = answer.index;
      answers.add(answer.text);
    }
    expect(answers.size).to.equal(3);
  });

  it('stops in the middle of a sentence', async () => {
    agent = await scriptedAgent(server.desk, { pace: 60_000 });
    const { chatId } = await rawCustomer(server.dataURL);
    await agent.stop();
    await rawCustomer(server.dataURL);
    expect((await server.desk.sessions()).map(({ participants }) => participants.length)).to.deep.equal([1, 1]);
    expect(await server.desk.transcript(chatId)).to.have.length(1);
  });

  it('works in pages: neither it nor the desk over HTTP needs Node', async () => {
    agent = await scriptedAgent(server.desk);
    const entryPoints = ['deskClient', 'scriptedAgent'].map((name) => `spec/chatServer/${name}.ts`);
    const { errors } = await build({
      entryPoints,
      bundle: true,
      platform: 'browser',
      format: 'esm',
      write: false,
      outdir: 'x',
    });
    expect(errors).to.deep.equal([]);
  });
});
