import { expect } from 'chai';
import sinon from 'sinon';
import { type ChatServer, startChatServer } from './chatServer.js';
import { rawV3Customer, readToken, type V3Reply } from './rawV3Customer.js';

const wordsOf = ({ data }: V3Reply) => data.messages.map(({ text, type }) => text ?? type);

describe('The chat server, to a v3 customer', () => {
  let server: ChatServer;
  before(async () => {
    server = await startChatServer({ seed: 4 });
  });
  after(() => server.close());

  it('begins a session: a token that says whose it is, and a path', async () => {
    const { started, sessionId, token } = await rawV3Customer(server.v3URL, {
      'data[nickname]': 'Jonny',
      'data[email]': 'a@b.c',
      'data[age]': '40',
      'data[userData][a]': '1 2',
      operationId: 'x',
    });
    expect(started).to.have.all.keys('clientToken', 'selfUri');
    expect(server.url + started.selfUri).to.equal(`${server.v3URL}/${sessionId}`);
    expect(readToken(token)).to.have.all.keys('sessionId', 'transportId', 'participantId');
    expect(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).to.equal('{"alg":"HS256","typ":"JWT"}');
    const facts = (await server.desk.sessions()).find(({ chatId }) => chatId === sessionId);
    expect(facts).to.deep.include({ userData: { a: '1 2' } });
    expect(facts?.form).to.deep.equal({ nickname: 'Jonny', emailAddress: 'a@b.c', age: '40' });
  });

  it('gives the same ids and tokens for the same seed', async () => {
    const tokens = async (seed: number) => {
      await using other = await startChatServer({ seed });
      return [(await rawV3Customer(other.v3URL)).token, (await rawV3Customer(other.v3URL)).token];
    };
    const first = await tokens(7);
    expect(await tokens(7)).to.deep.equal(first);
    expect(await tokens(8)).not.to.deep.equal(first);
  });

  it('takes a first and a last name for a nickname', async () => {
    const { get } = await rawV3Customer(server.v3URL, { 'data[firstName]': 'Jo', 'data[lastName]': 'Sm' });
    expect((await get()).data.messages[0]?.from.nickname).to.equal('Jo Sm');
  });

  it('hands each message out once, in its own words', async () => {
    const { desk } = server;
    const { get, say, sessionId, participantId } = await rawV3Customer(server.v3URL);
    const ann = await desk.join(sessionId, { name: 'Ann', role: 'Agent' });
    const bot = await desk.join(sessionId, { name: 'Botty', role: 'Bot' });
    await desk.type(sessionId, ann, 'He');
    await desk.say(sessionId, ann, 'Hello', { eventAttributes: { a: 1 }, userData: { mood: 'good' } });
    await desk.say(sessionId, bot, 'Beep');
    await desk.pushUrl(sessionId, ann, 'https://example.com');
    await desk.notice(sessionId, ann, 'recorded');
    expect((await say('Hi')).data).to.deep.equal({ chatEnded: false });
    const { data } = await get({ operationId: 'x' });
    expect(data.chatEnded).to.equal(false);
    expect(data.messages.map(({ type, from, text, url }) => [type, from.type, text ?? url])).to.deep.equal([
      ['ParticipantJoined', 'Customer', undefined],
      ['ParticipantJoined', 'Agent', undefined],
      ['ParticipantJoined', 'External', undefined],
      ['TypingStarted', 'Agent', 'He'],
      ['Text', 'Agent', 'Hello'],
      ['Text', 'External', 'Beep'],
      ['PushUrl', 'Agent', 'https://example.com'],
      ['Notice', 'Agent', 'recorded'],
      ['Text', 'Customer', 'Hi'],
    ]);
    expect(data.messages[0]?.from).to.deep.equal({ nickname: 'Jonny', type: 'Customer', participantId });
    expect(data.messages[1]?.from.participantId).to.equal(String(ann));
    expect(data.messages[4]).to.deep.include({ eventAttributes: { a: 1 }, userData: { mood: 'good' } });
    expect(data.messages.filter(({ eventAttributes }) => eventAttributes)).to.have.length(1);
    expect((await get()).data).to.deep.equal({ messages: [], chatEnded: false });
  });

  it('gives indexes that rise, several in one ms, whatever the clock does', async () => {
    const clock = sinon.useFakeTimers({
      now: 1000,
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
    });
    try {
      await using other = await startChatServer();
      const { get, say } = await rawV3Customer(other.v3URL);
      await say('a');
      clock.setSystemTime(900);
      await say('b');
      clock.setSystemTime(2000);
      await say('c');
      const { data } = await get();
      expect(data.messages.map(({ index }) => index)).to.deep.equal(['1000-0', '1000-1', '1000-2', '2000-0']);
    } finally {
      clock.restore();
    }
  });

  it('hands out again from an index on, the last ones, and pages of what was before', async () => {
    const { get, say } = await rawV3Customer(server.v3URL);
    for (const text of ['a', 'b', 'c', 'd']) await say(text);
    const first = await get();
    const index = (place: number): string => first.data.messages[place]?.index ?? '';
    expect(wordsOf(first)).to.deep.equal(['ParticipantJoined', 'a', 'b', 'c', 'd']);
    expect(wordsOf(await get({ index: index(3) }))).to.deep.equal(['d']);
    expect(wordsOf(await get({ index: '0-0' }))).to.deep.equal(wordsOf(first));
    expect(wordsOf(await get({ count: '2' }))).to.deep.equal(['c', 'd']);
    expect(wordsOf(await get({ count: '999999999999999' }))).to.deep.equal(wordsOf(first));
    expect(wordsOf(await get({ index: index(4), count: '3' }))).to.deep.equal(['b', 'c', 'd']);
    expect(wordsOf(await get({ index: index(2), count: '2' }))).to.deep.equal(['a', 'b']);
    expect(wordsOf(await get({ index: index(1), count: '16' }))).to.deep.equal(['ParticipantJoined', 'a']);
    expect(wordsOf(await get({ index: index(0), count: '16' }))).to.deep.equal(['ParticipantJoined']);
    await say('e');
    expect(wordsOf(await get({ index: index(1), count: '1' }))).to.deep.equal(['a']);
    expect(wordsOf(await get())).to.deep.equal(['e']);
  });

  it('counts what an index or a count brought as handed out', async () => {
    const queries: readonly Record<string, string>[] = [{ index: '0-0' }, { count: '1' }];
    for (const query of queries) {
      const { get, say } = await rawV3Customer(server.v3URL);
      await say('a');
      expect(wordsOf(await get(query))).to.include('a');
      expect(wordsOf(await get())).to.deep.equal([]);
    }
  });

  it('types with a preview, and attaches data', async () => {
    const { say, ask, sessionId } = await rawV3Customer(server.v3URL);
    await say('He', 'TypingStarted');
    expect(await server.desk.preview(sessionId)).to.equal('He');
    await say('', 'TypingStopped');
    expect(await server.desk.preview(sessionId)).to.equal('');
    await say('Hello');
    await say('{}', 'custom');
    expect((await ask('PUT', 'userdata', { 'data[a]': '1', operationId: 'x' })).status).to.equal(200);
    const events = await server.desk.transcript(sessionId);
    expect(events.slice(1).map(({ type, messageType }) => [type, messageType])).to.deep.equal([
      ['TypingStarted', undefined],
      ['TypingStopped', undefined],
      ['Message', undefined],
      ['Message', 'custom'],
    ]);
    const facts = (await server.desk.sessions()).find(({ chatId }) => chatId === sessionId);
    expect(facts?.userData).to.deep.equal({ a: '1' });
    const asked = (await server.desk.requests(sessionId)).map(({ operation }) => operation);
    expect(asked).to.deep.equal(['request', 'startTyping', 'stopTyping', 'send', 'send', 'updateData']);
  });

  it('ends when the customer leaves; the last words can be read, and nothing else be done', async () => {
    const { end, get, say, ask } = await rawV3Customer(server.v3URL);
    await say('Bye');
    expect((await ask('DELETE', 'participants/somebody')).status).to.equal(400);
    expect((await end()).data).to.deep.equal({ chatEnded: true });
    const last = await get();
    expect(wordsOf(last)).to.deep.equal(['ParticipantJoined', 'Bye', 'ParticipantLeft']);
    expect(last.data.chatEnded).to.equal(true);
    expect((await get()).data).to.deep.equal({ messages: [], chatEnded: true });
    expect(wordsOf(await get({ count: '1' }))).to.deep.equal(['ParticipantLeft']);
    const late = await say('Anybody?');
    expect([late.status, late.code, late.data.chatEnded]).to.deep.equal([400, 'INVALID_REQUEST', true]);
  });

  it('notes requests: restoring is refresh, an older page is history; secrets are blotted out', async () => {
    const { get, sessionId, url, token } = await rawV3Customer(server.v3URL);
    const query = { index: '9-0', count: '2', operationId: 'x' };
    await Promise.all([get({ count: '20' }), get(query)]);
    await fetch(url('messages'), { headers: { 'x-api-key': 'KEY', 'x-nexus-client-key': token } });
    const noted = await server.desk.requests(sessionId);
    expect(noted.map(({ operation }) => operation)).to.have.members(['request', 'refresh', 'history', 'refresh']);
    expect(noted.find(({ operation }) => operation === 'history')?.form).to.deep.equal(query);
    expect(noted.at(-1)?.headers).to.include({ 'x-api-key': '•••', 'x-nexus-client-key': '•••' });
    expect(JSON.stringify(noted)).not.to.include(token).and.not.to.include('KEY');
  });
});
