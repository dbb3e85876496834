import { expect } from 'chai';
import sinon from 'sinon';
import { startChatServer } from './chatServer.js';
import { post, rawCustomer } from './rawCustomer.js';

describe('A chat server', () => {
  it('gives the same ids and keys for the same seed', async () => {
    const ids = async (seed: number) => {
      await using server = await startChatServer({ seed });
      const chats = [await rawCustomer(server.dataURL), await rawCustomer(server.dataURL)];
      const answers = await Promise.all(chats.map(({ ask }) => ask('refresh')));
      return answers.map(({ body: { chatId, alias, userId, secureKey } }) => [chatId, alias, userId, secureKey]);
    };
    const first = await ids(7);
    expect(await ids(7)).to.deep.equal(first);
    expect(await ids(8)).not.to.deep.equal(first);
    expect(new Set(first.flat())).to.have.property('size', 8);
  });

  it('lets pages of other origins in, with their headers; of this machine to the control side too', async () => {
    await using server = await startChatServer();
    for (const [url, origin] of [
      [server.dataURL, 'https://shop.example'],
      [`${server.controlURL}/control/desk/sessions`, 'http://localhost:5173'],
    ] as const) {
      const headers = { Origin: origin, 'Access-Control-Request-Method': 'POST' };
      const preflight = await fetch(url, { method: 'OPTIONS', headers });
      expect(preflight.status).to.equal(204);
      expect(preflight.headers.get('access-control-allow-origin')).to.equal(origin);
      expect(preflight.headers.get('access-control-allow-credentials')).to.equal('true');
      const allowed = preflight.headers.get('access-control-allow-headers')?.toLowerCase().split(', ');
      expect(allowed).to.include.members(['apikey', 'authorization', 'content-type']);
      const answer = await fetch(url, { method: 'POST', headers, body: '[]' });
      expect(answer.headers.get('access-control-allow-origin')).to.equal(origin);
    }
  });

  it('takes the ports it is given, and says so when one is taken', async () => {
    const first = await startChatServer();
    const port = Number(new URL(first.url).port);
    const controlPort = Number(new URL(first.controlURL).port);
    const taken = await startChatServer({ port }).catch((failure: unknown) => failure);
    expect(taken).to.have.property('code', 'EADDRINUSE');
    const controlTaken = await startChatServer({ controlPort }).catch((failure: unknown) => failure);
    expect(controlTaken).to.have.property('code', 'EADDRINUSE');
    await first.close();
    await using second = await startChatServer({ port, controlPort });
    expect([second.url, second.controlURL]).to.deep.equal([first.url, first.controlURL]);
  });

  it('closes at once, whoever is still connected', async () => {
    const server = await startChatServer();
    const { ask } = await rawCustomer(server.dataURL);
    const events = await fetch(`${server.controlURL}/control/events`);
    await server.weather.add({ on: 'refresh', kind: 'delay', ms: 60_000 });
    const hanging = ask('refresh').catch(() => 'broken off');
    const reading = events.text().catch(() => 'broken off');
    while ((await server.desk.requests()).every(({ operation }) => operation !== 'refresh')) await ask('file/limits');
    await server.close();
    await server.close();
    expect([await hanging, await reading]).to.deep.equal(['broken off', 'broken off']);
  });

  it('forgets the oldest of its ended chats', async () => {
    await using server = await startChatServer({ limits: { endedChatsKept: 1 } });
    const [first, second] = [await rawCustomer(server.dataURL), await rawCustomer(server.dataURL)];
    await first.ask('disconnect');
    await second.ask('disconnect');
    const third = await rawCustomer(server.dataURL);
    expect((await server.desk.sessions()).map(({ chatId }) => chatId)).to.deep.equal([second.chatId, third.chatId]);
  });

  it('alerts and closes an idle chat', async () => {
    const clock = sinon.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
    });
    try {
      await using server = await startChatServer({ idleAlertAfter: 255_000 });
      const { ask, chatId } = await rawCustomer(server.dataURL);
      clock.tick(250_000);
      await ask('send', { message: 'still here' });
      clock.tick(254_000);
      expect((await ask('refresh', { transcriptPosition: '3' })).body.messages).to.deep.equal([]);
      clock.tick(1_000);
      const { body } = await ask('refresh', { transcriptPosition: '3' });
      expect(body.messages[0]?.userData).to.include({ 'next-idle-timer-secs': '45' });
      expect(body.idleTimerExpire).to.equal(45);
      clock.tick(44_000);
      expect((await ask('refresh')).body).to.include({ idleTimerExpire: 1, chatEnded: false });
      clock.tick(1_000);
      const last = await ask('refresh', { transcriptPosition: '4' });
      expect(last.body.chatEnded).to.equal(true);
      expect(last.body.messages.map(({ type }) => type)).to.deep.equal(['IdleClose', 'ParticipantLeft']);
      expect((await server.desk.sessions()).find((each) => each.chatId === chatId)?.ended).to.equal(true);
    } finally {
      clock.restore();
    }
  });

  it('answers a large transcript', async () => {
    await using server = await startChatServer();
    const { ask, chatId } = await rawCustomer(server.dataURL);
    const ann = await server.desk.join(chatId, { name: 'Ann', role: 'Agent' });
    for (let count = 0; count < 2000; count++) await server.desk.say(chatId, ann, `no. ${count}`);
    const { body } = await ask('refresh', { transcriptPosition: '1' });
    expect(body.messages.map(({ index }) => index)).to.deep.equal(
      Array.from({ length: 2002 }, (_, place) => place + 1),
    );
    expect((await post(server.dataURL, { nickname: 'x' })).status).to.equal(200);
  });

  // As plain JavaScript would call it.
  const wrong: readonly [options: unknown, sentence: RegExp][] = [
    [8125, /^startChatServer: options must be an object$/],
    [{ prot: 8125 }, /^startChatServer: prot must be left out; the options are port, controlPort, host,/],
    [{ port: 65_536 }, /^startChatServer: port must be a whole number from 0 to 65535$/],
    [{ controlPort: '8125' }, /^startChatServer: controlPort must be a whole number/],
    [{ port: 1.5 }, /^startChatServer: port must be a whole number/],
    [{ seed: 'x' }, /^startChatServer: seed must be a number$/],
    [{ seed: Number.NaN }, /^startChatServer: seed must be a number$/],
    [{ apiKeys: 'key' }, /^startChatServer: apiKeys must be an array of strings$/],
    [{ idleAlertAfter: -1 }, /^startChatServer: idleAlertAfter must be a number from 0 to/],
    [{ limits: 5 }, /^startChatServer: limits must be an object$/],
    [{ limits: { maxFilez: 1 } }, /^startChatServer: limits: maxFilez must be left out; the options are fileTypes,/],
    [{ limits: { fileTypes: 'txt' } }, /^startChatServer: limits: fileTypes must be an array of strings$/],
  ];
  for (const [options, sentence] of wrong) {
    it(`does not start with ${JSON.stringify(options)}, and says why`, async () => {
      const started: Promise<unknown> = Reflect.apply(startChatServer, undefined, [options]);
      expect(await started.then(String, String)).to.match(new RegExp(sentence.source.replace('^', '^TypeError: ')));
    });
  }

  it('does not come back once it is closed, which may be twice', async () => {
    const server = await startChatServer();
    await server.close();
    await server.close();
    expect(await server.comeBack().then(String, String)).to.include('was closed; start another one');
  });
});
