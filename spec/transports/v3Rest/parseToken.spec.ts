import { expect } from 'chai';
import { parseToken } from '../../../transports/v3Rest/parseToken.js';
import { tokenOf } from './tokenOf.js';

const good = tokenOf();
const [head = '', payload = '', signature = ''] = good.split('.');

describe('parseToken', () => {
  const read: readonly (readonly [title: string, token: string, parts: Record<string, unknown>])[] = [
    ['a session', good, { sessionId: 'S1', participantId: 'P1', transportId: 'T1' }],
    ['what it does not know', tokenOf({ exp: 5, sessionId: 'S2' }), { sessionId: 'S2' }],
    ['other scripts', tokenOf({ sessionId: 'é漢😀' }), { sessionId: 'é漢😀' }],
    ['bytes that base64url writes apart', tokenOf({ sessionId: '???>>>~~~ÿÿÿ' }), { sessionId: '???>>>~~~ÿÿÿ' }],
    ['no transport', tokenOf({ transportId: undefined }), { transportId: '' }],
    ['no signature', `${head}.${payload}.`, { sessionId: 'S1' }],
  ];

  for (const [title, token, parts] of read) {
    it(`reads ${title}`, () => {
      expect(parseToken(token)).to.deep.include({ ...parts, token });
    });
  }

  it('reads payloads of any length, padded or not', () => {
    for (const sessionId of ['S', 'S1', 'S12']) {
      const [, plain = ''] = tokenOf({ sessionId }).split('.');
      const padded = plain.padEnd(Math.ceil(plain.length / 4) * 4, '=');
      for (const part of [plain, padded]) expect(parseToken(`${head}.${part}.x`)).to.deep.include({ sessionId });
    }
  });

  const broken: readonly (readonly [title: string, token: unknown])[] = [
    ['nothing', undefined],
    ['an empty text', ''],
    ['an object', { token: good }],
    ['a number', 12345],
    ['text', 'no token'],
    ['one that stops in its payload', good.slice(0, head.length + 10)],
    ['one that stops behind its payload', `${head}.${payload}`],
    ['one of four parts', `${good}.x`],
    ['one without a payload', `${head}..${signature}`],
    ['one whose payload is no base64', `${head}.a.${signature}`],
    ['one whose payload is no JSON', `${head}.${Buffer.from('{"a":').toString('base64url')}.${signature}`],
    ['one whose payload is a list', `${head}.${Buffer.from('["S1"]').toString('base64url')}.${signature}`],
    ['one without a session', tokenOf({ sessionId: undefined })],
    ['one with an empty session', tokenOf({ sessionId: '' })],
    ['one whose session is a number', tokenOf({ sessionId: 5 })],
    ['one without a participant', tokenOf({ participantId: null })],
    ['one with an empty participant', tokenOf({ participantId: '' })],
    ['one no header can carry', `${good}\r\nx-other: 1`],
  ];

  for (const [title, token] of broken) {
    it(`does not read ${title}`, () => {
      expect(parseToken(token)).to.equal(undefined);
    });
  }
});
