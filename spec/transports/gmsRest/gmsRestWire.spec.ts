import { expect } from 'chai';
import { lastValueFrom, type Observable, toArray } from 'rxjs';
import { gmsRest } from '../../../transports/gmsRest/gmsRest.js';
import type { GmsRestOptions } from '../../../transports/gmsRest/gmsRestOptions.js';
import type { Transport } from '../../../transports/transport.js';
import { type Heard, startWireServer, type WireServer } from '../../support/wireServer.js';

const keys = 'alias=117&secureKey=SK1&userId=U1';
const session = { sessionId: '00048a', secureKey: 'SK1', alias: '117', userId: 'U1' };
const started = { statusCode: 0, chatId: '00048a', secureKey: 'SK1', alias: '117', userId: 'U1' };
/** An answer that names no chat fits each. */
const { chatId: _, ...unnamed } = started;

type Row = readonly [
  title: string,
  call: (it: Transport) => Observable<unknown> | undefined,
  path: string,
  body: string,
];

const noForm = 'nickname=&firstName=&lastName=&emailAddress=&subject=&text=';
const noKeys = 'alias=&secureKey=&userId=';

const rows: readonly Row[] = [
  [
    'start, with all of the form',
    (it) =>
      it.start({
        form: { nickname: 'Jonny', firstname: 'Jo', lastname: 'Sm', email: 'a@b.c', subject: 's p' },
        userData: { GCTI_LanguageCode: 'en', a: '1 2', b: { c: 'd' }, arr: [1, 2], no: null, yes: true },
      }),
    '/',
    `${noKeys}&nickname=Jonny&firstName=Jo&lastName=Sm&emailAddress=a%40b.c&subject=s+p&text=` +
      '&userData%5BGCTI_LanguageCode%5D=en&userData%5Ba%5D=1+2&userData%5Bb%5D%5Bc%5D=d' +
      '&userData%5Barr%5D%5B%5D=1&userData%5Barr%5D%5B%5D=2&userData%5Bno%5D=&userData%5Byes%5D=true',
  ],
  ['start, with none', (it) => it.start({ form: {}, userData: {} }), '/', `${noKeys}&${noForm}`],
  [
    'start, with fields v2 does not know',
    (it) => it.start({ form: { phone: '1' }, userData: {} }),
    '/',
    `${noKeys}&${noForm}`,
  ],
  [
    'send',
    (it) => it.send(session, { message: 'hi & é' }),
    '/00048a/send',
    `${keys}&message=hi+%26+%C3%A9&messageType=text`,
  ],
  [
    'send, of another type',
    (it) => it.send(session, { message: 'a', type: 'code' }),
    '/00048a/send',
    `${keys}&message=a&messageType=code`,
  ],
  [
    'send, as an answer',
    (it) => it.send(session, { message: 'a', parentMessageID: 'M1' }),
    '/00048a/send',
    `${keys}&message=a&messageType=text&eventAttributes=${encodeURIComponent('{"general-properties":{"related-event-id":"M1"}}')}`,
  ],
  ['end', (it) => it.end(session), '/00048a/disconnect', keys],
  ['restore', (it) => it.restore?.(session), '/00048a/refresh', `${keys}&transcriptPosition=1&message=`],
  ['poll, the first', (it) => it.poll?.(session, {}), '/00048a/refresh', `${keys}&transcriptPosition=1&message=`],
  [
    'poll, with a preview',
    (it) => it.poll?.(session, { after: 2, preview: 'I am wri' }),
    '/00048a/refresh',
    `${keys}&transcriptPosition=3&message=I+am+wri`,
  ],
  [
    'poll, after an index as text',
    (it) => it.poll?.(session, { after: '9' }),
    '/00048a/refresh',
    `${keys}&transcriptPosition=10&message=`,
  ],
  [
    'typing, begun',
    (it) => it.typing?.(session, { isTyping: true, after: 2, preview: 'h' }),
    '/00048a/startTyping',
    `${keys}&transcriptPosition=3&message=h`,
  ],
  [
    'typing, stopped',
    (it) => it.typing?.(session, { isTyping: false }),
    '/00048a/stopTyping',
    `${keys}&transcriptPosition=1&message=`,
  ],
  [
    'customNotice',
    (it) => it.customNotice?.(session, { message: 'note' }),
    '/00048a/customNotice',
    `${keys}&message=note`,
  ],
  [
    'customNotice, to answer an idle alert',
    (it) => it.customNotice?.(session, { eventAttributes: { purpose: 'cancel-idle-timer' } }),
    '/00048a/customNotice',
    `${keys}&eventAttributes=${encodeURIComponent('{"purpose":"cancel-idle-timer"}')}`,
  ],
  [
    'updateUserData',
    (it) => it.updateUserData?.(session, { a: 1, b: { c: 2 } }),
    '/00048a/updateData',
    `${keys}&userData%5Ba%5D=1&userData%5Bb%5D%5Bc%5D=2`,
  ],
  ['download', (it) => it.download?.(session, 'f/1'), '/00048a/file/f%2F1/download', keys],
  [
    'send, in a session of odd keys',
    (it) => it.send({ sessionId: 'a/b?' }, { message: 'a' }),
    '/a%2Fb%3F/send',
    `${noKeys}&message=a&messageType=text`,
  ],
];

describe('gmsRest, on the wire', () => {
  let server: WireServer;

  const ask = async (call: Row[1], options: GmsRestOptions = {}): Promise<readonly unknown[]> => {
    const wire = { fetch, patientFetch: fetch };
    const transport = gmsRest({ dataURL: `${server.url}/genesys/2/chat/support`, ...options })(wire);
    const answer$ = call(transport);
    if (!answer$) throw new Error('The transport lacks the operation.');
    return lastValueFrom(answer$.pipe(toArray()));
  };

  const first = (): Heard => {
    const [heard] = server.heard;
    if (!heard) throw new Error('Nothing was sent.');
    return heard;
  };

  beforeEach(async () => {
    server = await startWireServer();
    server.weather = { body: started };
  });

  it('E29: refuses the answer of another chat, whatever was asked', async () => {
    server.weather = { body: { ...started, chatId: 'theirs', secureKey: 'SK9' } };
    const calls: readonly Row[1][] = [
      (it) => it.send(session, { message: 'hi' }),
      (it) => it.poll?.(session, {}),
      (it) => it.restore?.(session),
      (it) => it.end(session),
      (it) => it.fileLimits?.(session),
    ];
    for (const call of calls) {
      const failure = await ask(call).catch((reason: unknown) => reason);
      expect(failure).to.include({ kind: 'Garbled', path: 'chatId' });
      expect(failure).to.have.property('frame', undefined);
    }
    server.weather = { status: 400, body: { ...started, chatId: 'theirs', chatEnded: true } };
    const refusal = await ask((it) => it.send(session, { message: 'hi' })).catch((reason: unknown) => reason);
    expect(refusal).to.include({ kind: 'Refused', frame: undefined });
  });

  afterEach(() => server[Symbol.asyncDispose]());

  it('is patient with what is harmless when repeated: restoring and downloads', async () => {
    const patient: string[] = [];
    const transport = gmsRest({ dataURL: `${server.url}/genesys/2/chat/support` })({
      fetch,
      patientFetch: (input, init) => {
        patient.push(new URL(String(input)).pathname.split('/').at(-1) ?? '');
        return fetch(input, init);
      },
    });
    for (const [, call] of rows) {
      const answer$ = call(transport);
      if (answer$) await lastValueFrom(answer$.pipe(toArray())).catch(() => undefined);
    }
    const restored = rows.filter(([title]) => /restore/.test(title)).map(() => 'refresh');
    expect(restored).to.have.lengthOf.above(0);
    expect(patient).to.have.members([...restored, 'download']);
  });

  describe('what Widgets write', () => {
    for (const [title, call, path, body] of rows) {
      it(title, async () => {
        if (title.includes('odd keys')) server.weather = { body: unnamed };
        await ask(call);

        const { method, path: where, body: said, headers } = first();
        expect([method, where, said]).to.deep.equal(['POST', `/genesys/2/chat/support${path}`, body]);
        expect(headers['content-type']).to.equal('application/x-www-form-urlencoded');
      });
    }

    it('fileLimits, as a form of parts', async () => {
      await ask((it) => it.fileLimits?.(session));

      const { path, headers, body } = first();
      expect(path).to.equal('/genesys/2/chat/support/00048a/file/limits');
      expect(headers['content-type']).to.match(/^multipart\/form-data; boundary=/);
      expect(
        [...body.matchAll(/name="(\w+)"\r\n\r\n(.*)\r\n/g)].map(([, name, value]) => `${name}=${value}`),
      ).to.deep.equal(['alias=117', 'userId=U1', 'secureKey=SK1']);
    });

    it('upload, as a form of parts, the file first', async () => {
      const file = new Blob(['a\0b'], { type: 'text/plain' });
      await ask((it) => it.upload?.(session, { file, name: 'a.txt' }));

      const { path, body } = first();
      expect(path).to.equal('/genesys/2/chat/support/00048a/file');
      expect([...body.matchAll(/ name="(\w+)"/g)].map(([, name]) => name)).to.deep.equal([
        'file',
        'alias',
        'userId',
        'secureKey',
      ]);
      expect(body).to.include('name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\na\0b\r\n');
    });
  });
});
