import { inspect } from 'node:util';
import { expect } from 'chai';
import type { Observable } from 'rxjs';
import { isServerTrouble, TransportFailure } from '../../../transports/failures.js';
import { gmsRest } from '../../../transports/gmsRest/gmsRest.js';
import type { Transport } from '../../../transports/transport.js';
import { nodeXhr } from '../../support/nodeXhr.js';
import { settled } from '../../support/settled.js';
import { startWireServer, type Weather, type WireServer } from '../../support/wireServer.js';

const session = { sessionId: 'C1', secureKey: 'SK1', alias: '117', userId: 'U1' };
const keys = { chatId: 'C1', secureKey: 'SK1', alias: '117', userId: 'U1' };

describe('gmsRest, on answers', () => {
  let server: WireServer;

  const transport = (): Transport =>
    gmsRest({
      dataURL: server.url,
      apikey: 'API-KEY',
      enableCustomHeader: true,
      header: { Authorization: 'Bearer TOKEN' },
    })({ fetch, patientFetch: fetch });

  const answered = async <Value>(weather: Weather, call: (it: Transport) => Observable<Value> | undefined) => {
    server.weather = weather;
    const answer$ = call(transport());
    if (!answer$) throw new Error('The transport lacks the operation.');
    return settled(answer$);
  };

  const failed = async (weather: Weather, call: (it: Transport) => Observable<unknown> | undefined) => {
    const { failure } = await answered(weather, call);
    if (!(failure instanceof TransportFailure)) throw new Error(`expected a TransportFailure, got ${failure}`);
    return failure;
  };

  beforeEach(async () => {
    server = await startWireServer();
  });

  afterEach(() => server[Symbol.asyncDispose]());

  it('gives the session its keys, all as text', async () => {
    const { values } = await answered(
      { body: { statusCode: 0, chatId: 'C1', secureKey: 'SK1', alias: 117, userId: 'U1' } },
      (it) => it.start({ form: {}, userData: {} }),
    );

    expect(values[0]?.session).to.deep.equal(session);
  });

  it('begins a chat without an alias', async () => {
    const { alias, ...others } = keys;
    const { values } = await answered({ body: { statusCode: 0, ...others } }, (it) =>
      it.start({ form: {}, userData: {} }),
    );

    expect(values[0]?.session).to.deep.equal({ ...session, alias: '' });
    expect(alias).to.equal('117');
  });

  for (const missing of ['chatId', 'secureKey', 'userId']) {
    it(`takes no chat that begins without ${missing}`, async () => {
      const { kind, path, answer } = await failed({ body: { statusCode: 0, ...keys, [missing]: '' } }, (it) =>
        it.start({ form: {}, userData: {} }),
      );

      expect([kind, path]).to.deep.equal(['Garbled', missing]);
      expect(JSON.stringify(answer)).to.not.include('SK1');
    });
  }

  const refused = (codes: readonly unknown[]): Weather => ({
    status: 400,
    body: { errors: codes.map((code) => ({ code, advice: 'too long' })) },
  });

  it('leaves 204 out of a refused poll, and what else is wrong in', async () => {
    const { errors } = await failed(refused([204, 249, '204']), (it) => it.poll?.(session, {}));

    expect(errors.map(({ code }) => code)).to.deep.equal([249]);
  });

  it('keeps 204 where it is all that is wrong with a poll, so that it can be told from other refusals', async () => {
    const { errors, kind, status } = await failed(refused([204]), (it) => it.poll?.(session, {}));

    expect([kind, status, ...errors.map(({ code }) => code)]).to.deep.equal(['Refused', 400, 204]);
  });

  it('keeps 204 on everything but a poll', async () => {
    const { errors } = await failed(refused([204, 249]), (it) => it.send(session, { message: 'a' }));

    expect(errors.map(({ code }) => code)).to.deep.equal([204, 249]);
  });

  it('reads what it can of a refusal', async () => {
    const body = { statusCode: 2, chatEnded: true, messages: [{ index: 3, type: 'Message', text: 'bye' }] };
    for (const status of [200, 400]) {
      const { frame, statusCode } = await failed({ status, body }, (it) => it.poll?.(session, {}));

      expect(statusCode).to.equal(2);
      expect(frame?.chatEnded).to.equal(true);
      expect(frame?.entries.map(({ message }) => message.text)).to.deep.equal(['bye']);
    }
  });

  it('reads nothing of a refusal that is a page, or has messages that are none', async () => {
    expect((await failed({ status: 500, body: '<p>no' }, (it) => it.end(session))).frame).to.equal(undefined);
    expect((await failed({ body: { statusCode: 1, messages: 5 } }, (it) => it.end(session))).frame).to.equal(undefined);
  });

  it('counts statusCode 1 and HTTP 5xx as poll exceptions, and nothing else', async () => {
    const poll = (it: Transport) => it.poll?.(session, {});
    const counts = async (weather: Weather) => transport().isPollException?.(await failed(weather, poll));

    expect(transport().isPollException).to.equal(isServerTrouble);
    expect(await counts({ body: { statusCode: 1 } })).to.equal(true);
    expect(await counts({ status: 503 })).to.equal(true);
    expect(await counts({ body: { statusCode: 2 } })).to.equal(false);
    expect(await counts({ status: 429 })).to.equal(false);
    expect(await counts({ status: 404 })).to.equal(false);
    expect(await counts('hangUp')).to.equal(false);
    expect(await counts({ body: 'no' })).to.equal(false);
  });

  it('is Garbled where the answer is no JSON, and shows it', async () => {
    const { kind, status, path, answer, message } = await failed({ body: '{"a":"SK1' }, (it) => it.end(session));

    expect([kind, status, path, answer]).to.deep.equal(['Garbled', 200, '$', '{"a":"•••']);
    expect(message).to.equal("No chat server's answer, see $: check the address");
  });

  it('shows no key in a failure, wherever the server put it', async () => {
    const body = {
      statusCode: 2,
      secureKey: 'NEXT',
      errors: [{ code: 1, advice: 'SK1 of API-KEY', SK1: 'TOKEN' }, 'secureKey=NEXT&'],
      echo: '{"secureKey":"NEXT"}',
    };
    for (const weather of [
      { body },
      { status: 400, body },
      { status: 500, body: `<p>SK1 API-KEY TOKEN` },
      { body: 'SK1' },
    ]) {
      const failure = await failed(weather, (it) => it.send(session, { message: 'a' }));
      const shown = [failure.message, JSON.stringify(failure), inspect(failure, { depth: 9 })].join();

      for (const secret of ['SK1', 'API-KEY', 'TOKEN', 'NEXT']) expect(shown).to.not.include(secret);
      expect(shown).to.include('•••');
    }
  });

  it('reads the limits of uploads', async () => {
    const userData = {
      'upload-max-files': '5',
      'upload-max-file-size': '10485760',
      'upload-max-total-size': '99614720',
      'used-upload-max-total-size': '7',
      'used-upload-max-files': '0',
      'upload-need-agent': 'true',
      'upload-file-types': 'jpeg:JPG:.pdf',
    };
    const body = { statusCode: 0, messages: [{ type: 'Notice', text: 'file-client-cfg-get', userData }] };
    const { values } = await answered({ body }, (it) => it.fileLimits?.(session));

    expect(values).to.deep.equal([
      {
        types: ['jpeg', 'jpg', 'pdf'],
        maxSize: 10485760,
        maxTotalSize: 99614720,
        maxFiles: 5,
        usedTotalSize: 7,
        usedFiles: 0,
        needsAgent: true,
      },
    ]);
  });

  it('knows no limits where the server says none', async () => {
    for (const body of [
      { statusCode: 0 },
      { statusCode: 0, messages: [{ userData: { 'upload-max-files': 'many' } }] },
    ]) {
      const { values } = await answered({ body }, (it) => it.fileLimits?.(session));

      expect(values[0]?.types).to.deep.equal([]);
      expect(values[0]?.maxFiles).to.equal(undefined);
      expect(values[0]?.needsAgent).to.equal(false);
    }
  });

  const file = new Blob(['a'.repeat(1000)]);
  const uploaded = {
    body: JSON.stringify({ statusCode: 0, userData: { 'file-id': 'F1' } }),
    headers: { 'Content-Type': 'multipart/form-data' },
  };

  it('tells the progress of an upload, then its answer', async () => {
    const { values } = await answered(uploaded, (it) => it.upload?.(session, { file, name: 'a.txt' }));

    expect(values.slice(0, 2)).to.deep.equal([
      { kind: 'progress', loaded: 0, total: 1000 },
      { kind: 'progress', loaded: 1000, total: 1000 },
    ]);
    expect(values[2]).to.have.nested.property('frame.answer.userData.file-id', 'F1');
  });

  it('tells more of it if somebody watches and there is XMLHttpRequest, and never more than all', async () => {
    server.weather = uploaded;
    const wire = { fetch, patientFetch: fetch, XMLHttpRequest: nodeXhr };
    const upload$ = gmsRest({ dataURL: server.url, apikey: 5 })(wire).upload?.(session, {
      file,
      name: 'a.txt',
      progress: true,
    });
    if (!upload$) throw new Error('The transport lacks uploads.');
    const { values } = await settled(upload$);

    const loaded = values.flatMap((step) => (step.kind === 'progress' ? [step.loaded] : []));
    expect(loaded.length).to.be.greaterThan(2);
    expect(loaded).to.deep.equal([...loaded].sort((one, other) => one - other));
    expect(loaded.at(-1)).to.equal(1000);
    expect(values.at(-1)?.kind).to.equal('answered');
    expect(server.heard[0]?.headers.apikey).to.equal('5');
  });

  it('passes on what the server has against a file', async () => {
    const body = { errors: [{ code: 202, advice: '10485760' }] };
    const { errors } = await failed({ status: 400, body }, (it) => it.upload?.(session, { file, name: 'a.txt' }));

    expect(errors).to.deep.equal([{ code: 202, advice: '10485760' }]);
  });

  it('gives a file as it is', async () => {
    const bytes = new Uint8Array([0, 255, 13, 10]);
    const { values } = await answered({ body: bytes, headers: { 'Content-Type': 'image/png' } }, (it) =>
      it.download?.(session, 'F1'),
    );

    expect(values[0]?.type).to.equal('image/png');
    expect(new Uint8Array((await values[0]?.arrayBuffer()) ?? [])).to.deep.equal(bytes);
  });
});
