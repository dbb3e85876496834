import { expect } from 'chai';
import { proveRejection } from '../support/proofs.js';
import { beginChat, meetAgent, saying, textsOf } from '../support/scene.js';
import { world } from '../support/world.js';

describe('A bad answer', () => {
  const stage = world();

  it('is an error, and leaves the chat going', async () => {
    const { visit, ann } = await meetAgent(stage);
    const before = visit.seen.names.length;
    await stage.server.weather.set([
      { kind: 'status', status: 404, on: 'refresh', times: 1 },
      { kind: 'status', status: 429, on: 'refresh', times: 1 },
      { kind: 'status', status: 403, errors: [{ code: 7, advice: 'not now' }], on: 'refresh', times: 1 },
      { kind: 'statusCode', statusCode: 2, errors: [{ code: 249, advice: 'no' }], on: 'refresh', times: 1 },
      { kind: 'garble', into: 'html', on: 'refresh', times: 1 },
      { kind: 'garble', into: 'mistyped', on: 'refresh', times: 1 },
      { kind: 'truncate', on: 'refresh', times: 1 },
    ]);
    await ann.say('Still here');
    await visit.when('messageReceived', saying('Still here'));
    expect(visit.seen.names.slice(before)).to.deep.equal([...Array(7).fill('error'), 'messageReceived']);
    const errors = visit.seen.all('error').map(({ data }) => [data.kind, data.status, data.errors]);
    expect(errors.slice(0, 4)).to.deep.equal([
      ['Refused', 404, []],
      ['Refused', 429, []],
      ['Refused', 403, [{ code: 7, advice: 'not now' }]],
      ['Refused', 200, [{ code: 249, advice: 'no' }]],
    ]);
    expect(errors.slice(4).map(([kind]) => kind)).to.deep.equal(Array(3).fill('Garbled'));
    await visit.service.sendMessage({ message: 'So am I' });
    await visit.when('messageReceived', saying('So am I'));
    expect(textsOf(visit)).to.deep.equal(['Still here', 'So am I']);
  });

  it('that was lost on its way leaves one message on the server, and one on the page', async () => {
    const { visit, chatId } = await beginChat(stage);
    await stage.server.weather.set([{ kind: 'dropAfter', on: 'send', times: 1 }]);
    const failure = await proveRejection(visit.service.sendMessage({ message: 'Once' }), 'sendMessage/failure');
    expect(failure).to.include({ kind: 'Offline' });
    await visit.when('messageReceived', saying('Once'));
    await visit.service.sendMessage({ message: 'Twice' });
    await visit.when('messageReceived', saying('Twice'));
    expect(textsOf(visit)).to.deep.equal(['Once', 'Twice']);
    const transcript = await stage.server.desk.transcript(chatId);
    expect(transcript.filter(({ text }) => text === 'Once')).to.have.length(1);
  });

  it("to a message is the message's rejection", async () => {
    const { visit } = await beginChat(stage);
    const { weather } = stage.server;
    const before = visit.seen.names.length;
    await weather.set([{ kind: 'statusCode', statusCode: 1, on: 'send', times: 1 }]);
    const cannot = await proveRejection(visit.service.sendMessage({ message: 'One' }), 'sendMessage/refused');
    expect(cannot).to.include({ kind: 'Refused', statusCode: 1 });
    await weather.set([{ kind: 'statusCode', statusCode: 2, on: 'send', times: 1 }]);
    const never = await proveRejection(visit.service.sendMessage({ message: 'Two' }), 'sendMessage/refused');
    expect(never).to.include({ kind: 'Refused', statusCode: 2 });
    await weather.set([{ kind: 'garble', into: 'html', on: 'send', times: 1 }]);
    const garbled = await proveRejection(visit.service.sendMessage({ message: 'Three' }), 'sendMessage/failure');
    expect(garbled).to.include({ kind: 'Garbled' });
    await visit.when('messageReceived', saying('Three'));
    // statusCode 1 is the chat server's trouble, and no error.
    expect(visit.seen.names.slice(before)).to.deep.equal(['error', 'error', 'messageReceived']);
  });

  it('to the last request of a chat ends it', async () => {
    const { visit } = await beginChat(stage);
    const before = visit.seen.names.length;
    const errors = [{ code: 249, advice: 'no such chat' }];
    await stage.server.weather.set([
      { kind: 'statusCode', statusCode: 2, chatEnded: true, errors, on: 'send', times: 1 },
    ]);
    const failure = await proveRejection(visit.service.sendMessage({ message: 'Hello?' }), 'sendMessage/refused');
    expect(failure).to.deep.include({ kind: 'Refused', statusCode: 2, errors });
    expect(visit.seen.names.slice(before)).to.deep.equal(['error', 'clientDisconnected', 'ended', 'pollingStopped']);
  });

  it('has no keys in it that anybody could read', async () => {
    const { visit } = await beginChat(stage);
    const { secureKey = '' } = await visit.service.getSessionData();
    expect(secureKey).to.not.equal('');
    await stage.server.weather.set([{ kind: 'status', status: 400, body: { echo: secureKey }, on: 'send', times: 1 }]);
    const failure = await proveRejection(visit.service.sendMessage({ message: 'Tell me' }), 'sendMessage/failure');
    expect(JSON.stringify(failure)).to.not.include(secureKey);
    expect(`${failure.message} ${failure.stack}`).to.not.include(secureKey);
  });

  it('may bring new keys, and the chat goes on with them, over a reload too', async () => {
    const { visit: first, chatId, enter } = await beginChat(stage);
    const { desk } = stage.server;
    const ann = await enter('Ann');
    const keys = [(await first.service.getSessionData()).secureKey];
    for (const text of ['First', 'Second']) {
      // Enough for the poll and the message that may be under way.
      await desk.rotateKeys(chatId, 3);
      await ann.say(text);
      await first.when('messageReceived', saying(text));
      await first.service.sendMessage({ message: `${text}, yes` });
      keys.push((await first.service.getSessionData()).secureKey);
    }
    expect(new Set(keys).size).to.equal(3);
    await desk.rotateKeys(chatId, 1);
    const visit = await first.reload();
    await visit.when('restored');
    await visit.service.sendMessage({ message: 'Still the same chat' });
    await visit.when('messageReceived', saying('Still the same chat'));
    expect(visit.seen.names).to.not.include('error');
    expect((await visit.service.getSessionData()).sessionId).to.equal(chatId);
  });
});
