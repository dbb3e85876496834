import { expect } from 'chai';
import { EMPTY, NEVER, throwError } from 'rxjs';
import { TransportFailure } from '../../../transports/failures.js';
import type { UploadStep } from '../../../transports/frames.js';
import { frameOf } from '../../../transports/scripted.js';
import { busy, offline, refused, stage } from './stage.js';

const picture = new File(['x'], 'a.png');
const garbled = () => new TransportFailure('Garbled', 'No answer of a chat server.', { status: 200, path: '$' });
const timedOut = () => new TransportFailure('TimedOut', 'No answer within 5 ms');

// E36
describe('an upload that fails', () => {
  const on = stage();

  const failures = { offline, timedOut, busy, garbled, refused: () => refused(400), busyServer: () => refused(503) };
  for (const [title, failure] of Object.entries(failures)) {
    it(`is its own trouble, not the connection's (${title})`, async () => {
      const given = failure();
      const { service, data, names } = await on.begin({ upload: [given] });
      const reason: unknown = await service.sendFile({ files: picture }).catch((why: unknown) => why);

      expect(names().slice(1)).to.deep.equal(['error']);
      expect(data('error')).to.deep.equal([reason]);
      expect(reason).to.be.instanceOf(TransportFailure);
      const { kind, status, message } = given;
      const expected =
        given.errors.length > 0
          ? given.errors.map((each) => ({ ...each, filename: 'a.png' }))
          : [{ filename: 'a.png' }];
      expect(reason).to.deep.include({ kind, status, message, errorReason: 'FileUploadError', errors: expected });
    });
  }

  it('leaves an outage as it is, without and with an answer of the network', async () => {
    const { service, names } = await on.begin({
      poll: [frameOf({}), offline(), NEVER],
      upload: [offline(), offline()],
    });
    await on.clock.tickAsync(2000);
    expect(names().slice(2)).to.deep.equal(['disconnected']);
    for (const _ of [1, 2]) await service.sendFile({ files: picture }).catch(() => undefined);

    expect(names().slice(2)).to.deep.equal(['disconnected', 'error', 'error']);
  });

  it('shows the end of an outage if the server has refused it', async () => {
    const { service, names } = await on.begin({ poll: [frameOf({}), offline(), NEVER], upload: [refused(400)] });
    await on.clock.tickAsync(2000);
    await service.sendFile({ files: picture }).catch(() => undefined);

    expect(names().slice(2)).to.deep.equal(['disconnected', 'reconnected', 'error']);
  });

  it('ends the chat if the server says so', async () => {
    const over = new TransportFailure('Refused', 'Over.', { statusCode: 2, frame: frameOf({ chatEnded: true }) });
    const { service, names } = await on.begin({ upload: [over] });
    await service.sendFile({ files: picture }).catch(() => undefined);

    expect(names().slice(1)).to.include.members(['error', 'ended']);
  });

  it('is the same of a transport that throws, says nothing, or fails with something else', async () => {
    const broken = new Error('broken');
    for (const upload of [EMPTY, throwError(() => broken)]) {
      const { service, data } = await on.begin({ upload: [upload] });
      await service.sendFile({ files: picture }).catch(() => undefined);
      expect(data('error')).to.have.nested.property('[0].errorReason', 'FileUploadError');
      expect(data('error')).to.have.nested.property('[0].errors[0].filename', 'a.png');
    }
  });

  it('is of no other command', async () => {
    const { service, names, data } = await on.begin({ download: [offline(), refused(404)], upload: [] });
    for (const _ of [1, 2]) await service.downloadFile({ fileId: '1' }).catch(() => undefined);

    expect(names().slice(1)).to.deep.equal(['disconnected', 'reconnected', 'error']);
    expect(data('error')).to.not.have.nested.property('[0].errorReason');
  });

  it('goes on its way with its progress only if somebody watches', async () => {
    const answered: UploadStep = { kind: 'answered', frame: frameOf({}) };
    const { service, sent } = await on.begin({ upload: [answered, answered, answered] });
    await service.sendFile({ files: picture });
    const watching = service.uploads$.subscribe();
    await service.sendFile({ files: picture });
    watching.unsubscribe();
    await service.sendFile({ files: picture });

    const upload = { file: picture, name: 'a.png' };
    expect(sent('upload').map(([, given]) => given)).to.deep.equal([upload, { ...upload, progress: true }, upload]);
  });
});
