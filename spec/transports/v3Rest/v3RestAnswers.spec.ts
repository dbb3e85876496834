import { inspect } from 'node:util';
import { expect } from 'chai';
import type { Observable } from 'rxjs';
import { TransportFailure } from '../../../transports/failures.js';
import type { Transport } from '../../../transports/transport.js';
import { v3Rest } from '../../../transports/v3Rest/v3Rest.js';
import { nodeXhr } from '../../support/nodeXhr.js';
import { settled } from '../../support/settled.js';
import { startWireServer, type Weather, type WireServer } from '../../support/wireServer.js';
import { tokenOf } from './tokenOf.js';

const token = tokenOf();
const fresh = tokenOf({ sessionId: 'S2' });
const session = { sessionId: 'S1', participantId: 'P1', transportId: 'T1', token };
const ok = { status: { code: 0 } };

type Call<Value = unknown> = (it: Transport) => Observable<Value> | undefined;

describe('v3Rest, on answers', () => {
  let server: WireServer;

  const transport = (): Transport =>
    v3Rest({
      dataURL: `${server.url}/nexus/v3/chat/sessions`,
      headers: { 'x-api-key': 'API-KEY', Authorization: 'Bearer BEARER', 'x-tenant': 'ION' },
    })({ fetch, patientFetch: fetch, XMLHttpRequest: nodeXhr });

  const answered = async <Value>(weather: Weather, call: Call<Value>) => {
    server.weather = weather;
    const answer$ = call(transport());
    if (!answer$) throw new Error('The transport lacks the operation.');
    return settled(answer$);
  };

  const failed = async (weather: Weather, call: Call) => {
    const { failure } = await answered(weather, call);
    if (!(failure instanceof TransportFailure)) throw new Error(`expected a TransportFailure, got ${failure}`);
    return failure;
  };

  const start: Call = (it) => it.start({ form: {}, userData: {} });
  const poll: Call = (it) => it.poll?.(session, {});

  beforeEach(async () => {
    server = await startWireServer();
  });

  afterEach(() => server[Symbol.asyncDispose]());

  it('gives a chat the session its token is for', async () => {
    const { values } = await answered({ body: { ...ok, data: { clientToken: token } } }, (it) =>
      it.start({ form: {}, userData: {} }),
    );

    expect(values[0]?.session).to.deep.equal(session);
  });

  it('takes no chat without a token, or with a broken one, and shows none', async () => {
    for (const clientToken of [undefined, '', 'BROKEN', token.slice(0, 60), { a: 'BROKEN' }, 90210]) {
      const { kind, path, message, answer } = await failed({ body: { ...ok, data: { clientToken } } }, start);

      expect([kind, path]).to.deep.equal(['Garbled', 'data.clientToken']);
      expect(message + JSON.stringify(answer)).to.not.match(/BROKEN|eyJ|90210/);
    }
  });

  it('gives a resumed chat its new session and the newest messages', async () => {
    const messages = [{ index: '5-0', type: 'Text', text: 'hi' }];
    const { values, endings } = await answered({ body: { ...ok, data: { clientToken: fresh, messages } } }, (it) =>
      it.resume?.(session, 20),
    );

    expect(values.map(({ session: keys }) => keys)).to.deep.equal([{ ...session, sessionId: 'S2', token: fresh }]);
    expect(values[0]?.entries.map(({ message }) => message.text)).to.deep.equal(['hi']);
    expect(endings).to.equal(1);
  });

  it('keeps the new session of a resumed chat where the messages come without', async () => {
    const resumed = answered({ body: { ...ok, data: { clientToken: fresh } } }, (it) => it.resume?.(session, 20));
    await server.request(0);
    server.weather = { body: { ...ok, data: { messages: [] } } };

    expect((await resumed).values[0]?.session?.token).to.equal(fresh);
  });

  it('fails where a chat is resumed, and its messages cannot be had', async () => {
    const resumed = failed({ body: { ...ok, data: { clientToken: fresh } } }, (it) => it.resume?.(session, 20));
    await server.request(0);
    server.weather = { status: 503, body: { status: { code: 'BUSY', message: `not now, ${fresh}` } } };

    const { kind, status, message } = await resumed;
    expect([kind, status, message]).to.deep.equal(['Refused', 503, 'Refused with HTTP 503: not now, •••']);
  });

  // E35
  const commands: Readonly<Record<string, Call>> = {
    send: (it) => it.send(session, { message: 'a' }),
    typing: (it) => it.typing?.(session, { isTyping: true }),
    updateUserData: (it) => it.updateUserData?.(session, { a: 1 }),
    upload: (it) => it.upload?.(session, { file: new Blob(['a']), name: 'a.png' }),
    end: (it) => it.end(session),
  };
  for (const status of [200, 201, 202, 204]) {
    for (const [name, call] of Object.entries(commands)) {
      it(`takes HTTP ${status} without a body for a yes to ${name}`, async () => {
        const { values, failure } = await answered({ status, body: '' }, call);

        expect(failure).to.equal(undefined);
        expect(JSON.stringify(values.at(-1))).to.include('"answer":{"status":{"code":0}}');
      });
    }

    it(`takes no chat that begins with HTTP ${status} and no body`, async () => {
      const { kind, path } = await failed({ status, body: '' }, start);
      expect([kind, path]).to.deep.equal(['Garbled', '$']);
    });
  }

  it('is told by 204 that there are no messages; any other answer without a body may have lost some', async () => {
    for (const call of [poll, (it: Transport) => it.history?.(session, { count: 5 })]) {
      const { values } = await answered({ status: 204, body: '' }, call);
      expect(values).to.have.nested.property('[0].entries').that.deep.equals([]);
      for (const status of [200, 201]) expect((await failed({ status, body: '' }, call)).kind).to.equal('Garbled');
    }
  });

  it('reads code and message of a refusal', async () => {
    const body = { status: { code: 'INVALID_NICKNAME', message: 'Give a name' } };
    for (const status of [200, 400]) {
      const failure = await failed({ status, body }, start);

      expect(failure.errors).to.deep.equal([{ code: 'INVALID_NICKNAME', advice: 'Give a name' }]);
      expect(failure.message).to.equal(`Refused with HTTP ${status}: Give a name`);
      expect(failure.answer).to.deep.equal(body);
    }
  });

  it('says the code where there is no message, and the message where there is no code', async () => {
    expect((await failed({ status: 403, body: { status: { code: 'NO' } } }, start)).message).to.include(': NO');
    const { errors } = await failed({ status: 403, body: { status: { message: 'no' } } }, start);
    expect(errors).to.deep.equal([{ advice: 'no' }]);
  });

  const lost: readonly (readonly [title: string, weather: Weather, polling: boolean, restoring: boolean])[] = [
    ['HTTP 404', { status: 404, body: '<p>' }, true, true],
    ['INVALID_SESSION', { status: 400, body: { status: { code: 'INVALID_SESSION' } } }, true, true],
    ['INVALID_SESSION at HTTP 200', { body: { status: { code: 'INVALID_SESSION' } } }, true, true],
    ['HTTP 401', { status: 401, body: { status: { code: 'AUTHENTICATION_REQUIRED' } } }, false, true],
    ['HTTP 400', { status: 400, body: { status: { code: 'INVALID_REQUEST' } } }, false, false],
    ['HTTP 500', { status: 500 }, false, false],
    ['a closed connection', 'hangUp', false, false],
    ['a page', { body: '<p>' }, false, false],
  ];

  for (const [title, weather, polling, restoring] of lost) {
    it(`takes a session for ${polling ? 'lost' : restoring ? 'lost when it is restored' : 'alive'} on ${title}`, async () => {
      const failure = await failed(weather, poll);
      const { isSessionLost } = transport();

      expect([isSessionLost?.(failure, false), isSessionLost?.(failure, true)]).to.deep.equal([polling, restoring]);
    });
  }

  it('shows no secret in a failure, wherever the server put it', async () => {
    const said = `${token} of API-KEY, BEARER`;
    const body = { status: { code: said, message: said }, data: { clientToken: fresh, [token]: said } };
    for (const weather of [
      { body },
      { status: 400, body },
      { status: 400, body: { error: said } },
      { status: 500, body: `<p>${said} {"clientToken":"${fresh}"}` },
      { body: `{"data":{"clientToken":"${fresh.slice(0, -5)}` },
      { body: { data: { clientToken: fresh, messages: said } } },
    ]) {
      for (const call of [start, poll, (it: Transport) => it.resume?.(session, 20)]) {
        const failure = await failed(weather, call);
        const shown = [failure.message, JSON.stringify(failure), inspect(failure, { depth: 9 })].join();

        // Before there is a session its token is not ours to know.
        const secrets = call === start ? ['API-KEY', 'BEARER'] : ['API-KEY', 'BEARER', token];
        for (const secret of [...secrets, fresh.slice(0, -5)]) expect(shown).to.not.include(secret);
        expect(shown).to.include('•••');
      }
    }
  });

  it('sends no token that a header cannot carry, and does not show it', async () => {
    const failure = await failed({ body: ok }, (it) => it.poll?.({ ...session, token: 'BAD\nTOKEN' }, {}));

    expect([failure.kind, failure.message]).to.deep.equal([
      'Refused',
      'The session token is none: pass on what was saved',
    ]);
    expect(inspect(failure)).to.not.include('BAD');
    expect(server.heard).to.have.length(0);
  });

  it('tells the progress of an upload, then its answer', async () => {
    const file = new Blob(['a'.repeat(1000)]);
    const { values } = await answered({ body: ok }, (it) =>
      it.upload?.(session, { file, name: 'a.png', progress: true }),
    );
    const loaded = values.flatMap((step) => (step.kind === 'progress' ? [step.loaded] : []));

    expect(loaded.length).to.be.greaterThan(2);
    expect(loaded.at(-1)).to.equal(1000);
    expect(values.at(-1)).to.have.nested.property('frame.answer.status.code', 0);
  });

  it('passes on what the server has against a file', async () => {
    const body = { status: { code: 'INVALID_FILE_TYPE', message: 'Images only' } };
    const { errors } = await failed({ status: 400, body }, (it) =>
      it.upload?.(session, { file: new Blob(['a']), name: 'a.txt' }),
    );

    expect(errors).to.deep.equal([{ code: 'INVALID_FILE_TYPE', advice: 'Images only' }]);
  });
});
