import { connect } from 'node:net';
import { expect } from 'chai';
import fc from 'fast-check';
import { type ChatServer, startChatServer } from './chatServer.js';
import { post, rawCustomer } from './rawCustomer.js';

describe('The chat server, to hostile input', () => {
  let server: ChatServer;
  before(async () => {
    server = await startChatServer({ seed: 3 });
  });
  after(() => server.close());

  const form = 'application/x-www-form-urlencoded';
  const rows: readonly [string, string, string, string, number][] = [
    ['another method', 'PUT', '', form, 405],
    ['another path', 'POST', '/../../etc/passwd', form, 404],
    ['an unknown operation', 'POST', '/chat/constructor', form, 404],
    ['an operation by its inner name', 'POST', '/chat/fileLimits', form, 404],
    ['JSON', 'POST', '', 'application/json', 415],
    ['multipart without a boundary', 'POST', '', 'multipart/form-data', 400],
    ['multipart that is none', 'POST', '', 'multipart/form-data; boundary=x', 400],
    ['a chat id that cannot be decoded', 'POST', '/%E0%A4%A/refresh', form, 200],
  ];
  for (const [what, method, path, type, status] of rows) {
    it(`answers ${what} with ${status}`, async () => {
      const body = 'nickname=x&alias=1&secureKey=1&userId=1';
      const headers = { 'content-type': type };
      const response = await fetch(server.dataURL + path, { method, body, headers });
      expect(response.status).to.equal(status);
      const { errors } = await response.json();
      expect(errors[0]).to.have.all.keys('code', 'advice');
    });
  }

  it('refuses fields that are no numbers, no JSON, or nested too deep', async () => {
    const { ask } = await rawCustomer(server.dataURL);
    const refused: readonly [string, Record<string, string>][] = [
      ['refresh', { transcriptPosition: 'two' }],
      ['refresh', { transcriptPosition: '-2' }],
      ['refresh', { transcriptPosition: '1e3' }],
      ['send', {}],
      ['send', { message: 'x', eventAttributes: '[1]' }],
      ['send', { message: 'x', eventAttributes: '{' }],
      ['pushUrl', {}],
      ['updateNickname', {}],
      ['readReceipt', {}],
      ['updateData', { [`userData${'[a]'.repeat(5000)}`]: 'x' }],
    ];
    for (const [operation, fields] of refused) {
      const { status, body } = await ask(operation, fields);
      expect(status, `${operation} ${Object.keys(fields)}`).to.equal(400);
      expect(body.errors[0]?.advice).to.be.a('string');
    }
    expect((await ask('refresh')).body.nextPosition).to.equal(2);
  });

  it('takes __proto__ for a name like any other', async () => {
    const fields = {
      nickname: 'x',
      'userData[__proto__][polluted]': '1',
      '__proto__[polluted]': '1',
      'a[constructor]': '1',
    };
    const { ask, chatId } = await rawCustomer(server.dataURL, fields);
    await ask('updateData', { 'userData[__proto__][more]': '1' });
    expect(Object.hasOwn(Object.prototype, 'polluted')).to.equal(false);
    const facts = (await server.desk.sessions()).find((each) => each.chatId === chatId);
    expect(JSON.stringify(facts?.userData)).to.equal('{"__proto__":{"more":"1"}}');
  });

  it('answers a body that is too large with 413', async () => {
    const { status } = await post(server.dataURL, `nickname=${'x'.repeat(49 * 1024 * 1024)}`);
    expect(status).to.equal(413);
  });

  it('keeps html and odd characters as the texts they are', async () => {
    const message = '<img src=x onerror=alert(1)> \u0000 \u202e \ud83d\ude00 & = +';
    const { ask } = await rawCustomer(server.dataURL, { nickname: '<b>' });
    await ask('send', { message });
    const { body } = await ask('refresh', { transcriptPosition: '-1' });
    expect(body.messages[0]).to.deep.include({ text: message });
    expect(body.messages[0]?.from.nickname).to.equal('<b>');
  });

  it('survives what is no HTTP, and clients that hang up', async () => {
    const { port } = new URL(server.url);
    const say = (text: string) =>
      new Promise<string>((resolve, reject) => {
        let heard = '';
        const socket = connect(Number(port), '127.0.0.1', () => socket.write(text));
        socket.on('data', (data) => {
          heard += data;
        });
        socket.once('close', () => resolve(heard)).once('error', reject);
        if (text.endsWith('half')) socket.once('connect', () => socket.end());
      });
    expect(await say('nonsense\r\n\r\n')).to.match(/^HTTP\/1\.1 400/);
    const head = 'POST /genesys/2/chat/customer-support HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n';
    await say(`${head}half`);
    expect((await post(server.dataURL, { nickname: 'x' })).status).to.equal(200);
  });

  it('answers any form with JSON', async () => {
    const { url, keys } = await rawCustomer(server.dataURL);
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    const operation = fc.constantFrom(
      'send',
      'refresh',
      'updateData',
      'customNotice',
      'file',
      'file/limits',
      'startTyping',
    );
    const name = fc.oneof(
      text,
      fc.constantFrom('message', 'userData[x]', 'transcriptPosition', 'eventAttributes', 'a[b][]'),
    );
    const fields = fc.dictionary(name, text, { noNullPrototype: true });
    await fc.assert(
      fc.asyncProperty(operation, fields, async (where, more) => {
        const { status, body } = await post(url(where), { ...more, ...keys });
        expect(status).to.be.oneOf([200, 400]);
        expect(body).to.have.property(status === 200 ? 'statusCode' : 'errors');
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it('answers nonsense on the control side with a sentence', async () => {
    const { chatId } = await rawCustomer(server.dataURL);
    const calls: readonly [string, string, number, string][] = [
      ['desk/nothing', '[]', 404, 'There is no such call'],
      ['desk/constructor', '[]', 404, 'There is no such call'],
      ['desk/say', '{', 400, 'The body must be a JSON array of arguments.'],
      ['desk/say', '{}', 400, 'The body must be a JSON array of arguments.'],
      ['desk/say', '[7]', 400, 'chatId must be a string.'],
      ['desk/say', `["${chatId}", "2"]`, 400, 'participantId must be a number from 0.'],
      ['desk/join', `["${chatId}", {"name": "x", "role": "Boss"}]`, 400, 'role must be one of Agent, Supervisor, Bot'],
      ['desk/heard', `["${chatId}", {"type": "Shout"}]`, 400, 'type must be one of ParticipantJoined'],
      ['desk/idleAlert', `["${chatId}"]`, 400, 'secondsLeft must be a number from 0.'],
      ['weather/set', '[{}]', 400, 'rules must be an array.'],
    ];
    for (const [path, body, status, sentence] of calls) {
      const response = await fetch(`${server.controlURL}/control/${path}`, { method: 'POST', body });
      expect(response.status, path).to.equal(status);
      expect((await response.json()).error).to.include(sentence);
    }
    expect((await fetch(`${server.controlURL}/control/desk/sessions`)).status).to.equal(405);
  });
});
