import { expect } from 'chai';
import { type ChatServer, startChatServer } from './chatServer.js';
import { rawV3Customer } from './rawV3Customer.js';
import type { GarbleRule, WeatherRule } from './weather.js';

describe('Bad weather on v3', () => {
  let server: ChatServer;
  let customer: Awaited<ReturnType<typeof rawV3Customer>>;
  const texts = async (query: Record<string, string> = {}) =>
    (await customer.get(query)).data.messages.flatMap(({ text }) => text ?? []);

  beforeEach(async () => {
    server = await startChatServer({ seed: 5 });
    customer = await rawV3Customer(server.v3URL);
    await customer.get();
  });
  afterEach(() => server.close());

  const lossy: readonly WeatherRule[] = [
    { on: 'refresh', kind: 'dropAfter', times: 1 },
    { on: 'refresh', kind: 'truncate', times: 1 },
    { on: 'refresh', kind: 'truncate', connection: 'cut', times: 1 },
    { on: 'refresh', kind: 'garble', into: 'html', times: 1 },
  ];
  for (const rule of lossy) {
    it(`${rule.kind}: what was in the answer is not handed out again, unless by index`, async () => {
      await customer.say('gone?');
      await server.weather.add(rule);
      expect(await texts().catch(() => 'lost')).to.equal('lost');
      expect(await texts()).to.deep.equal([]);
      expect(await texts({ index: '0-0' })).to.deep.equal(['gone?']);
    });
  }

  it('dropBefore and status: nothing was handed out', async () => {
    await customer.say('still there');
    await server.weather.set([
      { on: 'refresh', kind: 'dropBefore', times: 1 },
      { on: 'refresh', kind: 'status', status: 503, retryAfter: 7, times: 1 },
      { on: 'refresh', kind: 'status', status: 403, errors: [{ code: 'NOT_YET', advice: 'later' }], times: 1 },
    ]);
    expect(await texts().catch(() => 'lost')).to.equal('lost');
    expect(await customer.get()).to.deep.equal({ status: 503, code: undefined, data: {} });
    expect(await customer.get()).to.deep.equal({ status: 403, code: 'NOT_YET', data: {} });
    expect(await texts()).to.deep.equal(['still there']);
  });

  it('statusCode: a server in trouble, a request that never will do', async () => {
    await server.weather.set([
      { on: 'send', kind: 'statusCode', statusCode: 1, times: 1 },
      { on: 'send', kind: 'statusCode', statusCode: 2, times: 1 },
      { on: 'send', kind: 'statusCode', statusCode: 2, chatEnded: true, errors: [{ code: 249 }], times: 1 },
    ]);
    expect(await customer.say('a')).to.deep.equal({ status: 503, code: 'SERVER_ERROR', data: {} });
    expect(await customer.say('b')).to.deep.equal({ status: 400, code: 'INVALID_REQUEST', data: {} });
    const data = { messages: [], chatEnded: true };
    expect(await customer.say('c')).to.deep.equal({ status: 400, code: 249, data });
    expect(await texts()).to.deep.equal([]);
  });

  it('garble: mistyped are the fields of v3', async () => {
    const garble: GarbleRule = { on: 'refresh', kind: 'garble', into: 'mistyped', times: 1 };
    await server.weather.set([garble, { ...garble, fields: ['data.messages.0.index'] }]);
    const raw = () => fetch(customer.url('messages?index=0-0'), { headers: { 'x-nexus-client-key': customer.token } });
    const body = await (await raw()).json();
    expect(body).to.deep.equal({ status: 'perhaps', data: { messages: { length: 1 }, chatEnded: 'perhaps' } });
    expect((await (await raw()).json()).data.messages[0].index).to.have.all.keys('text');
  });

  it('endChat: this very answer says so', async () => {
    await server.weather.add({ on: 'send', kind: 'endChat', times: 1 });
    expect((await customer.say('last')).data).to.deep.equal({ chatEnded: true });
    expect((await customer.get()).data.chatEnded).to.equal(true);
  });

  it('rotateKeys: tokens do not change in answers', async () => {
    await server.weather.add({ on: 'refresh', kind: 'rotateKeys', spare: 0 });
    await server.desk.rotateKeys(customer.sessionId, 0);
    for (let count = 0; count < 3; count++) expect((await customer.get()).status).to.equal(200);
  });

  it('lets pages of other origins in, with their headers', async () => {
    const headers = { Origin: 'https://shop.example', 'Access-Control-Request-Method': 'DELETE' };
    const preflight = await fetch(customer.url('messages'), { method: 'OPTIONS', headers });
    expect(preflight.headers.get('access-control-allow-methods')?.split(', ')).to.include.members(['PUT', 'DELETE']);
    const allowed = preflight.headers.get('access-control-allow-headers')?.split(', ');
    expect(allowed).to.include.members(['x-api-key', 'x-nexus-client-key']);
  });
});
