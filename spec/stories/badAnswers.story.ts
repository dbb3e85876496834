import { expect } from 'chai';
import { secretOf } from '../support/dialect.js';
import { needs } from '../support/needs.js';
import { proveRejection } from '../support/proofs.js';
import { beginChat, leaveForGood, meetAgent, saying, textsOf } from '../support/scene.js';
import { world } from '../support/world.js';

describe('A bad answer', () => {
  const stage = world();

  needs('polling').it('is an error, and leaves the chat going', async () => {
    const { visit, ann } = await meetAgent(stage);
    const before = visit.seen.names.length;
    await stage.server.weather.set([
      { kind: 'status', status: 405, on: 'refresh', times: 1 },
      { kind: 'status', status: 429, on: 'refresh', times: 1 },
      { kind: 'status', status: 403, errors: [{ code: 7, advice: 'not now' }], on: 'refresh', times: 1 },
      { kind: 'garble', into: 'html', on: 'refresh', times: 1 },
      { kind: 'garble', into: 'mistyped', on: 'refresh', times: 1 },
      { kind: 'truncate', on: 'refresh', times: 1 },
    ]);
    await ann.say('Still here');
    await visit.when('messageReceived', saying('Still here'));
    expect(visit.seen.names.slice(before)).to.deep.equal([...Array(6).fill('error'), 'messageReceived']);
    const errors = visit.seen.all('error').map(({ data }) => data);
    expect(errors.map(({ kind }) => kind)).to.deep.equal([...Array(3).fill('Refused'), ...Array(3).fill('Garbled')]);
    expect(errors.slice(0, 3).map(({ status }) => status)).to.deep.equal([405, 429, 403]);
    expect(errors[2]?.errors).to.deep.equal([{ code: 7, advice: 'not now' }]);
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

  needs('statusCodes').it('that says no in a statusCode is one too', async () => {
    const { visit, ann } = await meetAgent(stage);
    const { weather } = stage.server;
    const before = visit.seen.names.length;
    const errors = [{ code: 249, advice: 'no' }];
    await weather.set([{ kind: 'statusCode', statusCode: 2, errors, on: 'refresh', times: 1 }]);
    const { data } = await visit.when('error');
    expect(data).to.deep.include({ kind: 'Refused', status: 200, errors });
    await ann.say('Still here');
    await visit.when('messageReceived', saying('Still here'));
    await weather.set([{ kind: 'statusCode', statusCode: 1, on: 'send', times: 1 }]);
    const cannot = await proveRejection(visit.service.sendMessage({ message: 'One' }), 'sendMessage/refused');
    expect(cannot).to.include({ kind: 'Refused', statusCode: 1 });
    await weather.set([{ kind: 'statusCode', statusCode: 2, on: 'send', times: 1 }]);
    const never = await proveRejection(visit.service.sendMessage({ message: 'Two' }), 'sendMessage/refused');
    expect(never).to.include({ kind: 'Refused', statusCode: 2 });
    // statusCode 1 is the chat server's trouble, and no error.
    expect(visit.seen.names.slice(before)).to.deep.equal(['error', 'messageReceived', 'error']);
  });

  needs('answers').it("to a message is the message's rejection", async () => {
    const { visit } = await beginChat(stage);
    const { weather } = stage.server;
    const before = visit.seen.names.length;
    await weather.set([{ kind: 'status', status: 400, on: 'send', times: 1 }]);
    const refused = await proveRejection(visit.service.sendMessage({ message: 'One' }), 'sendMessage/failure');
    expect(refused).to.include({ kind: 'Refused', status: 400 });
    await weather.set([{ kind: 'garble', into: 'html', on: 'send', times: 1 }]);
    const garbled = await proveRejection(visit.service.sendMessage({ message: 'Two' }), 'sendMessage/failure');
    expect(garbled).to.include({ kind: 'Garbled' });
    await visit.when('messageReceived', saying('Two'));
    expect(visit.seen.names.slice(before)).to.deep.equal(['error', 'error', 'messageReceived']);
  });

  needs('statusCodes').it('to the last request of a chat ends it', async () => {
    const { visit } = await beginChat(stage);
    const before = visit.seen.names.length;
    const errors = [{ code: 249, advice: 'no such chat' }];
    await stage.server.weather.set([
      { kind: 'statusCode', statusCode: 2, chatEnded: true, errors, on: 'send', times: 1 },
    ]);
    const failure = await proveRejection(visit.service.sendMessage({ message: 'Hello?' }), 'sendMessage/refused');
    expect(failure).to.deep.include({ kind: 'Refused', statusCode: 2, errors });
    await visit.when('pollingStopped');
    expect(visit.seen.names.slice(before)).to.deep.equal(['error', 'clientDisconnected', 'ended', 'pollingStopped']);
  });

  it('has no keys in it that anybody could read', async () => {
    const { visit } = await beginChat(stage);
    const secret = secretOf(await visit.service.getSessionData());
    await stage.server.weather.set([{ kind: 'status', status: 400, body: { echo: secret }, on: 'send', times: 1 }]);
    const failure = await proveRejection(visit.service.sendMessage({ message: 'Tell me' }), 'sendMessage/failure');
    expect(JSON.stringify(failure)).to.not.include(secret);
    expect(`${failure.message} ${failure.stack}`).to.not.include(secret);
  });

  needs('newKeys').it('may bring new keys, and the chat goes on with them, over a reload too', async () => {
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
    // The old keys serve one more request: that of the page that comes back.
    await leaveForGood(stage, first);
    await desk.rotateKeys(chatId, 1);
    const visit = await stage.open();
    await visit.when('restored');
    await visit.service.sendMessage({ message: 'Still the same chat' });
    await visit.when('messageReceived', saying('Still the same chat'));
    expect(visit.seen.names).to.not.include('error');
    expect((await visit.service.getSessionData()).sessionId).to.equal(chatId);
  });
});
