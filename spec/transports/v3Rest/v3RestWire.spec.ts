import { expect } from 'chai';
import { EMPTY, lastValueFrom, type Observable, toArray } from 'rxjs';
import type { Transport } from '../../../transports/transport.js';
import { v3Rest } from '../../../transports/v3Rest/v3Rest.js';
import type { V3RestOptions } from '../../../transports/v3Rest/v3RestOptions.js';
import { type Heard, startWireServer, type WireServer } from '../../support/wireServer.js';
import { tokenOf } from './tokenOf.js';

const token = tokenOf();
const fresh = tokenOf({ sessionId: 'S2', participantId: 'P2' });
const session = { sessionId: 'S1', participantId: 'P1', transportId: 'T1', token };
const started = { status: { code: 0 }, data: { clientToken: fresh, messages: [] } };
const sessions = '/nexus/v3/chat/sessions';

type Call = (it: Transport) => Observable<unknown> | undefined;

/** The body and the query are written as they read, `operationId` left out. */
type Row = readonly [
  title: string,
  call: Call,
  method: string,
  path: string,
  said: string,
  options?: Partial<V3RestOptions>,
];

const form = { nickname: 'Jonny', firstname: 'Jo', lastname: 'Sm', email: 'a@b.c', subject: 's p' };

const starts: readonly (readonly [string, Call, string, Partial<V3RestOptions>?])[] = [
  [
    'start, with all of the form',
    (it) => it.start({ form, userData: { cfg: 1, a: '1+2', b: { c: 'd' } } }),
    'data[email]=a@b.c&data[subject]=s p&data[firstName]=Jo&data[lastName]=Sm&data[nickname]=Jonny' +
      '&data[userData][cfg]=1&data[userData][a]=1+2&data[userData][b][c]=d',
  ],
  ['start, with none', (it) => it.start({ form: {}, userData: {} }), ''],
  [
    'start, without a nickname',
    (it) => it.start({ form: { firstname: 'Jo' }, userData: {} }),
    'data[firstName]=Jo&data[nickname]=Jo',
  ],
  [
    'start, with an empty nickname and names as the server spells them',
    (it) => it.start({ form: { nickname: '', firstName: 'Jo', lastName: 'Sm' }, userData: {} }),
    'data[firstName]=Jo&data[lastName]=Sm&data[nickname]=Jo',
  ],
  [
    'start, with fields it does not know',
    (it) => it.start({ form: { nickname: 'J', shoe: 42, none: undefined, address: { city: 'X' } }, userData: {} }),
    'data[shoe]=42&data[address][city]=X&data[nickname]=J',
  ],
  [
    'start, with a phone number',
    (it) => it.start({ form: {}, userData: { phone: 491234 } }),
    'data[userData][phone]=491234&data[userData][PhoneNumber]=491234',
  ],
  [
    'start, with all that is configured, which wins over the form',
    (it) => it.start({ form: { stream: 'x', endpoint: 'y', userData: 'z' }, userData: { a: 1 } }),
    'data[stream]=live&data[endpoint]=EP&data[userData][a]=1&data[clientType]=web&data[interactionData][b]=2',
    { endpoint: 'EP', clientType: 'web', stream: 'live', interactionData: { b: 2 } },
  ],
];

const rows: readonly Row[] = [
  ...starts.map(([title, call, said, options]): Row => [title, call, 'POST', '', said, options]),
  [
    'send',
    (it) => it.send(session, { message: 'hi & é' }),
    'POST',
    '/S1/messages',
    'data[type]=Text&data[text]=hi & é',
  ],
  [
    'send, of type text',
    (it) => it.send(session, { message: 'a', type: 'text', parentMessageID: 'M1' }),
    'POST',
    '/S1/messages',
    'data[type]=Text&data[text]=a',
  ],
  [
    'send, of another type',
    (it) => it.send(session, { message: 'a', type: 'code' }),
    'POST',
    '/S1/messages',
    'data[type]=code&data[text]=a',
  ],
  [
    'typing, begun',
    (it) => it.typing?.(session, { isTyping: true, after: '5-0', preview: 'h' }),
    'POST',
    '/S1/messages',
    'data[type]=TypingStarted&data[text]=h',
  ],
  [
    'typing, stopped',
    (it) => it.typing?.(session, { isTyping: false }),
    'POST',
    '/S1/messages',
    'data[type]=TypingStopped&data[text]=',
  ],
  [
    'updateUserData',
    (it) => it.updateUserData?.(session, { a: 1, b: { c: 2 } }),
    'PUT',
    '/S1/userdata',
    'data[a]=1&data[b][c]=2',
  ],
  ['end', (it) => it.end(session), 'DELETE', '/S1/participants/P1', ''],
  ['poll, with nothing known: for everything', (it) => it.poll?.(session, {}), 'GET', '/S1/messages', 'count=10000'],
  [
    'E22: poll, always from the position on',
    (it) => it.poll?.(session, { after: '5-0', preview: 'h' }),
    'GET',
    '/S1/messages',
    'index=5-0',
  ],
  ['poll, after index 0', (it) => it.poll?.(session, { after: 0, again: true }), 'GET', '/S1/messages', 'index=0'],
  ['restore', (it) => it.restore?.(session), 'GET', '/S1/messages', 'count=10000'],
  ['restore, the newest', (it) => it.restore?.(session, 20), 'GET', '/S1/messages', 'count=20'],
  ['history', (it) => it.history?.(session, { before: '5-0', count: 20 }), 'GET', '/S1/messages', 'index=5-0&count=20'],
  ['history, the newest page', (it) => it.history?.(session, { count: 16 }), 'GET', '/S1/messages', 'count=16'],
  [
    'send, in a session of an odd id',
    (it) => it.send({ sessionId: 'a/b?' }, { message: 'a' }),
    'POST',
    '/a%2Fb%3F/messages',
    'data[type]=Text&data[text]=a',
  ],
  [
    'end, of an odd participant',
    (it) => it.end({ sessionId: 'S1', participantId: 'p/1' }),
    'DELETE',
    '/S1/participants/p%2F1',
    '',
  ],
];

describe('v3Rest, on the wire', () => {
  let server: WireServer;

  const ask = (call: Call, options: Partial<V3RestOptions> = {}): Promise<readonly unknown[]> => {
    const transport = v3Rest({ dataURL: server.url + sessions, ...options })({ fetch, patientFetch: fetch });
    const answer$ = call(transport);
    if (!answer$) throw new Error('The transport lacks the operation.');
    return lastValueFrom(answer$.pipe(toArray()));
  };

  const heardAt = (place: number): Heard => {
    const heard = server.heard[place];
    if (!heard) throw new Error('It was not sent.');
    return heard;
  };

  /** What was said, `operationId` apart. */
  const read = ({ method, path, body }: Heard) => {
    const [where = '', query] = path.split('?');
    const said = new URLSearchParams(method === 'GET' ? query : body);
    const operationId = said.get('operationId');
    said.delete('operationId');
    return { where, said: [...said].map(([name, value]) => `${name}=${value}`).join('&'), operationId };
  };

  beforeEach(async () => {
    server = await startWireServer();
    server.weather = { body: started };
  });

  afterEach(() => server[Symbol.asyncDispose]());

  for (const [title, call, method, path, said, options] of rows) {
    it(title, async () => {
      if (!/^(start|resume)/.test(title)) server.weather = { body: { ...started, data: {} } };
      await ask(call, options);

      const heard = heardAt(0);
      const { where, said: written, operationId } = read(heard);
      expect([heard.method, where, written]).to.deep.equal([method, sessions + path, said]);
      expect(operationId).to.match(/^[\da-f-]{36}$/);
      expect(heard.headers['content-type']).to.equal(
        method === 'GET' ? undefined : 'application/x-www-form-urlencoded; charset=UTF-8',
      );
      if (method === 'GET') expect(heard.body).to.equal('');
    });
  }

  it('gives every request an id of its own', async () => {
    server.weather = { body: { ...started, data: {} } };
    for (let time = 0; time < 3; time += 1) await ask((it) => it.poll?.(session, {}));
    expect(new Set(server.heard.map((heard) => read(heard).operationId)).size).to.equal(3);
  });

  it('resumes nothing without a token, which would begin another chat', async () => {
    const { resume } = v3Rest({ dataURL: server.url + sessions })({ fetch, patientFetch: fetch });
    const refusal = await lastValueFrom(resume?.({ sessionId: 'S1', secureKey: 'k' }, 20) ?? EMPTY).catch(String);
    expect(refusal).to.match(/^TransportFailure: The session data have no token: /);
    expect(server.heard).to.have.length(0);
  });

  it('sends the token with everything in a session', async () => {
    server.weather = { body: { ...started, data: {} } };
    for (const [, call] of rows.slice(starts.length, -2)) await ask(call);
    for (const { headers } of server.heard) expect(headers['x-nexus-client-key']).to.equal(token);
  });

  it('sends no token with a first chat, and that of the chat before with the next', async () => {
    await ask((it) => it.start({ form: {}, userData: {} }));
    await ask((it) => it.start({ form: {}, userData: {}, asynchronous: true, session }));

    expect(heardAt(0).headers).to.not.have.property('x-nexus-client-key');
    expect(heardAt(1).headers['x-nexus-client-key']).to.equal(token);
    expect(heardAt(1).path).to.equal(sessions);
  });

  it('resumes with the old token, then asks for the newest messages with the new one', async () => {
    const old = { ...session, sessionId: '', participantId: '' };
    const options = { endpoint: 'EP', clientType: 'web', stream: 'live', interactionData: { a: 1 } };
    await ask((it) => it.resume?.(old, 20), options);

    const [first, second] = [heardAt(0), heardAt(1)];
    expect([first.method, read(first).where, read(first).said]).to.deep.equal([
      'POST',
      sessions,
      'data[endpoint]=EP&data[clientType]=web',
    ]);
    expect(first.headers['x-nexus-client-key']).to.equal(token);
    expect([second.method, read(second).where, read(second).said]).to.deep.equal([
      'GET',
      `${sessions}/S2/messages`,
      'count=20',
    ]);
    expect(second.headers['x-nexus-client-key']).to.equal(fresh);
  });

  it('C41: resumes with userData, as a start sends it', async () => {
    const userData = { a: 1, phone: '123' };
    await ask((it) => it.resume?.(session, 20, userData), { endpoint: 'EP' });
    await ask((it) => it.start({ form: {}, userData }), { endpoint: 'EP' });

    const attached = 'data[userData][a]=1&data[userData][phone]=123&data[userData][PhoneNumber]=123&data[endpoint]=EP';
    expect([read(heardAt(0)).said, read(heardAt(2)).said]).to.deep.equal([attached, attached]);
  });

  it('C37: sends the userData of a form once, as what the start attaches', async () => {
    await ask((it) => it.start({ form: { city: 'X', userData: { a: 1 } }, userData: { a: 2 } }));

    expect(read(heardAt(0)).said).to.equal('data[city]=X&data[userData][a]=2');
  });

  /** The indexes that polls were sent with, one poll of one transport after the other. */
  const polledWith = async (...polls: readonly (readonly [after: string, again: boolean, ...answer: string[]])[]) => {
    const { poll } = v3Rest({ dataURL: server.url + sessions })({ fetch, patientFetch: fetch });
    for (const [after, again, ...indexes] of polls) {
      server.weather = { body: { status: { code: 0 }, data: { messages: indexes.map((index) => ({ index })) } } };
      await lastValueFrom(poll?.(session, { after, again }) ?? EMPTY);
    }
    return server.heard.map((heard) => read(heard).said);
  };

  it('E22: is asked without the position once it has answered with the message there twice in a row', async () => {
    const inclusive: [string, boolean, ...string[]] = ['5-0', false, '5-0'];
    expect(await polledWith(inclusive, inclusive, inclusive, ['5-0', true, '5-0'], ['5-0', false])).to.deep.equal([
      'index=5-0',
      'index=5-0',
      '',
      'index=5-0',
      '',
    ]);
  });

  it('E22: once is not enough, nor twice with another answer between', async () => {
    const inclusive: [string, boolean, ...string[]] = ['5-0', false, '5-0', '6-0'];
    const exclusive: [string, boolean, ...string[]] = ['6-0', false, '7-0'];
    expect(await polledWith(inclusive, exclusive, inclusive, exclusive)).to.deep.equal([
      'index=5-0',
      'index=6-0',
      'index=5-0',
      'index=6-0',
    ]);
  });

  it('E22: keeps asking with the position of a server that only repeats older messages', async () => {
    const repeating: [string, boolean, ...string[]] = ['5-0', false, '4-0', '5-0'];
    const said = await polledWith(repeating, repeating, repeating);
    expect(said).to.deep.equal(['index=5-0', 'index=5-0', 'index=5-0']);
  });

  it('E27: waits for the last poll no longer than for a command', async () => {
    server.weather = 'silence';
    const { poll } = v3Rest({ dataURL: server.url + sessions, ajaxTimeout: 20 })({ fetch, patientFetch: fetch });
    const failure = await lastValueFrom(poll?.(session, { after: '5-0', last: true }) ?? EMPTY).catch(
      (reason: unknown) => reason,
    );
    expect(failure).to.include({ kind: 'TimedOut' });
  });

  it('upload, as a form of parts, the file first', async () => {
    server.weather = { body: { ...started, data: {} } };
    const file = new Blob(['a\0b'], { type: 'image/png' });
    await ask((it) => it.upload?.(session, { file, name: 'a.png' }), { headers: { 'Content-Type': 'text/plain' } });

    const { method, path, headers, body } = heardAt(0);
    expect([method, path]).to.deep.equal(['POST', `${sessions}/S1/images`]);
    expect(headers['content-type']).to.match(/^multipart\/form-data; boundary=/);
    expect(headers['x-nexus-client-key']).to.equal(token);
    expect([...body.matchAll(/ name="(\w+)"/g)].map(([, name]) => name)).to.deep.equal(['file', 'operationId']);
    expect(body).to.include('name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\na\0b\r\n');
  });
});
