import { expect } from 'chai';
import sinon from 'sinon';
import { type ChatServer, startChatServer } from './chatServer.js';
import { rawCustomer } from './rawCustomer.js';

describe('Bad weather', () => {
  let server: ChatServer;
  let customer: Awaited<ReturnType<typeof rawCustomer>>;
  const said = async () => (await server.desk.transcript(customer.chatId)).map(({ text }) => text).filter(Boolean);
  const send = (message = 'hi') => customer.ask('send', { message });
  const fails = async (request: Promise<unknown>) => {
    const failure = await request.catch((error: unknown) => error);
    expect(failure).to.be.an('error');
    return failure;
  };
  const raw = (operation: string) =>
    fetch(customer.url(operation), {
      method: 'POST',
      body: new URLSearchParams({ ...customer.keys, message: 'hi' }),
    });

  beforeEach(async () => {
    server = await startChatServer({ seed: 5 });
    customer = await rawCustomer(server.dataURL);
  });
  afterEach(() => server.close());

  it('dropBefore: no answer, and nothing was done', async () => {
    await server.weather.add({ on: 'send', kind: 'dropBefore', times: 1 });
    expect(await fails(send())).to.be.instanceOf(TypeError);
    expect(await said()).to.deep.equal([]);
    expect((await send()).status).to.equal(200);
  });

  it('dropAfter: no answer, but it was done', async () => {
    await server.weather.add({ on: 'send', kind: 'dropAfter', times: 1 });
    expect(await fails(send())).to.be.instanceOf(TypeError);
    expect(await said()).to.deep.equal(['hi']);
  });

  describe('delay', () => {
    let clock: sinon.SinonFakeTimers;
    beforeEach(() => {
      clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
    });
    afterEach(() => clock.restore());

    it('acts at once and answers late', async () => {
      await server.weather.add({ on: 'send', kind: 'delay', ms: 60_000, times: 1 });
      let answered = false;
      const answer = send().finally(() => {
        answered = true;
      });
      await server.desk.heard(customer.chatId, { text: 'hi' });
      clock.tick(59_999);
      await customer.ask('refresh');
      expect(answered).to.equal(false);
      clock.tick(1);
      expect((await answer).status).to.equal(200);
    });

    it('on the request acts late: another overtakes it', async () => {
      await server.weather.add({ on: 'send', kind: 'delay', ms: 60_000, leg: 'request', times: 1 });
      const slow = send('slow');
      const noted = async () => (await server.desk.requests()).some(({ operation }) => operation === 'send');
      while (!(await noted())) await customer.ask('refresh');
      await send('quick');
      clock.tick(60_000);
      await slow;
      expect(await said()).to.deep.equal(['quick', 'slow']);
    });
  });

  it('status: an HTTP status, errors, Retry-After, a body', async () => {
    await server.weather.set([
      { on: 'send', kind: 'status', status: 503, retryAfter: 7, errors: [{ code: 503, advice: 'later' }], times: 1 },
      { on: 'send', kind: 'status', status: 502, body: '<h1>Bad gateway</h1>', times: 1 },
      { on: 'send', kind: 'status', status: 400, body: { error: 'no' }, times: 1 },
    ]);
    const unavailable = await send();
    expect(unavailable.status).to.equal(503);
    expect(unavailable.headers.get('retry-after')).to.equal('7');
    expect(unavailable.body).to.deep.equal({ errors: [{ code: 503, advice: 'later' }] });
    const gateway = await raw('send');
    expect([gateway.status, await gateway.text()]).to.deep.equal([502, '<h1>Bad gateway</h1>']);
    expect((await send()).body).to.deep.equal({ error: 'no' });
    expect(await said()).to.deep.equal([]);
  });

  it('statusCode: 1 and 2, with and without the end', async () => {
    await server.weather.set([
      { on: 'refresh', kind: 'statusCode', statusCode: 1, times: 1 },
      { on: 'refresh', kind: 'statusCode', statusCode: 2, chatEnded: true, errors: [{ code: 249 }], times: 1 },
    ]);
    const cannot = await customer.ask('refresh');
    expect(cannot.status).to.equal(200);
    expect(cannot.body).to.include({ statusCode: 1, chatEnded: false });
    const never = await customer.ask('refresh');
    expect(never.body).to.include({ statusCode: 2, chatEnded: true });
    expect(never.body.errors).to.deep.equal([{ code: 249 }]);
    expect((await customer.ask('refresh')).body.statusCode).to.equal(0);
  });

  it('truncate: half an answer as if it were all, or a connection that breaks in the middle', async () => {
    await server.weather.set([
      { on: 'send', kind: 'truncate', times: 1 },
      { on: 'send', kind: 'truncate', connection: 'cut', times: 1 },
    ]);
    const half = await raw('send');
    expect(half.status).to.equal(200);
    expect(await half.text()).to.match(/^\{"statusCode":0,[^}]*$/);
    const cut = await raw('send')
      .then((response) => response.text())
      .catch((error: unknown) => error);
    expect(cut).to.be.an('error');
    expect(await said()).to.deep.equal(['hi', 'hi']);
  });

  it('garble: html, null, an array, nothing, mistyped fields', async () => {
    await server.weather.set([
      { on: 'refresh', kind: 'garble', into: 'html', times: 1 },
      { on: 'refresh', kind: 'garble', into: 'null', times: 1 },
      { on: 'refresh', kind: 'garble', into: 'array', times: 1 },
      { on: 'refresh', kind: 'garble', into: 'empty', times: 1 },
      { on: 'refresh', kind: 'garble', into: 'mistyped', times: 1 },
      { on: 'refresh', kind: 'garble', into: 'mistyped', fields: ['messages.0.from.type', 'no.such'], times: 1 },
    ]);
    const texts: string[] = [];
    for (let count = 0; count < 6; count++) texts.push(await (await raw('refresh')).text());
    expect(texts[0]).to.match(/^<!doctype html>/);
    expect(texts[1]).to.equal('null');
    expect(JSON.parse(texts[2] ?? '')).to.be.an('array');
    expect(texts[3]).to.equal('');
    expect(JSON.parse(texts[4] ?? '')).to.deep.include({
      statusCode: 'no. 0',
      messages: { length: 1 },
      chatEnded: 'perhaps',
    });
    expect(JSON.parse(texts[5] ?? '').messages[0].from.type).to.deep.equal({ text: 'Client' });
  });

  it('rotateKeys: this answer carries new keys; what is in flight still gets through', async () => {
    await server.weather.add({ on: 'refresh', kind: 'rotateKeys', times: 1 });
    const { body } = await customer.ask('refresh');
    expect(body.secureKey).not.to.equal(customer.keys.secureKey);
    expect((await send()).body.secureKey).to.equal(body.secureKey);
    expect((await send()).status).to.equal(401);
  });

  it('an answer that got lost does not use the old keys up', async () => {
    await server.desk.rotateKeys(customer.chatId);
    await server.weather.set([
      { on: 'send', kind: 'dropAfter', times: 1 },
      { on: 'send', kind: 'garble', into: 'html', times: 1 },
    ]);
    await fails(send());
    await fails(send());
    expect((await send()).status).to.equal(200);
    expect((await send()).status).to.equal(401);
  });

  it('endChat: this very answer says that the chat has ended', async () => {
    await server.weather.add({ on: 'send', kind: 'endChat', times: 1 });
    expect((await send()).body).to.include({ statusCode: 0, chatEnded: true });
    expect((await customer.ask('refresh', { transcriptPosition: '3' })).body).to.include({
      statusCode: 2,
      chatEnded: true,
    });
  });

  it('strikes a request with one rule of each sort, and leaves other operations alone', async () => {
    await server.weather.set([
      { kind: 'delay', ms: 20, on: 'send' },
      { kind: 'rotateKeys', on: 'send' },
      { kind: 'garble', into: 'null', on: 'send' },
      { kind: 'dropAfter', on: 'send' },
    ]);
    expect(await (await raw('send')).text()).to.equal('null');
    const { body } = await customer.ask('refresh');
    expect(body.secureKey).not.to.equal(customer.keys.secureKey);
    await server.weather.clear();
    expect(
      (await customer.ask('send', { alias: body.alias, secureKey: body.secureKey, message: 'x' })).status,
    ).to.equal(200);
  });

  it('a chance comes from the seed', async () => {
    const outcomes = async (seed: number) => {
      await using other = await startChatServer({ seed });
      const { ask } = await rawCustomer(other.dataURL);
      await other.weather.add({ on: 'refresh', kind: 'status', status: 500, chance: 0.5 });
      const statuses: number[] = [];
      for (let count = 0; count < 20; count++) statuses.push((await ask('refresh')).status);
      return statuses.join();
    };
    const first = await outcomes(1);
    expect(first).to.include('200').and.include('500');
    expect(await outcomes(1)).to.equal(first);
    expect(await outcomes(2)).not.to.equal(first);
  });

  it('goes down and comes back on the same port, with its chats; the control side stays', async () => {
    await server.goDown();
    await server.goDown();
    const failure = await fails(send());
    expect(failure).to.have.nested.property('cause.code', 'ECONNREFUSED');
    expect((await fetch(`${server.controlURL}/control`)).status).to.equal(200);
    await server.comeBack();
    await server.comeBack();
    expect((await send()).status).to.equal(200);
    expect(await said()).to.deep.equal(['hi']);
  });

  it('refuses a rule it does not know, and says what is wrong', async () => {
    const wrong: readonly [unknown, string][] = [
      [{ kind: 'hail' }, 'kind must be one of delay, dropBefore'],
      [{ kind: 'delay' }, 'delay: ms cannot be undefined'],
      [{ kind: 'delay', ms: 1, on: 'sned' }, 'delay: on cannot be "sned"'],
      [{ kind: 'dropAfter', chance: 2 }, 'dropAfter: chance cannot be 2'],
      [{ kind: 'dropAfter', time: 1 }, 'dropAfter has no time; it has kind, on, times, chance'],
      ['rain', 'it must be an object'],
    ];
    for (const [rule, sentence] of wrong) {
      const response = await fetch(`${server.controlURL}/control/weather/add`, {
        method: 'POST',
        body: JSON.stringify([rule]),
      });
      expect(response.status).to.equal(400);
      expect((await response.json()).error).to.include(sentence);
    }
    expect((await send()).status).to.equal(200);
  });
});
