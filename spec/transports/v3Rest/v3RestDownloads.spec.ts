import { expect } from 'chai';
import { TransportFailure } from '../../../transports/failures.js';
import { v3Rest } from '../../../transports/v3Rest/v3Rest.js';
import { settled } from '../../support/settled.js';
import { startWireServer } from '../../support/wireServer.js';
import { tokenOf } from './tokenOf.js';

const token = tokenOf();
const session = { sessionId: 'S1', participantId: 'P1', transportId: 'T1', token };

describe('v3Rest, on downloads', () => {
  const home = '/nexus/v3/chat';
  const found: readonly (readonly [fileId: string, path: string])[] = [
    ['/sessions/S1/images/1', `${home}/sessions/S1/images/1`],
    ['sessions/S1/images/1', `${home}/sessions/S1/images/1`],
    ['/sessions/S1/images/1?size=2', `${home}/sessions/S1/images/1?size=2`],
    ['/a:b//c', `${home}/a:b//c`],
    ['HOME/other/1', '/other/1'],
    ['HOME', '/'],
  ];

  for (const [fileId, path] of found) {
    it(`finds ${fileId}, with the session's token`, async () => {
      await using server = await startWireServer();
      const bytes = new Uint8Array([0, 255, 13, 10]);
      server.weather = { body: bytes, headers: { 'Content-Type': 'image/png' } };
      const options = { dataURL: `${server.url}${home}/sessions`, headers: { 'x-api-key': 'API-KEY' } };
      const download$ = v3Rest(options)({ fetch, patientFetch: fetch }).download?.(
        session,
        fileId.replace('HOME', server.url),
      );
      if (!download$) throw new Error('The transport lacks downloads.');
      const { values } = await settled(download$);

      expect(values[0]?.type).to.equal('image/png');
      expect(new Uint8Array((await values[0]?.arrayBuffer()) ?? [])).to.deep.equal(bytes);
      const [heard] = server.heard;
      expect([heard?.method, heard?.path]).to.deep.equal(['GET', path]);
      expect([heard?.headers['x-nexus-client-key'], heard?.headers['x-api-key']]).to.deep.equal([token, 'API-KEY']);
    });
  }

  it('gives the image in the data: URL that a bus hands out in place of the address, and asks nobody (B21)', async () => {
    const refusing: typeof fetch = () => Promise.reject(new Error('Nothing is to be fetched.'));
    const { download } = v3Rest({ dataURL: 'https://host/sessions' })({ fetch: refusing, patientFetch: refusing });
    if (!download) throw new Error('The transport lacks downloads.');
    const { values } = await settled(download(session, 'data:image/png;base64,AP8NCg=='));

    expect(values[0]?.type).to.equal('image/png');
    expect(new Uint8Array((await values[0]?.arrayBuffer()) ?? [])).to.deep.equal(new Uint8Array([0, 255, 13, 10]));
  });

  const elsewhere = [
    'https://evil.example/a',
    'HTTPS://evil.example/a',
    ' https://evil.example/a',
    '//evil.example/a',
    '\\\\evil.example\\a',
    '/\\evil.example/a',
    'HOME.evil.example/a',
    'HOME@evil.example/a',
    'data:text/plain,a',
    'data:image/svg+xml;base64,PHN2Zy8+',
    'data:image/png,a',
    'data:image/png;base64,A',
    'javascript:1',
    'blob:HOME/1',
    'https://',
  ];

  /** A transport that may send nothing, and what it failed with. */
  const refusal = async (dataURL: string, fileId: string) => {
    const asked: string[] = [];
    const ask: typeof fetch = async (input) => {
      asked.push(String(input));
      return new Response();
    };
    const download$ = v3Rest({ dataURL })({ fetch: ask, patientFetch: ask }).download?.(session, fileId);
    if (!download$) throw new Error('The transport lacks downloads.');
    const { failure } = await settled(download$);
    return { asked, failure };
  };

  for (const fileId of elsewhere) {
    it(`sends nothing to ${fileId}`, async () => {
      const home = 'https://host:81';
      const { asked, failure } = await refusal(`${home}/chat/sessions`, fileId.replace('HOME', home));

      expect(asked).to.deep.equal([]);
      expect(failure).to.be.instanceOf(TransportFailure);
      expect(failure).to.have.property('message').that.includes("fileId must be a path, or of dataURL's origin");
    });
  }

  it('stays with the chat whatever a path is like', async () => {
    for (const dataURL of ['https://host/sessions', 'https://host', 'https://host/chat/sessions/']) {
      for (const path of [
        'https:evil.example',
        '.evil.example',
        '@evil.example',
        '/.//evil.example',
        'ht\ntps://evil.example',
        '/\t/evil',
      ]) {
        const { asked } = await refusal(dataURL, path);
        for (const url of asked) expect(new URL(url).origin).to.equal('https://host');
      }
    }
  });

  it('does with a dataURL of the page itself, also with the address that a bus hands out (B21), and sends nothing elsewhere', async () => {
    Object.assign(globalThis, { location: { href: 'https://shop.example/' } });
    try {
      const image = 'https://shop.example/sessions/S1/images/1';
      expect((await refusal('/sessions', '/sessions/S1/images/1')).asked).to.deep.equal([image]);
      expect((await refusal('/sessions', image)).asked).to.deep.equal([image]);
      expect((await refusal('/sessions', '/\t/evil.example')).asked).to.deep.equal([
        'https://shop.example/evil.example',
      ]);
      expect((await refusal('/sessions', 'https://evil.example/a')).asked).to.deep.equal([]);
      expect((await refusal('/sessions', '//evil.example/a')).asked).to.deep.equal([]);
    } finally {
      Reflect.deleteProperty(globalThis, 'location');
    }
  });
});
