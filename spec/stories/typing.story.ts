import { expect } from 'chai';
import { objectOf } from '../../transports/json.js';
import { isYes } from '../support/dialect.js';
import { needs } from '../support/needs.js';
import { proveEvent, proveRejection, proveResolution } from '../support/proofs.js';
import { beginChat, meetAgent, saying, startChat } from '../support/scene.js';
import { world } from '../support/world.js';

/** A text field: the page's own where there is a page. */
const textField = () =>
  'document' in globalThis
    ? document.createElement('textarea')
    : Object.assign(new EventTarget(), { type: 'textarea', value: '' });

describe('Typing', () => {
  const stage = world();

  const operations = async (chatId: string): Promise<string[]> =>
    (await stage.server.desk.requests(chatId)).map(({ operation }) => operation).filter((each) => /Typing/.test(each));

  it('is told once, and is over after a pause, on either side', async () => {
    const { visit, chatId, ann } = await meetAgent(stage);
    await ann.type('Hm');
    const answer = await proveResolution(visit.service.sendTyping({ message: 'He' }), 'sendTyping/sent');
    expect(answer).to.satisfy(isYes);
    const from = Date.now();
    expect(await visit.service.sendTyping({ message: 'Hell' })).to.equal(undefined);
    expect(await visit.service.sendTyping({ message: 'Hello' })).to.equal(undefined);
    const started = await visit.when('clientTypingStarted');
    const stopped = await visit.when('clientTypingStopped');
    expect(Date.now() - from).to.be.within(1900, 3500);
    await stage.server.desk.heard(chatId, { type: 'TypingStopped', fromType: 'Client' });
    expect(await operations(chatId)).to.deep.equal(['startTyping', 'stopTyping']);
    const lapsed = await visit.when('agentTypingTimeout');
    expect(visit.seen.all('clientTypingStarted')).to.have.length(1);
    expect(visit.seen.all('clientTypingStopped')).to.have.length(1);
    expect([started.data, stopped.data, lapsed.data]).to.deep.equal([{}, {}, {}]);
    proveEvent('clientTypingStarted', started.data);
    proveEvent('clientTypingStopped', stopped.data);
    proveEvent('agentTypingTimeout', lapsed.data);
  });

  it('stops at once when it is told to, or when the message is sent', async () => {
    const { visit, chatId } = await beginChat(stage);
    const { service, when } = visit;
    const { desk } = stage.server;
    await service.sendTyping({ Message: 'On second' });
    await desk.heard(chatId, { type: 'TypingStarted', text: 'On second' });
    await service.sendTyping({ message: 'On second thou' });
    await service.sendTyping({ isTyping: false });
    await desk.heard(chatId, { type: 'TypingStopped', text: 'On second thou' });
    await service.sendTyping({ message: 'thoughts' });
    await service.sendMessage({ message: 'thoughts' });
    await when('messageReceived', saying('thoughts'));
    expect(visit.seen.names.filter((name) => name.startsWith('clientTyping'))).to.deep.equal([
      'clientTypingStarted',
      'clientTypingStopped',
      'clientTypingStarted',
      'clientTypingStopped',
    ]);
    expect(await operations(chatId)).to.deep.equal(['startTyping', 'stopTyping', 'startTyping']);
  });

  it('is over when the chat is, on whichever side it ends', async () => {
    const { visit, chatId } = await meetAgent(stage);
    const { sendTyping, endChat } = visit.service;
    await sendTyping({ message: 'But' });
    await stage.server.desk.end(chatId);
    await visit.when('ended');
    const next = await startChat(stage, visit);
    await sendTyping({ message: 'And' });
    await endChat();
    const names = visit.seen.names.filter((name) => name === 'ended' || name.startsWith('clientTyping'));
    const once = ['clientTypingStarted', 'clientTypingStopped', 'ended'];
    expect(names).to.deep.equal([...once, ...once]);
    // The server knows without a word.
    for (const id of [chatId, next.chatId]) expect(await operations(id)).to.deep.equal(['startTyping']);
  });

  it('is read off a field, with what is in it', async () => {
    const { visit, chatId } = await beginChat(stage);
    const { desk } = stage.server;
    const [first, second] = [textField(), textField()];
    const { service } = visit;
    await proveResolution(
      service.registerTypingPreviewInput({ input: first }),
      'registerTypingPreviewInput/registered',
    );
    first.value = 'My par';
    first.dispatchEvent(new Event('input'));
    await visit.when('clientTypingStarted');
    await desk.heard(chatId, { type: 'TypingStarted', text: 'My par' });

    await service.sendMessage({ message: 'My parcel is lost' });
    await service.registerTypingPreviewInput({ input: second });
    first.dispatchEvent(new Event('input'));
    second.value = 'Please';
    second.dispatchEvent(new Event('input'));
    await desk.heard(chatId, { type: 'TypingStarted', text: 'Please' });
    expect(await operations(chatId)).to.deep.equal(['startTyping', 'startTyping']);
  });

  needs('polledPreview').it('is told with each poll, as far as it is', async () => {
    const { visit } = await beginChat(stage);
    const input = textField();
    await visit.service.registerTypingPreviewInput({ input });
    const seen = new Promise<string>((resolve) => {
      void stage.server.desk.watch((change) => change.kind === 'preview' && resolve(change.text));
    });
    input.value = 'My parcel';
    expect(await seen).to.equal('My parcel');
  });

  it('is read off no other thing', async () => {
    const { service } = await stage.open();
    for (const input of [undefined, {}, 'input']) {
      await proveRejection(service.registerTypingPreviewInput({ input }), 'registerTypingPreviewInput/invalid');
    }
  });

  it("that the server does not hear of is the caller's to know", async () => {
    const { visit } = await beginChat(stage);
    await stage.server.weather.set([{ kind: 'status', status: 400, on: 'startTyping', times: 1 }]);
    expect(await proveRejection(visit.service.sendTyping(), 'sendTyping/failure')).to.include({ kind: 'Refused' });
  });
});

needs('customNotices').describe('An idle customer', () => {
  const stage = world();

  it('is warned, and may stay', async () => {
    const { visit, chatId } = await beginChat(stage);
    await stage.server.desk.idleAlert(chatId, 30);
    const { data } = await visit.when('messageReceived', ({ messages }) => messages[0]?.type === 'IdleAlert');
    expect(data.idleTimeCountDown).to.be.within(25, 30);
    expect(data.messages[0]?.userData).to.include({ 'next-idle-timer-type': 'CLOSE', 'next-idle-timer-secs': '30' });
    await proveResolution(visit.service.stayActive(), 'stayActive/answered');
    const notices = (await stage.server.desk.requests(chatId)).filter(({ operation }) => operation === 'customNotice');
    // JSON text over REST, an object over CometD.
    const purposes = notices.map(({ form }) => objectOf(form.eventAttributes));
    expect(purposes).to.deep.equal([{ purpose: 'cancel-idle-timer' }]);
  });
});
