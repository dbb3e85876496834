import { expect } from 'chai';
import { type ChatServer, startChatServer } from './chatServer.js';
import type { ChatChange } from './conversation/transcriptEvent.js';
import type { Desk } from './desk.js';
import { connectDesk } from './deskClient.js';
import { rawCustomer } from './rawCustomer.js';

const sides: readonly [string, (server: ChatServer) => Desk][] = [
  ['in process', ({ desk }) => desk],
  ['over HTTP', ({ controlURL }) => connectDesk(controlURL).desk],
];

const sentenceOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'it resolved',
    (failure: unknown) => (failure instanceof Error ? failure.message : 'no Error'),
  );

for (const [where, sit] of sides) {
  describe(`The desk, ${where}`, () => {
    let server: ChatServer;
    let desk: Desk;
    let customer: Awaited<ReturnType<typeof rawCustomer>>;
    let chatId: string;
    beforeEach(async () => {
      server = await startChatServer();
      desk = sit(server);
      customer = await rawCustomer(server.dataURL, { nickname: 'Jonny', 'userData[a]': '1' });
      chatId = customer.chatId;
    });
    afterEach(() => server.close());

    it('sees the chats, and no secrets', async () => {
      await desk.join(chatId, { name: 'Ann', role: 'Agent' });
      const sessions = await desk.sessions();
      expect(sessions).to.have.length(1);
      expect(sessions[0]).to.deep.include({
        chatId,
        ended: false,
        userData: { a: '1' },
        form: { nickname: 'Jonny' },
        participants: [
          { participantId: 1, name: 'Jonny', role: 'Client', present: true },
          { participantId: 2, name: 'Ann', role: 'Agent', present: true },
        ],
      });
      for (const secret of Object.values(customer.keys)) expect(JSON.stringify(sessions)).not.to.include(`"${secret}"`);
    });

    it('joins, types, talks, sends, leaves and ends', async () => {
      const ann = await desk.join(chatId, { name: 'Ann', role: 'Agent' });
      await desk.type(chatId, ann, 'Hel');
      await desk.stopTyping(chatId, ann);
      await desk.say(chatId, ann, 'Hello', { messageType: 'text', userData: { mood: 'good' } });
      await desk.pushUrl(chatId, ann, 'https://example.com');
      await desk.notice(chatId, ann, 'recorded', { eventAttributes: { a: { b: 'c' } } });
      await desk.notice(chatId, ann, '{}', { type: 'CustomNotice' });
      await desk.sendFile(chatId, ann, { name: 'a.txt', content: btoa('hi') });
      await desk.leave(chatId, ann);
      await desk.end(chatId);
      const { body } = await customer.ask('refresh', { transcriptPosition: '2' });
      expect(body.chatEnded).to.equal(true);
      expect(body.messages.map(({ type, text, from }) => [type, text, from.participantId])).to.deep.equal([
        ['ParticipantJoined', undefined, 2],
        ['TypingStarted', 'Hel', 2],
        ['TypingStopped', undefined, 2],
        ['Message', 'Hello', 2],
        ['PushUrl', 'https://example.com', 2],
        ['Notice', 'recorded', 2],
        ['CustomNotice', '{}', 2],
        ['FileUploaded', 'a.txt', 2],
        ['ParticipantLeft', undefined, 2],
        ['ParticipantLeft', undefined, 1],
      ]);
      expect(body.messages[3]).to.deep.include({ messageType: 'text', userData: { mood: 'good' } });
      expect(await desk.transcript(chatId)).to.deep.equal([...customer.started.messages, ...body.messages]);
    });

    it('announces a bot where it joins, or in all it does', async () => {
      const style = { GCTI_SYSTEM: { 'party-info': { style: 'BOT' } } };
      const shy = await desk.join(chatId, { name: 'Robo', role: 'Bot' });
      await desk.say(chatId, shy, 'beep');
      const open = await desk.join(chatId, { name: 'Robo 2', role: 'Bot', styleEvery: true });
      await desk.say(chatId, open, 'boop', { eventAttributes: { more: { of: 'it' } } });
      const events = (await desk.transcript(chatId)).slice(1);
      expect(events.map(({ from }) => from.type)).to.deep.equal(Array(4).fill('External'));
      expect(events.map(({ eventAttributes }) => eventAttributes)).to.deep.equal([
        style,
        undefined,
        style,
        { more: { of: 'it' }, ...style },
      ]);
    });

    it('waits until it has heard something', async () => {
      const hears = desk.heard(chatId, { type: 'Message', fromType: 'Client', after: 2 });
      await customer.ask('send', { message: 'too early' });
      await customer.ask('send', { message: 'hello' });
      expect((await hears).text).to.equal('hello');
      expect((await desk.heard(chatId, { text: 'too early' })).index).to.equal(2);
    });

    it('says what there was when it has heard nothing', async () => {
      await customer.ask('send', { message: 'something else' });
      const sentence = await sentenceOf(desk.heard(chatId, { text: 'hello', within: 20 }));
      expect(sentence).to.match(/^Within 20 ms nobody heard \{"text":"hello"\}\. There was:/);
      expect(sentence).to.include('2 Message from Client Jonny: something else');
    });

    it('sees requests, with the secrets blotted out', async () => {
      await fetch(customer.url('send'), {
        method: 'POST',
        headers: { apikey: 'APIK', Authorization: 'Basic xyz' },
        body: new URLSearchParams({ ...customer.keys, message: 'hi' }),
      });
      await customer.ask('send', { message: 'hi again' });
      const [request, send, again, ...rest] = await desk.requests(chatId);
      expect(rest).to.deep.equal([]);
      expect(request).to.include({ operation: 'request', chatId, path: '/genesys/2/chat/customer-support/' });
      expect(send).to.deep.include({
        operation: 'send',
        count: 1,
        form: { alias: '•••', secureKey: '•••', userId: '•••', message: 'hi' },
      });
      expect(send?.headers).to.include({ apikey: '•••', authorization: '•••' });
      expect(again).to.include({ operation: 'send', count: 2 });
      expect(await desk.requests('another')).to.deep.equal([]);
      await desk.clearRequests();
      expect(await desk.requests()).to.deep.equal([]);
    });

    it('watches every change, without secrets', async () => {
      const changes: ChatChange[] = [];
      let enough = () => {};
      const all = new Promise<void>((resolve) => {
        enough = resolve;
      });
      const stop = await desk.watch((change) => {
        if (changes.push(change) === 7) enough();
      });
      const other = await rawCustomer(server.dataURL, { nickname: 'Mia' });
      await other.ask('startTyping', { message: 'h' });
      await other.ask('updateData', { 'userData[b]': '2' });
      await other.ask('disconnect');
      await all;
      stop();
      expect(changes.map(({ kind }) => kind)).to.deep.equal([
        'started',
        'event',
        'event',
        'preview',
        'userData',
        'event',
        'ended',
      ]);
      for (const secret of Object.values(other.keys)) expect(JSON.stringify(changes)).not.to.include(`"${secret}"`);
    });

    it('alerts an idle customer; a sign of life calls it off', async () => {
      await desk.idleAlert(chatId, 30);
      const { body } = await customer.ask('refresh', { transcriptPosition: '2' });
      expect(body.idleTimerExpire).to.equal(30);
      expect(body.messages[0]).to.deep.include({
        type: 'IdleAlert',
        userData: { 'next-idle-timer-type': 'CLOSE', 'next-idle-timer-secs': '30' },
      });
      await customer.ask('customNotice', { eventAttributes: '{"purpose":"cancel-idle-timer"}' });
      expect((await customer.ask('refresh')).body).not.to.have.property('idleTimerExpire');
      expect(await desk.transcript(chatId)).to.have.length(2);
    });

    it('loses a chat: nobody knows it any more', async () => {
      await desk.lose(chatId);
      expect((await customer.ask('send', { message: 'hi' })).body).to.include({ statusCode: 2, chatEnded: true });
      expect(await desk.sessions()).to.deep.equal([]);
      expect(await sentenceOf(desk.lose(chatId))).to.equal(`There is no chat ${chatId}.`);
    });

    it('lets all keys expire, the old ones too', async () => {
      await desk.rotateKeys(chatId, 9);
      expect((await customer.ask('refresh')).status).to.equal(200);
      await desk.expireToken(chatId);
      expect((await customer.ask('refresh')).status).to.equal(401);
    });

    it('rejects with what was wrong', async () => {
      const ann = await desk.join(chatId, { name: 'Ann', role: 'Agent' });
      await desk.leave(chatId, ann);
      expect(await sentenceOf(desk.say('nobody', 1, 'hi'))).to.equal('There is no chat nobody.');
      expect(await sentenceOf(desk.say(chatId, ann, 'hi'))).to.equal(`Nobody in chat ${chatId} has the id 2.`);
      await desk.end(chatId);
      expect(await sentenceOf(desk.join(chatId, { name: 'Bo', role: 'Agent' }))).to.equal(`Chat ${chatId} has ended.`);
    });

    // As plain JavaScript would call it.
    const wrong: readonly [method: keyof Desk, args: readonly unknown[], sentence: string][] = [
      ['transcript', [], 'chatId must be a string.'],
      ['join', ['CHAT'], 'newcomer must be an object.'],
      ['join', ['CHAT', { role: 'Agent' }], 'name must be a string.'],
      ['join', ['CHAT', { name: 'Ann', role: 'Client' }], 'role must be one of Agent, Supervisor, Bot, External.'],
      ['join', ['CHAT', { name: 'Ann', rôle: 'Agent' }], 'newcomer has no rôle; it has name, role, styleEvery.'],
      ['say', ['CHAT', 1], 'text must be a string.'],
      ['say', ['CHAT', 1, 5], 'text must be a string.'],
      ['say', ['CHAT', '1', 'hi'], 'participantId must be a number from 0.'],
      ['say', ['CHAT', 1, 'hi', { mood: 1 }], 'extras has no mood; it has messageType, eventAttributes, userData.'],
      ['notice', ['CHAT', 1, 'hi', { type: 'Message' }], 'type must be one of Notice, CustomNotice.'],
      ['sendFile', ['CHAT', 1, new File(['hi'], 'a.txt')], 'name must be a string.'],
      ['idleAlert', ['CHAT'], 'secondsLeft must be a number from 0.'],
      ['heard', ['CHAT', { txt: 'hi' }], 'expected has no txt; it has type, text, fromType, after, within.'],
      ['heard', ['CHAT', { type: 'Massage' }], 'type must be one of ParticipantJoined,'],
      ['watch', [], 'listener must be a function.'],
    ];
    for (const [method, args, sentence] of wrong) {
      it(`rejects ${method}(${JSON.stringify(args).slice(1, -1)}) by name`, async () => {
        const given = args.map((arg) => (arg === 'CHAT' ? chatId : arg));
        const call: Promise<unknown> = Reflect.apply(desk[method], desk, given);
        expect(await sentenceOf(call)).to.include(sentence);
        expect((await desk.sessions())[0]?.ended).to.equal(false);
      });
    }
  });
}

describe('A desk over HTTP', () => {
  it('rules the weather, and takes the chat server down and up', async () => {
    await using server = await startChatServer();
    const { weather, goDown, comeBack, desk } = connectDesk(`${server.controlURL}/`);
    const { ask, chatId } = await rawCustomer(server.dataURL);
    await weather.set([{ on: 'refresh', kind: 'status', status: 500 }]);
    await weather.add({ on: 'send', kind: 'status', status: 503 });
    expect([(await ask('refresh')).status, (await ask('send')).status]).to.deep.equal([500, 503]);
    await weather.clear();
    expect((await ask('refresh')).status).to.equal(200);
    await goDown();
    expect(await sentenceOf(ask('refresh'))).to.equal('fetch failed');
    expect((await desk.sessions())[0]?.chatId).to.equal(chatId);
    await comeBack();
    expect((await ask('refresh')).status).to.equal(200);
  });

  it('says so where no desk answers', async () => {
    await using server = await startChatServer();
    const sentence = `connectDesk: at ${server.url} no desk answers; it is given the controlURL of a chat server.`;
    const { desk, weather, goDown } = connectDesk(server.url);
    const calls = [desk.sessions(), desk.watch(() => undefined), weather.clear(), goDown()];
    expect(new Set(await Promise.all(calls.map(sentenceOf)))).to.deep.equal(new Set([sentence]));
    const nobody = connectDesk('http://127.0.0.1:9').desk.sessions();
    expect(await sentenceOf(nobody)).to.include('at http://127.0.0.1:9 no desk answers');
  });

  it('hears that a waiting desk is let go when the server closes', async () => {
    const server = await startChatServer();
    const { chatId } = await rawCustomer(server.dataURL);
    const waits = sentenceOf(server.desk.heard(chatId, { text: 'never' }));
    await server.close();
    expect(await waits).to.match(/^The server closed before/);
  });
});
