import { expect } from 'chai';
import { EMPTY, type Observable } from 'rxjs';
import { TransportFailure } from '../../transports/failures.js';
import { gmsRest } from '../../transports/gmsRest/gmsRest.js';
import { pathPart } from '../../transports/pathPart.js';
import { v3Rest } from '../../transports/v3Rest/v3Rest.js';
import { settled } from '../support/settled.js';
import { tokenOf } from './v3Rest/tokenOf.js';

const waysOut = [
  '.',
  '..',
  '../other',
  '../../../admin',
  'a/../../b',
  '..\\b',
  'a\\b',
  '%2e%2e/b',
  '%2E%2E/b',
  '.%2e/b',
  '%2e./b',
  '%2e',
  '..%2f..%2fb',
];

// O21
describe('an id in a path', () => {
  it('is one part of it', () => {
    expect(['00048a', 'a/b?', 'f 1', 'ä', 'a.b', ''].map(pathPart)).to.deep.equal([
      '00048a',
      'a%2Fb%3F',
      'f%201',
      '%C3%A4',
      'a.b',
      '',
    ]);
  });

  const gms = gmsRest({ dataURL: 'https://host/genesys/2/chat/support' });
  const v3 = v3Rest({ dataURL: 'https://host/nexus/v3/chat/sessions' });
  const token = tokenOf();
  const v3Session = { sessionId: 'S1', participantId: 'P1', transportId: 'T1', token };

  const calls: Readonly<
    Record<string, (id: string, wire: Parameters<typeof gms>[0]) => Observable<unknown> | undefined>
  > = {
    "gmsRest, the chat's, of a poll": (sessionId, wire) => gms(wire).poll?.({ sessionId }, {}),
    "gmsRest, the chat's, of a message": (sessionId, wire) => gms(wire).send({ sessionId }, { message: 'a' }),
    "gmsRest, the chat's, of file limits": (sessionId, wire) => gms(wire).fileLimits?.({ sessionId }),
    "gmsRest, the chat's, of an upload": (sessionId, wire) =>
      gms(wire).upload?.({ sessionId }, { file: new Blob(['a']), name: 'a' }),
    "gmsRest, a file's": (id, wire) => gms(wire).download?.({ sessionId: 'C1' }, id),
    "v3Rest, the chat's, of a poll": (sessionId, wire) => v3(wire).poll?.({ ...v3Session, sessionId }, {}),
    "v3Rest, the chat's, of an upload": (sessionId, wire) =>
      v3(wire).upload?.({ ...v3Session, sessionId }, { file: new Blob(['a']), name: 'a' }),
    "v3Rest, the customer's": (participantId, wire) => v3(wire).end({ ...v3Session, participantId }),
    "v3Rest, a file's": (id, wire) => v3(wire).download?.(v3Session, id),
    "v3Rest, a file's below the chat's": (id, wire) => v3(wire).download?.(v3Session, `/sessions/S1/images/${id}`),
    "v3Rest, a file's whole URL": (id, wire) => v3(wire).download?.(v3Session, `https://host/nexus/v3/chat/${id}`),
    'v3Rest, the same with what a URL is read without': (id, wire) =>
      v3(wire).download?.(v3Session, `images/${id.replaceAll('.', '.\t').replaceAll('%', '%\n')}`),
  };

  for (const [title, call] of Object.entries(calls)) {
    it(`leads nowhere else (${title})`, async () => {
      const asked: string[] = [];
      const wire = async (input: RequestInfo | URL) => {
        asked.push(String(input));
        return new Response();
      };
      for (const id of waysOut) {
        // Below another path a dot alone is no way out of it.
        if (id === '.' && /file's/.test(title) && title.startsWith('v3')) continue;
        if (id === '.' && title.includes('read without')) continue;
        const { failure } = await settled(call(id, { fetch: wire, patientFetch: wire }) ?? EMPTY);
        expect(failure, id).to.be.instanceOf(TransportFailure).that.includes({ kind: 'Refused', status: 0 });
      }
      expect(asked).to.deep.equal([]);
    });
  }

  it('is taken as the server gave it', async () => {
    for (const call of Object.values(calls)) {
      const asked: string[] = [];
      const wire = async (input: RequestInfo | URL) => {
        asked.push(new URL(String(input)).pathname);
        return new Response('{}');
      };
      await settled(call('0-a.B_9', { fetch: wire, patientFetch: wire }) ?? EMPTY);
      expect(asked[0]).to.match(/0-a\.B_9/);
    }
  });
});
