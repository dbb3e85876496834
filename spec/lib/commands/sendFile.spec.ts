import { expect } from 'chai';
import { concat, from, NEVER, of, Subject } from 'rxjs';
import { TransportFailure } from '../../../transports/failures.js';
import type { FileLimits, Frame, UploadStep } from '../../../transports/frames.js';
import { frameOf, scriptedSession } from '../../../transports/scripted.js';
import { proveRejection, proveResolution } from '../../support/proofs.js';
import { call, everything, offline, outcomeOf, refused, rejectionOf, stage, until } from './stage.js';

const file = (name: string, size = 1) => new File(['x'.repeat(size)], name);
const answered = (answer: Frame['answer']): UploadStep => ({ kind: 'answered', frame: frameOf({ answer }) });
const progress = (loaded: number, total: number): UploadStep => ({ kind: 'progress', loaded, total });
const limits = (parts: Partial<FileLimits>): FileLimits => ({ types: [], needsAgent: false, ...parts });

/** The names of what was uploaded. */
const uploaded = (sent: (readonly unknown[])[]): unknown[] =>
  sent.map(([, upload]) => (typeof upload === 'object' && upload && 'name' in upload ? upload.name : undefined));

describe('sendFile', () => {
  const on = stage();

  it("resolves with the server's answer; progress is told meanwhile", async () => {
    const steps = from([progress(0, 4), progress(4, 4), answered({ stored: 1 })]);
    const { service, sent } = await on.begin({ upload: [steps] });
    const seen: unknown[] = [];
    service.uploads$.subscribe((step) => seen.push(step));
    const photo = file('photo.png', 4);
    const answer = await proveResolution(service.sendFile({ files: photo }), 'sendFile/sent');

    expect(answer).to.deep.equal({ stored: 1 });
    expect(sent('upload')).to.deep.equal([[scriptedSession, { file: photo, name: 'photo.png', progress: true }]]);
    expect(seen).to.deep.equal([
      { name: 'photo.png', loaded: 0, total: 4 },
      { name: 'photo.png', loaded: 4, total: 4 },
    ]);
  });

  it('sends what was chosen when it was called, whatever becomes of the input', async () => {
    const chosen = [file('a.txt'), file('b.txt')];
    const input = { type: 'file', files: chosen };
    for (const files of [input, [input], chosen]) {
      chosen.splice(0, 2, file('a.txt'), file('b.txt'));
      const { service, sent } = await on.begin(everything);
      const sending = service.sendFile({ files });
      chosen.length = 0;
      await sending;

      expect(uploaded(sent('upload'))).to.deep.equal(['a.txt', 'b.txt']);
    }
  });

  it('sends several one after the other, and resolves with their answers', async () => {
    const first = new Subject<UploadStep>();
    const { service, sent } = await on.begin({ upload: [first, answered({ b: 1 })] });
    const sending = service.sendFile({ files: { files: [file('a.txt'), file('b.txt')] } });
    await until(() => sent('upload').length > 0);
    expect(uploaded(sent('upload'))).to.deep.equal(['a.txt']);
    first.next(answered({ a: 1 }));

    expect(await proveResolution(sending, 'sendFile/several')).to.deep.equal([{ a: 1 }, { b: 1 }]);
    expect(uploaded(sent('upload'))).to.deep.equal(['a.txt', 'b.txt']);
  });

  for (const [row, code, parts, files] of [
    ['sendFile/tooMany', 201, { maxFiles: 2, usedFiles: 1 }, [file('a.txt'), file('b.txt')]],
    ['sendFile/tooLarge', 202, { maxSize: 3 }, file('a.txt', 4)],
    ['sendFile/invalidType', 203, { types: ['png'] }, file('a.exe')],
  ] as const) {
    it(`refuses in the server's shape before a byte is sent (${row})`, async () => {
      const { service, calls, events } = await on.begin({ ...everything, fileLimits: [limits(parts)] });
      const reason = await proveRejection(service.sendFile({ files }), row);

      expect(reason).to.be.instanceOf(TransportFailure);
      expect(reason).to.have.property('kind', 'Refused');
      expect(reason).to.have.nested.property('errors[0].code', code);
      expect(reason).to.have.nested.property('errors[0].advice').that.is.a('string');
      expect(reason).to.have.nested.property('answer.errors[0].code', code);
      expect(calls.map(({ method }) => method)).to.deep.equal(['start', 'fileLimits']);
      expect(events.slice(2)).to.deep.equal([]);
    });
  }

  it('needs an agent in the chat where the server says so', async () => {
    const needing = limits({ needsAgent: true });
    const { service, push, sent } = await on.begin({ ...everything, fileLimits: [needing, needing] });
    expect(await rejectionOf(service.sendFile({ files: file('a.txt') }))).to.contain('an agent must be in the chat');
    push(frameOf({ messages: [{ index: 1, type: 'ParticipantJoined', from: { id: 1, name: 'Ann', type: 'Agent' } }] }));
    await on.clock.tickAsync(250);
    await service.sendFile({ files: file('a.txt') });

    expect(uploaded(sent('upload'))).to.deep.equal(['a.txt']);
  });

  it('leaves the decision to a server that does not tell its limits', async () => {
    const { service, sent, names } = await on.begin({ ...everything, fileLimits: [refused(404), offline()] });
    await service.sendFile({ files: file('a.txt') });
    await service.sendFile({ files: file('b.txt') });

    expect(uploaded(sent('upload'))).to.deep.equal(['a.txt', 'b.txt']);
    expect(names().slice(2)).to.deep.equal([]);
  });

  it('rejects with the failure, and publishes it once', async () => {
    const failure = refused(400);
    const { service, events } = await on.begin({ upload: [failure] });
    const reason = await proveRejection(service.sendFile({ files: file('a.txt') }), 'sendFile/failure');

    expect(events.slice(1).map(({ name, data }) => [name, data])).to.deep.equal([['error', reason]]);
    expect(reason).to.deep.include({ kind: 'Refused', status: 400, message: 'No.', cause: failure });
    expect(reason).to.deep.include({
      errorReason: 'FileUploadError',
      errors: [{ code: 100, advice: 'do not', filename: 'a.txt' }],
    });
  });

  it('names what was sent, and what was not, when one of several is refused', async () => {
    const failure = refused(400);
    const { service, sent, events } = await on.begin({ upload: [answered({}), failure] });
    const files = ['a.txt', 'b.txt', 'c.txt'].map((name) => file(name));
    const reason = await proveRejection(service.sendFile({ files }), 'sendFile/failure');

    expect(reason.message).to.equal('Sent: a.txt; not sent: b.txt, c.txt. No.');
    const ofFile = { errors: [{ code: 100, advice: 'do not', filename: 'b.txt' }], errorReason: 'FileUploadError' };
    expect(reason).to.deep.include({ kind: 'Refused', status: 400, ...ofFile });
    expect(uploaded(sent('upload'))).to.deep.equal(['a.txt', 'b.txt']);
    expect(events.slice(1).map(({ data }) => data)).to.deep.equal([reason.cause]);
    expect(reason.cause).to.deep.include({ message: 'No.', ...ofFile });
  });

  it('is rejected by a transport that cannot, then without files, then without a chat', async () => {
    const unable = on.open();
    await proveRejection(unable.service.sendFile({ files: file('a.txt') }), 'sendFile/unsupported');
    await unable.service.startChat();
    await proveRejection(call(unable.service, 'sendFile'), 'sendFile/unsupported');
    const { service, calls } = on.open(everything);
    for (const options of [undefined, null, 7, {}, { files: null }, { files: 'a.txt' }, { files: new Blob(['x']) }])
      expect(await rejectionOf(call(service, 'sendFile', options))).to.equal(
        'TypeError: files must be a file input element, its files, a File, or a Blob with a name.',
      );
    expect(await rejectionOf(service.sendFile({ files: [] }))).to.equal('TypeError: files: no file is chosen.');
    expect(await rejectionOf(service.sendFile({ files: file('a.txt') }))).to.equal(
      'CommandRejected: There is no active chat session',
    );

    expect(calls).to.deep.equal([]);
  });
});

describe('sendFile, aborted', () => {
  const on = stage();
  const reason = new Error('I changed my mind');

  it('rejects with the reason at once while bytes are on their way, and lets go of them', async () => {
    const { service, calls, sent, names } = await on.begin({ upload: [concat(of(progress(1, 2)), NEVER)] });
    const aborting = new AbortController();
    const sending = outcomeOf(service.sendFile({ files: [file('a'), file('b')], signal: aborting.signal }));
    await until(() => sent('upload').length > 0);
    aborting.abort(reason);
    await on.settle();

    expect(sending()).to.equal(reason);
    expect(calls.map(({ method, outcome }) => `${method} ${outcome}`).slice(1)).to.deep.equal(['upload aborted']);
    expect(names()).to.deep.equal(['started']);
  });

  it('rejects with the reason at once while limits are asked', async () => {
    const { service, calls, sent } = await on.begin({ upload: [], fileLimits: [NEVER] });
    const aborting = new AbortController();
    const sending = outcomeOf(service.sendFile({ files: file('a'), signal: aborting.signal }));
    await until(() => sent('fileLimits').length > 0);
    aborting.abort(reason);
    await on.settle();

    expect(sending()).to.equal(reason);
    expect(calls.map(({ method, outcome }) => `${method} ${outcome}`).slice(1)).to.deep.equal(['fileLimits aborted']);
  });

  it('asks nobody when it was aborted before', async () => {
    const { service, calls } = await on.begin(everything);
    const outcome = outcomeOf(service.sendFile({ files: file('a'), signal: AbortSignal.abort(reason) }));
    await until(() => outcome() !== 'open');

    expect(outcome()).to.equal(reason);
    expect(calls.map(({ method }) => method)).to.deep.equal(['start']);
  });

  it('stops between two files', async () => {
    const aborting = new AbortController();
    const first = new Subject<UploadStep>();
    const { service, sent } = await on.begin({ upload: [first] });
    const sending = outcomeOf(service.sendFile({ files: [file('a'), file('b')], signal: aborting.signal }));
    await until(() => sent('upload').length > 0);
    first.next(answered({}));
    aborting.abort(reason);
    await on.settle();

    expect(sending()).to.equal(reason);
    expect(uploaded(sent('upload'))).to.deep.equal(['a']);
  });

  it('means nothing afterwards', async () => {
    const { service } = await on.begin({ upload: [] });
    const aborting = new AbortController();
    const answer = await service.sendFile({ files: file('a'), signal: aborting.signal });
    aborting.abort(reason);

    expect(answer).to.have.property('statusCode', 0);
  });
});

describe('downloadFile and getFileLimits', () => {
  const on = stage();

  it('resolve with a file, by either name, and with the limits', async () => {
    const blob = new Blob(['hello'], { type: 'text/plain' });
    const told = limits({ types: ['png'], maxSize: 7 });
    const { service, sent } = await on.begin({ download: [blob, blob], fileLimits: [told] });
    const options = { fileId: '1', fileName: 'myfile.txt' };

    const file = await proveResolution(service.downloadFile(options), 'downloadFile/downloaded');
    expect(file).to.be.instanceOf(File).that.includes({ name: 'myfile.txt', type: 'text/plain' });
    expect(await file.text()).to.equal('hello');
    await service.downloadFile({ field: '2' });
    expect(sent('download')).to.deep.equal([
      [scriptedSession, '1'],
      [scriptedSession, '2'],
    ]);
    expect(await proveResolution(service.getFileLimits(), 'getFileLimits/given')).to.equal(told);
    expect(sent('fileLimits')).to.deep.equal([[scriptedSession]]);
  });

  it("keep the bytes of a blob that is not the page's own, as where fetch is Node's and File is jsdom's", async () => {
    /** Like jsdom's: of what is no Blob of its own it takes bytes, and makes texts of the rest. */
    class PageFile {
      readonly parts: unknown[];
      constructor(
        parts: unknown[],
        readonly name: string,
        readonly options: object,
      ) {
        this.parts = parts.map((part) => (part instanceof ArrayBuffer ? Buffer.from(part).toString() : String(part)));
      }
    }
    const [ownBlob, ownFile] = [Blob, File];
    const foreign = new Blob(['hello'], { type: 'text/plain' });
    const { service } = await on.begin({ download: [foreign] });
    Object.assign(globalThis, { Blob: class {}, File: PageFile });
    try {
      const file = await service.downloadFile({ fileId: '1', fileName: 'a.txt' });
      expect(file).to.deep.include({ parts: ['hello'], name: 'a.txt', options: { type: 'text/plain' } });
    } finally {
      Object.assign(globalThis, { Blob: ownBlob, File: ownFile });
    }
  });

  it('calls a file what it was said to be called', async () => {
    const details = { 'file-id': 7, 'file-name': 'offer.pdf' };
    const uploaded = { index: 1, type: 'FileUploaded', text: 'offer.pdf', fileDetails: details };
    const act = await on.begin({ poll: [frameOf({ messages: [uploaded] })], download: [] });
    await on.clock.tickAsync(3000);

    expect(await act.service.downloadFile({ fileId: '7' })).to.have.property('name', 'offer.pdf');
    expect(await act.service.downloadFile({ fileId: '8' })).to.have.property('name', '');
  });

  it('reject with the failure, and publish it once', async () => {
    const failures = [refused(404), refused(500)] as const;
    const { service, events } = await on.begin({ download: [failures[0]], fileLimits: [failures[1]] });

    expect(await proveRejection(service.downloadFile({ fileId: '1' }), 'downloadFile/failure')).to.equal(failures[0]);
    expect(await proveRejection(service.getFileLimits(), 'getFileLimits/failure')).to.equal(failures[1]);
    expect(events.slice(1).map(({ data }) => data)).to.deep.equal(failures);
  });

  it('are rejected by a transport that cannot, without a file id, and without a chat', async () => {
    const unable = await on.begin();
    await proveRejection(unable.service.downloadFile({ fileId: '1' }), 'downloadFile/unsupported');
    await proveRejection(unable.service.getFileLimits(), 'getFileLimits/unsupported');
    const { service, calls } = on.open(everything);
    for (const options of [undefined, null, 7, {}, { fileId: '' }, { fileId: 7 }, { fileId: null }])
      expect(await rejectionOf(call(service, 'downloadFile', options))).to.contain('TypeError: downloadFile: fileId');
    for (const asked of [service.downloadFile({ fileId: '1' }), service.getFileLimits()])
      expect(await rejectionOf(asked)).to.equal('CommandRejected: There is no active chat session');

    expect(calls).to.deep.equal([]);
  });
});
