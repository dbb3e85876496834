import { expect } from 'chai';
import { type ChatServer, startChatServer } from './chatServer.js';
import { post, rawCustomer } from './rawCustomer.js';

describe('The chat server, to a customer', () => {
  let server: ChatServer;
  before(async () => {
    server = await startChatServer({ limits: { maxMessageLength: 100 } });
  });
  after(() => server.close());

  it('begins a chat, with or without a slash at the end', async () => {
    for (const url of [server.dataURL, `${server.dataURL}/`]) {
      const { status, body } = await post(url, { alias: '', secureKey: '', userId: '', nickname: 'Jonny' });
      expect(status).to.equal(200);
      expect(body).to.include({ statusCode: 0, chatEnded: false, nextPosition: 2 });
      expect(body.chatId).to.match(/^[0-9A-Za-z]{16}$/);
      expect(body.messages).to.have.length(1);
      expect(body.messages[0]).to.deep.include({
        type: 'ParticipantJoined',
        index: 1,
        from: { nickname: 'Jonny', participantId: 1, type: 'Client' },
      });
    }
  });

  it('takes a first and a last name for a nickname, and keeps form and userData', async () => {
    const form = { firstName: 'Jo', lastName: 'Sm', subject: 's p', 'userData[a]': '1 2', 'userData[b][]': 'x' };
    const { chatId, started } = await rawCustomer(server.dataURL, form);
    expect(started.messages[0]?.from.nickname).to.equal('Jo Sm');
    const facts = (await server.desk.sessions()).find((each) => each.chatId === chatId);
    expect(facts?.form).to.deep.equal({ firstName: 'Jo', lastName: 'Sm', subject: 's p' });
    expect(facts?.userData).to.deep.equal({ a: '1 2', b: ['x'] });
  });

  const badForms: readonly [string, Record<string, string>, number][] = [
    ['no name', { subject: 'x' }, 161],
    ['no first name', { lastName: 'Sm' }, 102],
    ['no last name', { firstName: 'Jo' }, 103],
    ['no e-mail address', { nickname: 'J', emailAddress: 'nonsense' }, 364],
  ];
  for (const [what, form, code] of badForms) {
    it(`refuses ${what} with error ${code}`, async () => {
      const { status, body } = await post(server.dataURL, form);
      expect(status).to.equal(400);
      expect(body.errors[0]?.code).to.equal(code);
    });
  }

  it('refuses a chat too many with error 240', async () => {
    await using full = await startChatServer({ limits: { maxChats: 1 } });
    const { ask } = await rawCustomer(full.dataURL);
    const refused = await post(full.dataURL, { nickname: 'J' });
    expect(refused.body.errors[0]?.code).to.equal(240);
    await ask('disconnect');
    expect((await post(full.dataURL, { nickname: 'J' })).body.statusCode).to.equal(0);
  });

  it('sends, and refreshes from a position', async () => {
    const { ask, started } = await rawCustomer(server.dataURL);
    const sent = await ask('send', { message: 'hi & é', messageType: 'text' });
    expect(sent.body).to.include({ statusCode: 0, nextPosition: 3, secureKey: started.secureKey });
    expect(sent.body.messages).to.deep.equal([]);
    const { body } = await ask('refresh', { transcriptPosition: '2', message: '' });
    expect(body.messages[0]).to.include({ type: 'Message', text: 'hi & é', messageType: 'text', index: 2 });
    expect(body.messages).to.have.length(1);
    expect((await ask('refresh', { transcriptPosition: '3' })).body.messages).to.deep.equal([]);
    expect((await ask('refresh', { transcriptPosition: '1' })).body.messages).to.have.length(2);
    expect((await ask('refresh')).body.messages).to.have.length(2);
    expect((await ask('refresh', { transcriptPosition: '-1' })).body.messages.map(({ index }) => index)).to.eql([2]);
  });

  it('answers a send that asks for the transcript with it', async () => {
    const { ask } = await rawCustomer(server.dataURL);
    const { body } = await ask('send', { message: 'hi', transcriptPosition: '1' });
    expect(body.messages.map(({ type }) => type)).to.deep.equal(['ParticipantJoined', 'Message']);
  });

  it('keeps what a message answers', async () => {
    const { ask, chatId } = await rawCustomer(server.dataURL);
    const eventAttributes = { 'general-properties': { 'related-event-id': '7' } };
    await ask('send', { message: 'yes', eventAttributes: JSON.stringify(eventAttributes) });
    const event = await server.desk.heard(chatId, { text: 'yes' });
    expect(event.eventAttributes).to.deep.equal(eventAttributes);
  });

  it('shows the desk what the customer types, by typing and by refresh', async () => {
    const { ask, chatId } = await rawCustomer(server.dataURL);
    await ask('startTyping', { message: 'He' });
    expect(await server.desk.preview(chatId)).to.equal('He');
    await ask('refresh', { transcriptPosition: '1', message: 'Hello' });
    expect(await server.desk.preview(chatId)).to.equal('Hello');
    await ask('stopTyping', { message: 'Hell' });
    expect(await server.desk.preview(chatId)).to.equal('Hell');
    await ask('send', { message: 'Hello' });
    expect(await server.desk.preview(chatId)).to.equal('');
    const { body } = await ask('refresh', { transcriptPosition: '2' });
    expect(body.messages.map(({ type, text }) => [type, text])).to.deep.equal([
      ['TypingStarted', 'He'],
      ['TypingStopped', 'Hell'],
      ['Message', 'Hello'],
    ]);
  });

  it('refuses what is too long with error 204, a preview on refresh too', async () => {
    const { ask } = await rawCustomer(server.dataURL);
    for (const operation of ['send', 'refresh', 'startTyping', 'stopTyping', 'customNotice']) {
      const { status, body } = await ask(operation, { message: 'x'.repeat(101) });
      expect([status, body.errors[0]?.code], operation).to.deep.equal([400, 204]);
    }
  });

  it('updates data, the nickname, pushes a url, takes notices and receipts', async () => {
    const { ask, chatId } = await rawCustomer(server.dataURL, { nickname: 'J', 'userData[a]': '1' });
    await ask('updateData', { 'userData[b]': '2' });
    expect((await server.desk.sessions()).at(-1)?.userData).to.deep.equal({ a: '1', b: '2' });
    await ask('updateNickname', { nickname: 'Joe' });
    await ask('pushUrl', { pushUrl: 'https://example.com' });
    await ask('customNotice', { message: 'knock', eventAttributes: '{"a":{"b":"c"}}' });
    expect((await ask('readReceipt', { transcriptPosition: '2' })).body.statusCode).to.equal(0);
    const events = (await server.desk.transcript(chatId)).slice(1);
    expect(events.map(({ type, text }) => [type, text])).to.deep.equal([
      ['NicknameUpdated', 'Joe'],
      ['PushUrl', 'https://example.com'],
      ['CustomNotice', 'knock'],
    ]);
    expect(events[2]?.from.nickname).to.equal('Joe');
    expect(events[2]?.eventAttributes).to.deep.equal({ a: { b: 'c' } });
  });

  it('disconnects: the answer says so, and the chat is gone afterwards', async () => {
    const { ask, chatId } = await rawCustomer(server.dataURL);
    await server.desk.join(chatId, { name: 'Ann', role: 'Agent' });
    expect((await ask('disconnect')).body).to.include({ statusCode: 0, chatEnded: true });
    const late = await ask('send', { message: 'hello?' });
    expect(late.status).to.equal(200);
    expect(late.body).to.include({ statusCode: 2, chatEnded: true, chatId });
    expect(late.body.errors[0]?.code).to.equal(249);
    expect(late.body).not.to.have.property('secureKey');
    expect((await server.desk.transcript(chatId)).slice(2).map(({ type, from }) => [type, from.type])).to.deep.equal([
      ['ParticipantLeft', 'Client'],
      ['ParticipantLeft', 'Agent'],
    ]);
  });

  it('tells the last words of a chat that the desk ended, then says that it is gone', async () => {
    const { ask, chatId } = await rawCustomer(server.dataURL);
    const ann = await server.desk.join(chatId, { name: 'Ann', role: 'Agent' });
    await server.desk.say(chatId, ann, 'Goodbye');
    await server.desk.end(chatId);
    for (let times = 0; times < 2; times++) {
      const { body } = await ask('refresh', { transcriptPosition: '3' });
      expect(body).to.include({ statusCode: 0, chatEnded: true, nextPosition: 6 });
      expect(body.messages.map(({ type }) => type)).to.deep.equal(['Message', 'ParticipantLeft', 'ParticipantLeft']);
    }
    const { body } = await ask('refresh', { transcriptPosition: '6' });
    expect(body).to.include({ statusCode: 2, chatEnded: true });
  });

  it('lets nobody in without the right keys, and says nothing of them', async () => {
    const { ask, keys, url } = await rawCustomer(server.dataURL);
    for (const name of ['alias', 'secureKey', 'userId']) {
      const wrong = await ask('refresh', { [name]: '0'.repeat(8) });
      expect(wrong.status, name).to.equal(401);
      const missing = await ask('refresh', { [name]: '' });
      expect([missing.status, missing.body.errors[0]?.advice]).to.deep.equal([400, `${name} is required`]);
      expect(JSON.stringify([wrong.body, missing.body])).not.to.include(keys.secureKey);
    }
    const unknown = await post(url('refresh').replace(/[^/]+(?=\/refresh)/, 'nobody'), keys);
    expect(unknown.body).to.include({ statusCode: 2, chatEnded: true });
  });

  it('changes keys: the old ones serve one more request', async () => {
    const { ask, chatId, keys } = await rawCustomer(server.dataURL);
    await server.desk.rotateKeys(chatId);
    const { body } = await ask('refresh');
    expect(body.secureKey).not.to.equal(keys.secureKey);
    expect(body.alias).not.to.equal(keys.alias);
    expect((await ask('refresh')).status).to.equal(401);
    const { alias, secureKey } = body;
    expect((await ask('refresh', { alias, secureKey })).status).to.equal(200);
    expect((await ask('refresh', { alias: keys.alias, secureKey })).status).to.equal(401);
  });
});
