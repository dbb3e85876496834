import { expect } from 'chai';
import { type ChatServer, startChatServer } from './chatServer.js';
import { callV3, rawV3Customer, readToken } from './rawV3Customer.js';

type Customer = Awaited<ReturnType<typeof rawV3Customer>>;

describe('A v3 session', () => {
  let server: ChatServer;
  beforeEach(async () => {
    server = await startChatServer({ seed: 6 });
  });
  afterEach(() => server.close());

  const resume = (token: string, fields: Record<string, string> = {}) =>
    callV3('POST', server.v3URL, { 'x-nexus-client-key': token }, fields);
  const answer = ({ status, code }: Awaited<ReturnType<typeof callV3>>) => [status, code];
  const everything = ({ get, say, end, ask }: Customer) =>
    Promise.all([get(), get({ count: '9' }), say('x'), ask('PUT', 'userdata'), ask('GET', 'images/1'), end()]);

  it('is opened by its own token only', async () => {
    const [mine, other] = [await rawV3Customer(server.v3URL), await rawV3Customer(server.v3URL)];
    const [head = '', payload = '', signature = ''] = mine.token.split('.');
    const forged = [
      '',
      'nonsense',
      '..',
      other.token,
      `${head}.${payload}`,
      `${head}.${payload}.`,
      `${head}.${other.token.split('.')[1]}.${signature}`,
      `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`,
      '__proto__',
    ];
    for (const token of forged) {
      const refused = answer(await mine.ask('GET', 'messages', {}, token));
      expect(refused, token).to.deep.equal([401, 'AUTHENTICATION_REQUIRED']);
    }
    expect((await mine.get()).data.messages).to.have.length(1);
  });

  it('is resumed with a token: the same session, a new token; the old one serves a few requests more', async () => {
    const { token, sessionId, participantId, say, get } = await rawV3Customer(server.v3URL);
    await say('Before');
    const { data } = await resume(token, { 'data[endpoint]': 'EP', operationId: 'x' });
    expect(data.clientToken).not.to.equal(token);
    expect(readToken(data.clientToken)).to.include({ sessionId, participantId });
    const spare: number[] = [];
    for (let count = 0; count < 6; count++) spare.push((await get()).status);
    expect(spare).to.deep.equal([200, 200, 200, 200, 200, 401]);
    const again = await callV3('GET', `${server.v3URL}/${sessionId}/messages`, {
      'x-nexus-client-key': data.clientToken,
    });
    expect(again.status).to.equal(200);
    expect((await server.desk.requests(sessionId)).map(({ operation }) => operation)).to.include('resume');
    expect(await server.desk.sessions()).to.have.length(1);
  });

  it('keeps the old token where the answer with the new one got lost', async () => {
    const { token, get } = await rawV3Customer(server.v3URL);
    await server.weather.add({ on: 'resume', kind: 'dropAfter', times: 1 });
    expect(await resume(token).catch(() => 'lost')).to.equal('lost');
    for (let count = 0; count < 9; count++) expect((await get()).status).to.equal(200);
  });

  it('that has ended can be resumed to be read, or followed by another', async () => {
    const { token, end, sessionId } = await rawV3Customer(server.v3URL);
    await end();
    const { data } = await resume(token);
    expect(readToken(data.clientToken).sessionId).to.equal(sessionId);
    const next = await resume(token, { 'data[nickname]': 'Jonny' });
    expect(readToken(next.data.clientToken).sessionId).not.to.equal(sessionId);
    expect(await server.desk.sessions()).to.have.length(2);
  });

  it('is not resumed with a token that is forged', async () => {
    const { token } = await rawV3Customer(server.v3URL);
    for (const forged of ['nonsense', '.e30.', `${token}x`]) {
      expect(answer(await resume(forged)), forged).to.deep.equal([401, 'AUTHENTICATION_REQUIRED']);
      const named = await resume(forged, { 'data[nickname]': 'J' });
      expect(answer(named), forged).to.deep.equal([401, 'AUTHENTICATION_REQUIRED']);
    }
  });

  it('that was lost is unknown; the customer can begin another', async () => {
    const customer = await rawV3Customer(server.v3URL);
    await server.desk.lose(customer.sessionId);
    for (const refused of await everything(customer)) {
      expect(answer(refused)).to.deep.equal([404, 'INVALID_SESSION']);
    }
    expect(answer(await resume(customer.token))).to.deep.equal([404, 'INVALID_SESSION']);
    expect(await server.desk.sessions()).to.deep.equal([]);
    expect((await resume(customer.token, { 'data[nickname]': 'Jonny' })).status).to.equal(200);
  });

  it('whose tokens have expired is shut, and still goes on', async () => {
    const customer = await rawV3Customer(server.v3URL);
    await server.desk.expireToken(customer.sessionId);
    for (const refused of [...(await everything(customer)), await resume(customer.token)]) {
      expect(answer(refused)).to.deep.equal([401, 'AUTHENTICATION_REQUIRED']);
    }
    expect((await server.desk.sessions())[0]).to.include({ chatId: customer.sessionId, ended: false });
  });

  it('wants an API key where the server has a list of them', async () => {
    await using strict = await startChatServer({ apiKeys: ['good', 'better'] });
    const form = { 'data[nickname]': 'Jonny' };
    const wrong: readonly Record<string, string>[] = [{}, { 'x-api-key': 'bad' }, { 'x-api-key': '' }];
    for (const headers of wrong) {
      expect(answer(await callV3('POST', strict.v3URL, headers, form))).to.deep.equal([403, 'INVALID_CONTACT_CENTER']);
    }
    const { data } = await callV3('POST', strict.v3URL, { 'x-api-key': 'better' }, form);
    const url = strict.url + data.selfUri;
    const headers = { 'x-nexus-client-key': data.clientToken };
    expect((await callV3('GET', `${url}/messages`, headers)).code).to.equal('INVALID_CONTACT_CENTER');
    expect((await callV3('GET', `${url}/messages`, { ...headers, 'x-api-key': 'good' })).status).to.equal(200);
    expect(await strict.desk.sessions()).to.have.length(1);
  });
});
