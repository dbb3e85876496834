import { Refusal } from '../conversation/refusal.js';
import type { Face } from '../http/face.js';
import { type Form, textOf } from '../http/form.js';
import { v3Refusal, v3Weather } from './v3Answer.js';
import { tokenOf, type V3Behind, v3Begin, v3Within } from './v3Calls.js';
import { isNamed } from './v3Opening.js';
import { dataOf, type V3ChatOperation } from './v3Operations.js';
import { V3_PATH } from './v3Path.js';

type Place = (form: Form) => V3ChatOperation;

const reading: Place = (form) => (textOf(form, 'index') && textOf(form, 'count') ? 'history' : 'refresh');

const saying: Place = (form) => {
  const type = textOf(dataOf(form), 'type');
  if (type === 'TypingStarted') return 'startTyping';
  return type === 'TypingStopped' ? 'stopTyping' : 'send';
};

/** By method and path below the session. */
const places: ReadonlyMap<string, Place> = new Map<string, Place>([
  ['GET messages', reading],
  ['POST messages', saying],
  ['PUT userdata', () => 'updateData'],
  ['POST images', () => 'file'],
  ['GET images/*', () => 'download'],
  ['DELETE participants/*', () => 'disconnect'],
]);

/** The v3 REST API: forms in, JSON out, a token in a header. */
export const v3Face = (behind: V3Behind): Face => ({
  mistyped: ['status', 'data.messages', 'data.chatEnded', 'data.clientToken'],
  recognise(method, path, headers) {
    if (path !== V3_PATH && !path.startsWith(`${V3_PATH}/`)) return undefined;
    const [chatId = '', place = '', ...rest] = path
      .slice(V3_PATH.length + 1)
      .replace(/\/$/, '')
      .split('/');
    if (chatId === '') {
      if (method !== 'POST') throw new Refusal('wrongMethod', 'a session is begun by a POST');
      const operation = (form: Form) => (tokenOf(headers) === '' || isNamed(form) ? 'request' : 'resume');
      return { operation, run: v3Begin(behind, headers) };
    }
    const operation = places.get([`${method} ${place}`, ...rest.map(() => '*')].join('/'));
    if (operation === undefined) throw new Refusal('unknownPath', 'there is no such operation');
    return { operation, chatId, run: v3Within(behind, headers, { chatId, operation, below: rest.join('/') }) };
  },
  refuse: (failure, chatId = '') => v3Refusal(failure, behind.sessions.find(chatId)?.chat.ended ?? false),
  instead: v3Weather,
});
