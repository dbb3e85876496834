import { expect } from 'chai';
import { fileIdOf, isYes, withFile } from '../support/dialect.js';
import { needs } from '../support/needs.js';
import { prove, proveRejection, proveResolution } from '../support/proofs.js';
import { beginChat, meetAgent } from '../support/scene.js';
import { world } from '../support/world.js';

const types = ['jpeg', 'jpg', 'pdf', 'png', 'txt', 'zip'];
const megabyte = 1024 * 1024;

// A picture by its name: what every server takes.
const picture = (name: string, text = 'hello'): File => new File([text], name, { type: 'image/png' });

describe('A file', () => {
  const stage = world();

  // Over CometD a file is asked for without its chat.
  const uploads = async (): Promise<number> =>
    (await stage.server.desk.requests()).filter(({ operation }) => operation === 'file').length;

  it('of the customer reaches the contact centre, and says how far it is', async () => {
    const { visit, chatId } = await beginChat(stage);
    const { service } = visit;
    const progress: { name: string; loaded: number; total: number }[] = [];
    service.uploads$.subscribe((step) => progress.push(step));
    const file = picture('parcel.png', 'x'.repeat(300_000));
    const answer = await proveResolution(service.sendFile({ files: file }), 'sendFile/sent');
    expect(answer).to.satisfy(isYes);
    const event = await stage.server.desk.heard(chatId, { type: 'FileUploaded', fromType: 'Client' });
    expect(event.userData).to.include({ 'file-name': 'parcel.png', 'file-size': '300000' });

    const { data } = await visit.when('messageReceived', withFile);
    const fileId = data.messages.map(fileIdOf)[0] ?? '';
    const back = await service.downloadFile({ fileId, fileName: 'parcel.png' });
    expect(await back.text()).to.equal(await file.text());

    expect(progress.map(({ name }) => name)).to.deep.equal(progress.map(() => 'parcel.png'));
    const loaded = progress.map((step) => step.loaded);
    expect(loaded).to.deep.equal([...loaded].sort((a, b) => a - b));
    const last = progress.at(-1);
    expect(last?.loaded).to.equal(last?.total).and.to.be.at.least(300_000);
  });

  it('may come with others, and is answered each by itself', async () => {
    const { visit, chatId } = await beginChat(stage);
    const files = ['a.png', 'b.png'].map((name) => picture(name, name));
    const answers = await proveResolution(visit.service.sendFile({ files }), 'sendFile/several');
    expect(answers).to.be.an('array').with.length(2);
    const transcript = await stage.server.desk.transcript(chatId);
    const names = transcript
      .filter(({ type }) => type === 'FileUploaded')
      .map(({ userData }) => userData?.['file-name']);
    expect(names).to.deep.equal(['a.png', 'b.png']);
  });

  it('of the contact centre can be fetched', async () => {
    const { visit, ann } = await meetAgent(stage);
    await ann.sendFile({ name: 'offer.png', content: btoa('Ten percent off'), type: 'image/png' });
    const { data } = await visit.when('messageReceived', withFile);
    const fileId = data.messages.map(fileIdOf)[0] ?? '';
    // What may be repeated is repeated.
    await stage.server.weather.set([{ kind: 'status', status: 503, on: 'download', times: 1 }]);
    const offer = await proveResolution(
      visit.service.downloadFile({ fileId, fileName: 'offer.png' }),
      'downloadFile/downloaded',
    );
    expect(offer.type).to.include('image/png');
    expect(await offer.text()).to.equal('Ten percent off');
    const sameOffer = await visit.service.downloadFile({ field: fileId });
    expect(await sameOffer.text()).to.equal('Ten percent off');
  });

  it('that nobody sent cannot be fetched', async () => {
    const { visit } = await beginChat(stage);
    const failure = await proveRejection(visit.service.downloadFile({ fileId: 'none' }), 'downloadFile/failure');
    expect(failure).to.include({ kind: 'Refused', status: 404 });
  });

  needs('fileLimits').it('has limits that can be asked for', async () => {
    const { visit } = await beginChat(stage);
    await visit.service.sendFile({ files: picture('five.png') });
    expect(await proveResolution(visit.service.getFileLimits(), 'getFileLimits/given')).to.deep.equal({
      types,
      maxSize: 10 * megabyte,
      maxTotalSize: 95 * megabyte,
      maxFiles: 5,
      usedTotalSize: 5,
      usedFiles: 1,
      needsAgent: false,
    });
    await stage.server.weather.set([{ kind: 'status', status: 403, on: 'fileLimits', times: 1 }]);
    const failure = await proveRejection(visit.service.getFileLimits(), 'getFileLimits/failure');
    expect(failure).to.include({ kind: 'Refused', status: 403 });
  });

  needs('fileLimits').it('beyond the limits is refused before a byte of it is sent', async () => {
    const { visit } = await beginChat(stage);
    await stage.server.desk.clearRequests();
    const { service } = visit;
    const wrongType = await proveRejection(service.sendFile({ files: picture('virus.exe') }), 'sendFile/invalidType');
    expect(wrongType).to.have.deep.nested.property('errors[0]', {
      code: 203,
      advice: types.join(':'),
      filename: 'virus.exe',
    });
    expect(wrongType.message).to.include('virus.exe');
    const big = new File([new Uint8Array(10 * megabyte + 1)], 'big.zip');
    const tooLarge = await proveRejection(service.sendFile({ files: big }), 'sendFile/tooLarge');
    expect(tooLarge).to.have.deep.nested.property('errors[0]', {
      code: 202,
      advice: String(10 * megabyte),
      filename: 'big.zip',
    });
    const six = Array.from({ length: 6 }, (_, place) => picture(`${place}.png`));
    const tooMany = await proveRejection(service.sendFile({ files: six }), 'sendFile/tooMany');
    expect(tooMany).to.have.nested.property('errors[0].code', 201);
    expect(tooMany).to.have.nested.property('errors[0].advice', '5');
    expect(await uploads()).to.equal(0);
  });

  needs('fileLimits').it("is the server's to refuse where it does not tell its limits", async () => {
    const { visit } = await beginChat(stage);
    const { weather } = stage.server;
    await weather.set([{ kind: 'status', status: 403, on: 'fileLimits' }]);
    const refused = await proveRejection(
      visit.service.sendFile({ files: picture('virus.exe') }),
      'sendFile/invalidType',
    );
    expect(refused).to.include({ kind: 'Refused', status: 400 });
    expect(refused).to.have.nested.property('errors[0].code', 203);
    const both = visit.service.sendFile({ files: [picture('fine.png'), picture('virus.exe')] });
    const half = await proveRejection(both, 'sendFile/invalidType');
    expect(half.message).to.include('Sent: fine.png').and.to.include('virus.exe');
    await weather.set([{ kind: 'status', status: 500, on: 'file', times: 1 }]);
    const failure = await proveRejection(visit.service.sendFile({ files: picture('fine.png') }), 'sendFile/failure');
    expect(failure).to.include({ kind: 'Refused', status: 500 });
    await visit.service.sendFile({ files: picture('fine.png') });
  });

  it('can be called back on its way', async () => {
    const { visit, chatId } = await beginChat(stage);
    await stage.server.desk.clearRequests();
    await stage.server.weather.set([{ kind: 'delay', ms: 60_000, leg: 'request', on: 'file', times: 1 }]);
    const cancel = new AbortController();
    const sent = visit.service.sendFile({ files: picture('wrong.png'), signal: cancel.signal });
    const rejection = sent.catch((why: unknown) => why);
    while ((await uploads()) === 0);
    const reason = new Error('the wrong file');
    cancel.abort(reason);
    expect(await rejection).to.equal(reason);
    const tooLate = visit.service.sendFile({ files: picture('wrong.png'), signal: cancel.signal });
    expect(await tooLate.catch((why: unknown) => why)).to.equal(reason);
    expect(await uploads()).to.equal(1);
    await visit.service.sendFile({ files: picture('right.png') });
    const event = await stage.server.desk.heard(chatId, { type: 'FileUploaded' });
    expect(event.userData).to.include({ 'file-name': 'right.png' });
    expect(visit.seen.names).to.not.include('error');
    expect(visit.seen.names).to.not.include('disconnected');
  });

  it('that takes too long is given up', async () => {
    const { visit } = await beginChat(stage, { timeouts: { fileUploadTimeout: 200 } });
    await stage.server.weather.set([{ kind: 'delay', ms: 60_000, on: 'file', times: 1 }]);
    const failure = await proveRejection(visit.service.sendFile({ files: picture('slow.png') }), 'sendFile/failure');
    expect(failure).to.include({ kind: 'TimedOut' });
    prove('option/fileUploadTimeout');
  });
});
