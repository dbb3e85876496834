// Tests of a chat of one's own, without a contact centre. Written for Node's runner (node --import tsx --test);
// for mocha or Vitest only the imports of this line and the next change, and Vitest calls the hooks beforeAll and afterAll.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { filter, firstValueFrom, take, timeout, toArray } from 'rxjs';
import { gmsRest, TransportFailure } from 'webchat-streams';
import { type ChatServer, scripted, startChatServer } from 'webchat-streams/testing';
import { supportChat } from './supportChat.js';

describe('The support chat', () => {
  let server: ChatServer;
  let chat: ReturnType<typeof supportChat>;

  before(async () => {
    server = await startChatServer(); // on ports of its own, in this process
  });
  after(() => server.close());

  beforeEach(() => {
    chat = supportChat(gmsRest({ dataURL: server.dataURL }));
  });
  afterEach(async () => {
    await chat.close();
    await server.weather.clear();
  });

  /** Waits for a line. Ask before it can come. */
  const shows = (line: string) =>
    firstValueFrom(
      chat.lines$.pipe(
        filter((shown) => shown === line),
        timeout(5000),
      ),
    );

  /** Begins a chat and joins it as an agent. */
  const begin = async () => {
    await chat.begin('Jo');
    const chatId = (await server.desk.sessions()).at(-1)?.chatId ?? '';
    const here = shows('Ann is here to help.');
    const ann = await server.desk.join(chatId, { name: 'Ann', role: 'Agent' });
    await here;
    return { chatId, ann };
  };

  it('carries words both ways', async () => {
    const { chatId, ann } = await begin();
    const lines = firstValueFrom(chat.lines$.pipe(take(2), toArray(), timeout(5000)));
    await chat.ask('Where is my parcel?');
    await server.desk.heard(chatId, { type: 'Message', text: 'Where is my parcel?' });
    await server.desk.say(chatId, ann, 'On its way.');
    assert.deepEqual(await lines, ['Jo: Where is my parcel?', 'Ann: On its way.']);
  });

  it('says when the connection is lost, and loses no word', async () => {
    const { chatId, ann } = await begin();
    const [lost, again, heard] = [
      shows('We have lost the connection, one moment please.'),
      shows('Here we are again.'),
      shows('Ann: Still there?'),
    ];
    await server.weather.add({ on: 'refresh', kind: 'dropBefore', times: 2 });
    await lost;
    await server.desk.say(chatId, ann, 'Still there?');
    await Promise.all([again, heard]);
  });

  it('does not say twice what was answered too late', async () => {
    const { chatId } = await begin();
    await server.weather.add({ on: 'send', kind: 'dropAfter', times: 1 });
    await assert.rejects(chat.ask('Just once'), { name: 'TransportFailure', kind: 'Offline' });
    const said = (await server.desk.transcript(chatId)).filter(({ text }) => text === 'Just once');
    assert.equal(said.length, 1);
  });

  it('says when the agent ends the chat', async () => {
    const { chatId } = await begin();
    const over = shows('The chat is over.');
    await server.desk.end(chatId);
    await over;
  });
});

it('A closed contact centre is told kindly', async () => {
  // No server at all: a transport in memory that follows a script, and remembers what was asked of it.
  const { transport, calls } = scripted({ start: [new TransportFailure('Refused', 'closed', { status: 503 })] });
  const chat = supportChat(transport);
  assert.equal(await chat.begin('Jo'), 'Nobody can be reached now; please write to us.');
  assert.deepEqual(
    calls.map(({ method, outcome }) => [method, outcome]),
    [['start', 'failed']],
  );
  await chat.close();
});
