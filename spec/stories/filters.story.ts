import { expect } from 'chai';
import { isYes } from '../support/dialect.js';
import { proveRejection, proveResolution } from '../support/proofs.js';
import { beginChat, meetAgent, saying, textsOf } from '../support/scene.js';
import { world } from '../support/world.js';

describe('What is not to be seen', () => {
  const stage = world();

  it('is sent to the agent and shown to nobody here, after a reload either', async () => {
    const { visit: first, chatId, ann } = await meetAgent(stage);
    const secret = first.service.sendFilteredMessage({ message: '{pin:1234}', regex: /\{pin:\d+\}/ });
    const answer = await proveResolution(secret, 'sendFilteredMessage/sent');
    expect(answer).to.satisfy(isYes);
    await stage.server.desk.heard(chatId, { text: '{pin:1234}', fromType: 'Client' });
    await ann.say('Thank you');
    await first.when('messageReceived', saying('Thank you'));
    expect(textsOf(first)).to.deep.equal(['Thank you']);

    const visit = await first.reload();
    await visit.when('messageReceived', saying('Thank you'));
    await ann.say('You sent {pin:1234}');
    await ann.say('All is well');
    await visit.when('messageReceived', saying('All is well'));
    expect(textsOf(visit)).to.deep.equal(['Thank you', 'All is well']);
    const { messages, originalMessages } = await visit.service.getTranscript();
    expect(JSON.stringify([messages, originalMessages, visit.seen.events])).to.not.include('pin:');
  });

  it('still counts for who writes, and does not come twice', async () => {
    const { visit, ann } = await meetAgent(stage);
    const filters = await proveResolution(
      visit.service.addPrefilter({ filters: [/^\*/, /^#/g] }),
      'addPrefilter/added',
    );
    expect(filters.map(String)).to.deep.equal(['/^\\*/', '/^#/g']);
    await ann.type('*');
    await visit.when('agentTypingStarted');
    await ann.say('* a note');
    await visit.when('agentTypingStopped', (data) => 'text' in data && data.text === '* a note');
    await ann.say('# another');
    await ann.say('# and another');
    await ann.say('Shown');
    await visit.when('messageReceived', saying('Shown'));
    expect(textsOf(visit)).to.deep.equal(['Shown']);
    await ann.say('# a last one');
    await ann.say('Shown too');
    await visit.when('messageReceived', saying('Shown too'));
    expect(textsOf(visit)).to.deep.equal(['Shown', 'Shown too']);
    expect(visit.seen.all('agentTypingStopped')).to.have.length(1);
  });

  it('is over with the chat', async () => {
    const { visit, enter } = await beginChat(stage);
    await visit.service.addPrefilter({ filters: /secret/ });
    await (await enter('Ann')).say('a secret');
    await visit.service.endChat();
    await visit.service.startChat({ nickname: 'Jonny' });
    await visit.service.sendMessage({ message: 'no secret' });
    await visit.when('messageReceived', saying('no secret'));
    expect(textsOf(visit)).to.deep.equal(['no secret']);
  });

  it('must be sent, or the caller is told', async () => {
    const { visit } = await beginChat(stage);
    const { service } = visit;
    await stage.server.weather.set([{ kind: 'status', status: 500, on: 'send', times: 1 }]);
    const lost = service.sendFilteredMessage({ message: '{pin:1}', regex: /pin/ });
    expect(await proveRejection(lost, 'sendFilteredMessage/failure')).to.include({ kind: 'Refused' });
    const noRegex: { message: string; regex: RegExp } = JSON.parse('{"message":"{pin:2}"}');
    await proveRejection(service.sendFilteredMessage(noRegex), 'sendFilteredMessage/noRegex');
    await proveRejection(service.sendFilteredMessage({ message: ' ', regex: /x/ }), 'sendFilteredMessage/noText');
    await proveRejection(service.addPrefilter(JSON.parse('{"filters":"text"}')), 'addPrefilter/invalid');
    await proveRejection(service.addPrefilter(JSON.parse('{}')), 'addPrefilter/invalid');
  });
});

describe('A preprocessor', () => {
  const stage = world();

  it('edits a message, or returns another, one after the other', async () => {
    const { visit, ann } = await meetAgent(stage);
    const edit = (message: { text: string }) => {
      message.text += '!';
    };
    const registered = visit.service.registerPreProcessor({ preprocessor: edit });
    expect(await proveResolution(registered, 'registerPreProcessor/registered')).to.equal(edit);
    await visit.service.registerPreProcessor({
      preprocessor: (message) => ({ ...message, text: `<${message.text}>` }),
    });
    await ann.say('Hello');
    const { data } = await visit.when('messageReceived', saying('<Hello!>'));
    expect(data.messages).to.have.length(1);
    expect(data.messages[0]?.index).to.not.equal(undefined);
    expect(data.originalMessages).to.have.nested.property('[0].text', 'Hello');
    const { messages } = await visit.service.getTranscript();
    expect(messages.at(-1)).to.include({ text: '<Hello!>' });
  });

  it('that throws is told of, and its message comes as it was', async () => {
    const { visit, ann } = await meetAgent(stage);
    const preprocessor = (message: { text: string }) => {
      if (message.text !== 'Bad luck') return;
      message.text = 'half edited';
      throw new Error('out of order');
    };
    await visit.service.registerPreProcessor({ preprocessor });
    const before = visit.seen.names.length;
    await ann.say('Bad luck');
    await visit.when('messageReceived', saying('Bad luck'));
    await ann.say('Good luck');
    await visit.when('messageReceived', saying('Good luck'));
    expect(visit.seen.names.slice(before)).to.deep.equal(['error', 'messageReceived', 'messageReceived']);
    expect(visit.seen.all('error')[0]?.data).to.include({ kind: 'Hook', status: 0 });
    expect(textsOf(visit)).to.deep.equal(['Bad luck', 'Good luck']);
  });

  it('must be a function', async () => {
    const visit = await stage.open();
    const invalid = visit.service.registerPreProcessor(JSON.parse('{"preprocessor":7}'));
    await proveRejection(invalid, 'registerPreProcessor/invalid', { type: 'number' });
    const none = visit.service.registerPreProcessor(JSON.parse('{}'));
    await proveRejection(none, 'registerPreProcessor/invalid', { type: 'undefined' });
  });
});
