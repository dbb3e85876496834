import { expect } from 'chai';
import { firstValueFrom, switchMap } from 'rxjs';
import { scripted } from '../../transports/scripted.js';
import { needs, without } from '../support/needs.js';
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
    const filtered = service.sendFilteredMessage({ message: 'hi', regex: /hi/ });
    await proveRejection(filtered, 'sendFilteredMessage/noSession');
    await proveRejection(service.restore(), 'restore/notFound');
    const nothing = await service.getSessionData();
    expect(nothing).to.include.keys('sessionId');
    expect(new Set(Object.values(nothing))).to.deep.equal(new Set(['']));
    expect(await service.getTranscript()).to.deep.equal({ messages: [], originalMessages: [] });
    expect(await service.getStats()).to.deep.equal({ agents: {}, startTime: false, endTime: false, duration: false });
    expect(seen.names).to.deep.equal(['ready']);
  });

  needs('polling').it('for want of a chat to ask for says so', async () => {
    const { service } = await stage.open();
    await proveRejection(service.startPoll(), 'startPoll/noSession');
    await proveRejection(service.stopPoll(), 'stopPoll/noSession');
  });

  needs('pollExceptions').it('is none where there is nothing to count yet', async () => {
    const { service } = await stage.open();
    await proveResolution(service.resetPollExceptions(), 'resetPollExceptions/reset');
  });

  needs('customNotices').it('for want of a chat for a notice says so, and why one was lost', async () => {
    const visit = await stage.open();
    const { service } = visit;
    await proveRejection(service.sendCustomNotice({ message: 'hi' }), 'sendCustomNotice/noSession');
    await startChat(stage, visit);
    await stage.server.weather.set([{ kind: 'status', status: 500, on: 'customNotice', times: 1 }]);
    await proveRejection(service.sendCustomNotice({ message: 'x' }), 'sendCustomNotice/failure');
    expect(visit.seen.all('error').map(({ data }) => data.kind)).to.deep.equal(['Refused']);
  });

  without('polling').it('since nothing is polled says so', async () => {
    const { visit } = await beginChat(stage);
    await proveRejection(visit.service.startPoll(), 'startPoll/unsupported');
    await proveRejection(visit.service.stopPoll(), 'stopPoll/unsupported');
  });

  without('pollExceptions').it('since there are no poll exceptions says so', async () => {
    const { visit } = await beginChat(stage);
    await proveRejection(visit.service.resetPollExceptions(), 'resetPollExceptions/unsupported');
  });

  without('customNotices').it('since there are no custom notices says so', async () => {
    const { visit } = await beginChat(stage);
    await proveRejection(visit.service.sendCustomNotice({ message: 'x' }), 'sendCustomNotice/unsupported');
  });

  without('fileLimits').it('since nobody tells the limits says so', async () => {
    const { visit } = await beginChat(stage);
    await proveRejection(visit.service.getFileLimits(), 'getFileLimits/unsupported');
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
    expect(broken).to.include({ kind: 'Refused' });
    const nameless = await proveRejection(service.startChat({}), 'startChat/serverFailure');
    expect(nameless).to.include({ kind: 'Refused' });
    expect(nameless).to.have.property('errors').with.length(1);
    await weather.set([{ kind: 'garble', into: 'html', on: 'request', times: 1 }]);
    const garbled = await proveRejection(service.startChat({ nickname: 'Jonny' }), 'startChat/serverFailure');
    expect(garbled).to.include({ kind: 'Garbled' });
    await stage.server.goDown();
    const offline = await proveRejection(service.startChat({ nickname: 'Jonny' }), 'startChat/networkFailure');
    expect(offline).to.include({ kind: 'Offline', status: 0 });
    await stage.server.comeBack();
    expect(seen.names).to.deep.equal(['ready', 'error', 'error', 'error', 'error']);
    proveEvent('error', seen.all('error')[0]?.data);
    await service.startChat({ nickname: 'Jonny' });
    await visit.when('started');
  });

  needs('statusCodes').it('since the server says so says why', async () => {
    const { service, seen } = await stage.open();
    await stage.server.weather.set([{ kind: 'statusCode', statusCode: 2, on: 'request', times: 1 }]);
    const never = await proveRejection(service.startChat({ nickname: 'Jonny' }), 'startChat/serverFailure');
    expect(never).to.include({ kind: 'Refused', status: 200, statusCode: 2 });
    const nameless = await proveRejection(service.startChat({}), 'startChat/serverFailure');
    expect(nameless).to.deep.include({ status: 400, errors: [{ code: 161, advice: 'nickname is required' }] });
    expect(seen.names).to.deep.equal(['ready', 'error', 'error']);
  });

  it('in the middle of a chat says why', async () => {
    const { visit } = await beginChat(stage);
    const { service } = visit;
    await stage.server.weather.set([{ kind: 'status', status: 500, on: 'updateData', times: 1 }]);
    await proveRejection(service.updateUserData({ a: 1 }), 'updateUserData/failure');
    await proveRejection(service.fetchHistory(), 'fetchHistory/notAsync');
    expect(visit.seen.all('error').map(({ data }) => data.kind)).to.deep.equal(['Refused']);
  });

  it('since the server has no such thing says so', async () => {
    const visit = await stage.open({ transport: scripted().transport, restore: 'manual' });
    const { service } = visit;
    await proveRejection(service.verifySession(), 'verifySession/unsupported');
    await service.startChat({ nickname: 'Jonny' });
    await proveRejection(service.sendCustomNotice({ message: 'x' }), 'sendCustomNotice/unsupported');
    await proveRejection(service.stayActive(), 'stayActive/unsupported');
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
    const timeouts = untyped('{"ajaxTimeout":"long"}');
    const late = await stage.open({ timeouts }).catch((reason: unknown) => String(reason));
    expect(late).to.include('ajaxTimeout');
  });
});
