import { expect } from 'chai';
import fc from 'fast-check';
import { type ChatServer, startChatServer } from './chatServer.js';
import { callV3, rawV3Customer } from './rawV3Customer.js';

describe('The chat server, to hostile input on v3', () => {
  let server: ChatServer;
  let customer: Awaited<ReturnType<typeof rawV3Customer>>;
  before(async () => {
    server = await startChatServer({ seed: 3, limits: { maxMessageLength: 100 } });
    customer = await rawV3Customer(server.v3URL);
  });
  after(() => server.close());

  const rows: readonly [string, string, string, number, string][] = [
    ['another method', 'PUT', '', 405, 'INVALID_REQUEST'],
    ['another method below a session', 'POST', '/x/userdata', 404, 'NOT_FOUND'],
    ['an unknown operation', 'POST', '/x/constructor', 404, 'NOT_FOUND'],
    ['what v3 does not have', 'POST', '/x/customNotice', 404, 'NOT_FOUND'],
    ['a path too deep', 'GET', '/x/images/1/2', 404, 'NOT_FOUND'],
    ['an unknown session', 'GET', '/x/messages', 404, 'INVALID_SESSION'],
    ['a session named like a property', 'GET', '/__proto__/messages', 404, 'INVALID_SESSION'],
    ['a session id that cannot be decoded', 'GET', '/%E0%A4%A/messages', 404, 'INVALID_SESSION'],
  ];
  for (const [what, method, path, status, code] of rows) {
    it(`answers ${what} with ${status} ${code}`, async () => {
      const reply = await callV3(method, server.v3URL + path, {}, {});
      expect([reply.status, reply.code]).to.deep.equal([status, code]);
    });
  }

  it('refuses JSON, and a body that is too large', async () => {
    const json = await callV3('POST', server.v3URL, { 'content-type': 'application/json' }, { a: '1' });
    expect([json.status, json.code]).to.deep.equal([415, 'INVALID_REQUEST']);
    const large = await callV3('POST', server.v3URL, {}, { 'data[nickname]': 'x'.repeat(49 * 1024 * 1024) });
    expect([large.status, large.code]).to.deep.equal([413, 'LIMIT_FILE_SIZE']);
  });

  it('refuses a customer without a name', async () => {
    for (const name of ['data[nickname]', 'nickname', 'data[__proto__][nickname]']) {
      const reply = await callV3('POST', server.v3URL, {}, { [name]: name.startsWith('data[n') ? '' : 'x' });
      expect([reply.status, reply.code], name).to.deep.equal([400, 'INVALID_NICKNAME']);
    }
  });

  it('refuses indexes and counts that are none, and hands nothing out for them', async () => {
    const queries: readonly Record<string, string>[] = [
      { count: '0' },
      { count: '-1' },
      { count: '1e9' },
      { count: '9999999999999999' },
      { count: 'NaN' },
      { index: '5' },
      { index: '1-2-3' },
      { index: '-1' },
      { index: `${'9'.repeat(400)}-0` },
      { index: '__proto__', count: '5' },
      { [`index${'[a]'.repeat(50)}`]: 'x' },
    ];
    const other = await rawV3Customer(server.v3URL);
    for (const query of queries.slice(0, -1)) {
      const { status, code } = await other.get(query);
      expect([status, code], JSON.stringify(query)).to.deep.equal([400, 'INVALID_REQUEST']);
    }
    expect((await other.get(queries.at(-1))).status).to.equal(400);
    expect((await other.get()).data.messages).to.have.length(1);
  });

  it('refuses messages that are none', async () => {
    const { say } = customer;
    const refused = [await say(''), await say('x'.repeat(101)), await say('x', ''), await say('x', 'ParticipantLeft')];
    for (const { status, code } of refused) expect([status, code]).to.deep.equal([400, 'INVALID_REQUEST']);
  });

  it('takes __proto__ for a name like any other', async () => {
    const { sessionId, ask } = await rawV3Customer(server.v3URL, {
      'data[nickname]': 'x',
      'data[userData][__proto__][polluted]': '1',
      'data[__proto__]': '1',
      '__proto__[polluted]': '1',
    });
    await ask('PUT', 'userdata', { 'data[__proto__][more]': '1' });
    await ask('GET', 'messages', {});
    expect(Object.hasOwn(Object.prototype, 'polluted')).to.equal(false);
    const facts = (await server.desk.sessions()).find(({ chatId }) => chatId === sessionId);
    expect(JSON.stringify(facts?.userData)).to.equal('{"__proto__":{"more":"1"}}');
  });

  it('answers any form and any query with JSON', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    const name = fc.oneof(text, fc.constantFrom('index', 'count', 'data[type]', 'data[text]', 'data[a][]', 'data'));
    const fields = fc.dictionary(name, text, { noNullPrototype: true });
    const place = fc.constantFrom(
      'GET messages',
      'POST messages',
      'PUT userdata',
      'POST images',
      'DELETE participants/x',
    );
    await fc.assert(
      fc.asyncProperty(place, fields, async (where, more) => {
        const [method = '', path = ''] = where.split(' ');
        const { status, code } = await customer.ask(method, path, more);
        expect([status, code]).to.satisfy(
          () => (status === 200 && code === 0) || (status === 400 && code === 'INVALID_REQUEST'),
        );
      }),
      { numRuns: 150, seed: 1 },
    );
  });
});
