import { expect } from 'chai';
import { firstValueFrom, switchMap } from 'rxjs';
import { scripted } from '../../transports/scripted.js';
import { prove, proveEvent, proveRejection, proveResolution } from '../support/proofs.js';
import { beginChat, startChat } from '../support/scene.js';
import { world } from '../support/world.js';

/** Options as a page without types would write them. */
const untyped = (json: string) => JSON.parse(json);

describe('A command that cannot be carried out', () => {
  const stage = world();

  it('for want of a chat says so', async () => {
    const { service, seen } = await stage.open();
    await proveRejection(service.endChat(), 'endChat/noSession');
    await proveRejection(service.sendMessage({ message: 'hi' }), 'sendMessage/noSession');
    await proveRejection(service.sendTyping(), 'sendTyping/noSession');
    await proveRejection(service.sendCustomNotice({ message: 'hi' }), 'sendCustomNotice/noSession');
    const filtered = service.sendFilteredMessage({ message: 'hi', regex: /hi/ });
    await proveRejection(filtered, 'sendFilteredMessage/noSession');
    await proveRejection(service.startPoll(), 'startPoll/noSession');
    await proveRejection(service.stopPoll(), 'stopPoll/noSession');
    await proveRejection(service.restore(), 'restore/notFound');
    await proveResolution(service.resetPollExceptions(), 'resetPollExceptions/reset');
    const nothing = { sessionId: '', secureKey: '', alias: '', userId: '' };
    expect(await service.getSessionData()).to.deep.equal(nothing);
    expect(await service.getTranscript()).to.deep.equal({ messages: [], originalMessages: [] });
    expect(await service.getStats()).to.deep.equal({ agents: {}, startTime: false, endTime: false, duration: false });
    expect(seen.names).to.deep.equal(['ready']);
  });

  it('for want of a text says so first', async () => {
    const visit = await stage.open();
    await proveRejection(visit.service.sendMessage({ message: '' }), 'sendMessage/noText');
    await proveRejection(visit.service.sendMessage({ message: ' \n ' }), 'sendMessage/noText');
    await proveRejection(visit.service.sendMessage(untyped('{"message":7}')), 'sendMessage/noText');
    await startChat(stage, visit);
    await proveRejection(visit.service.sendMessage({ message: ' ' }), 'sendMessage/noText');
    await proveRejection(visit.service.sendMessage(untyped('{}')), 'sendMessage/noText');
  });

  it('since its text is too long says how long it may be', async () => {
    const { visit, chatId } = await beginChat(stage, { maxMessageLength: 3 });
    const tooLong = visit.service.sendMessage({ message: '1234' });
    await proveRejection(tooLong, 'sendMessage/tooLong', { limit: 3 });
    await visit.service.sendMessage({ message: '👋🏽!' });
    await stage.server.desk.heard(chatId, { text: '👋🏽!' });
    prove('option/maxMessageLength');
  });

  it('since there is a chat already says so', async () => {
    const visit = await stage.open();
    const first = visit.service.startChat({ nickname: 'Jonny' });
    await proveRejection(visit.service.startChat({ nickname: 'Jane' }), 'startChat/starting');
    await first;
    await proveRejection(visit.service.startChat({ nickname: 'Jane' }), 'startChat/alreadyActive');
    await proveRejection(visit.service.restore(), 'restore/active');
    const chats = await stage.server.desk.sessions();
    expect(chats.filter(({ form }) => form.nickname === 'Jane')).to.deep.equal([]);
  });

  it('of two in one listener is the second', async () => {
    const visit = await stage.open();
    const outcomes = firstValueFrom(
      visit.service.events.clientConnected$.pipe(
        switchMap(() => Promise.allSettled([visit.service.endChat(), visit.service.startChat({ nickname: 'Jane' })])),
      ),
    );
    await visit.service.startChat({ nickname: 'Jonny' });
    const [end, start] = await outcomes;
    expect(end.status).to.equal('fulfilled');
    expect(start).to.have.nested.property('reason.message', 'There is already an active chat session');
  });

  it('since the attached data is none says so', async () => {
    const { service, seen } = await stage.open();
    await stage.server.desk.clearRequests();
    for (const userData of ['[1]', '7', '"text"', '"[1]"', '"{"']) {
      const options = untyped(`{"nickname":"Jonny","userData":${userData}}`);
      await proveRejection(service.startChat(options), 'startChat/malformedUserData');
    }
    expect(seen.names).to.deep.equal(['ready']);
    expect(await stage.server.desk.requests()).to.deep.equal([]);
  });

  it('since the server or the network will not says why, and the next try may succeed', async () => {
    const visit = await stage.open();
    const { service, seen } = visit;
    const { weather } = stage.server;
    await weather.set([{ kind: 'status', status: 500, on: 'request', times: 1 }]);
    const broken = await proveRejection(service.startChat({ nickname: 'Jonny' }), 'startChat/serverFailure');
    expect(broken).to.include({ kind: 'Refused', status: 500 });
    const nameless = await proveRejection(service.startChat({}), 'startChat/serverFailure');
    expect(nameless).to.deep.include({ status: 400, errors: [{ code: 161, advice: 'nickname is required' }] });
    await weather.set([{ kind: 'statusCode', statusCode: 2, on: 'request', times: 1 }]);
    const never = await proveRejection(service.startChat({ nickname: 'Jonny' }), 'startChat/serverFailure');
    expect(never).to.include({ kind: 'Refused', statusCode: 2 });
    await weather.set([{ kind: 'garble', into: 'html', on: 'request', times: 1 }]);
    const garbled = await proveRejection(service.startChat({ nickname: 'Jonny' }), 'startChat/serverFailure');
    expect(garbled).to.include({ kind: 'Garbled' });
    await stage.server.goDown();
    const offline = await proveRejection(service.startChat({ nickname: 'Jonny' }), 'startChat/networkFailure');
    expect(offline).to.include({ kind: 'Offline', status: 0 });
    await stage.server.comeBack();
    expect(seen.names).to.deep.equal(['ready', 'error', 'error', 'error', 'error', 'error']);
    proveEvent('error', seen.all('error')[0]?.data);
    await service.startChat({ nickname: 'Jonny' });
    await visit.when('started');
  });

  it('in the middle of a chat says why', async () => {
    const { visit } = await beginChat(stage);
    const { service } = visit;
    await stage.server.weather.set([
      { kind: 'status', status: 500, on: 'customNotice', times: 1 },
      { kind: 'status', status: 500, on: 'updateData', times: 1 },
    ]);
    await proveRejection(service.sendCustomNotice({ message: 'x' }), 'sendCustomNotice/failure');
    await proveRejection(service.updateUserData({ a: 1 }), 'updateUserData/failure');
    await proveRejection(service.fetchHistory(), 'fetchHistory/notAsync');
    expect(visit.seen.all('error').map(({ data }) => data.status)).to.deep.equal([500, 500]);
  });

  it('since the server has no such thing says so', async () => {
    const visit = await stage.open({ transport: scripted().transport, restore: 'manual' });
    const { service } = visit;
    await proveRejection(service.verifySession(), 'verifySession/unsupported');
    await service.startChat({ nickname: 'Jonny' });
    await proveRejection(service.sendCustomNotice({ message: 'x' }), 'sendCustomNotice/unsupported');
    await proveRejection(service.sendTyping(), 'sendTyping/unsupported');
    await proveRejection(service.updateUserData({ a: 1 }), 'updateUserData/unsupported');
    await proveRejection(service.startPoll(), 'startPoll/unsupported');
    await proveRejection(service.stopPoll(), 'stopPoll/unsupported');
    await proveRejection(service.resetPollExceptions(), 'resetPollExceptions/unsupported');
    await proveRejection(service.getFileLimits(), 'getFileLimits/unsupported');
    await proveRejection(service.downloadFile({ fileId: '1' }), 'downloadFile/unsupported');
    const files = new File(['x'], 'x.txt');
    await proveRejection(service.sendFile({ files }), 'sendFile/unsupported');
    // Nothing is polled, so nothing starts or stops.
    expect(visit.seen.names).to.deep.equal(['ready', 'started']);
  });

  it('since an option is wrong is no command at all: the service says which', async () => {
    await proveRejection(stage.open(untyped('{"pollRateMax":"often"}')), 'configure/wrongOption');
    const wrong = await stage.open(untyped('{"restore":"maybe"}')).catch((reason: unknown) => String(reason));
    expect(wrong).to.include('restore').and.to.include("'auto' or 'manual'");
    const noURL = await stage.open({ gms: untyped('{"dataURL":7}') }).catch((reason: unknown) => String(reason));
    expect(noURL).to.include('dataURL');
  });
});
