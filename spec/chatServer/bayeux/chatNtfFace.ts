import type { Conversations } from '../conversation/conversations.js';
import { Refusal } from '../conversation/refusal.js';
import { GMS_PATH, gmsFace } from '../gms/gmsFace.js';
import type { Face } from '../http/face.js';
import { type Form, textOf } from '../http/form.js';
import type { Operation } from '../weather.js';
import { namedByKey } from './namedByKey.js';

/** Where files are served to those who chat over CometD. */
export const CHAT_NTF_PATH = '/genesys/2/chat-ntf';

interface FileCall {
  readonly operation: Operation;
  readonly place: (fileId: string) => string;
}

const calls = new Map<string, FileCall>([
  ['fileGetLimits', { operation: 'fileLimits', place: () => 'file/limits' }],
  ['fileUpload', { operation: 'file', place: () => 'file' }],
  ['fileDownload', { operation: 'download', place: (fileId) => `file/${fileId}/download` }],
  ['fileDelete', { operation: 'fileDelete', place: (fileId) => `file/${fileId}/delete` }],
]);

const callOf = (form: Form): FileCall | undefined => calls.get(textOf(form, 'operation'));

/** The file operations of GMS, each named in its form, the chat named by its secureKey. */
export const chatNtfFace = (conversations: Conversations): Face => {
  const gms = gmsFace(conversations);
  return {
    ...gms,
    recognise(method, path, headers) {
      if (path.replace(/\/$/, '') !== CHAT_NTF_PATH) return undefined;
      if (method !== 'POST') throw new Refusal('wrongMethod', 'every operation is a POST');
      return {
        operation: (form) => callOf(form)?.operation ?? 'fileLimits',
        run(form, meanwhile) {
          const place = callOf(form)?.place(encodeURIComponent(textOf(form, 'fileId')));
          if (place === undefined) {
            throw new Refusal('malformed', `operation must be one of ${[...calls.keys()].join(', ')}`);
          }
          const named = namedByKey(conversations, form);
          const call = gms.recognise('POST', `${GMS_PATH}/${named.chatId}/${place}`, headers);
          if (call === undefined) throw new Refusal('fileUnknown', 'fileId is required');
          return call.run(named.form, meanwhile);
        },
      };
    },
  };
};
