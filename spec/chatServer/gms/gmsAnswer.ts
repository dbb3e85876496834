import type { Conversation } from '../conversation/conversation.js';
import { Refusal, type RefusalReason } from '../conversation/refusal.js';
import type { TranscriptEvent } from '../conversation/transcriptEvent.js';
import type { Answer } from '../http/answer.js';
import type { ServedError } from '../weather.js';

interface Wording {
  readonly status: number;
  /** GMS's error code; the HTTP status where none is known. */
  readonly code?: number;
}

const wording = {
  malformed: { status: 400 },
  unknownPath: { status: 404 },
  wrongMethod: { status: 405 },
  wrongContentType: { status: 415 },
  bodyTooLarge: { status: 413 },
  chatGone: { status: 200, code: 249 },
  wrongKeys: { status: 401 },
  wrongApiKey: { status: 403 },
  tooManyChats: { status: 400, code: 240 },
  nameMissing: { status: 400, code: 161 },
  firstNameMissing: { status: 400, code: 102 },
  lastNameMissing: { status: 400, code: 103 },
  emailInvalid: { status: 400, code: 364 },
  messageTooLong: { status: 400, code: 204 },
  tooManyFiles: { status: 400, code: 201 },
  fileTooLarge: { status: 400, code: 202 },
  fileTypeForbidden: { status: 400, code: 203 },
  fileUnknown: { status: 404 },
  agentMissing: { status: 400 },
  downloadsUsedUp: { status: 400 },
} as const satisfies Record<RefusalReason, Wording>;

/** The answer every operation gives: the newest keys, and events where they were asked for. */
export const gmsAnswer = (chat: Conversation, messages: readonly TranscriptEvent[], more: object = {}): Answer => {
  const seconds = chat.idle.secondsLeft;
  return {
    status: 200,
    body: {
      statusCode: 0,
      chatEnded: chat.ended,
      chatId: chat.chatId,
      userId: chat.userId,
      ...chat.keys.current,
      nextPosition: chat.nextPosition,
      messages,
      ...(seconds !== undefined && { idleTimerExpire: seconds }),
      ...more,
    },
  };
};

/** statusCode 1 or 2: no secureKey, whatever else is known. */
export const gmsTrouble = (statusCode: 1 | 2, chatEnded: boolean, errors: readonly ServedError[], about: object) => ({
  status: 200,
  body: { messages: [], chatEnded, statusCode, ...about, ...(errors.length > 0 && { errors }) },
});

/** A failure as GMS words it; what is no refusal is a fault of this server. */
export const gmsRefusal = (failure: unknown, about: object): Answer => {
  if (!(failure instanceof Refusal)) {
    return { status: 500, body: { errors: [{ code: 500, advice: 'the chat server failed' }] } };
  }
  const { status, code = status }: Wording = wording[failure.reason];
  const errors = [{ code, advice: failure.message }];
  if (failure.reason === 'chatGone') return gmsTrouble(2, true, errors, about);
  return { status, body: { errors }, ...(status === 405 && { headers: { Allow: 'POST' } }) };
};

/** What a chat allows to be uploaded: a notice without an index, every value a text. */
export const gmsFileLimits = (chat: Conversation): Answer => {
  const { fileTypes, maxFileSize, maxFiles, maxTotalSize, needAgent, downloadAttempts } = chat.limits;
  const { files, bytes, downloads } = chat.files.used;
  const userData = {
    'download-attempts': String(downloadAttempts),
    'used-download-attempts': String(downloads),
    'upload-max-files': String(maxFiles),
    'used-upload-max-files': String(files),
    'upload-max-file-size': String(maxFileSize),
    'upload-max-total-size': String(maxTotalSize),
    'used-upload-max-total-size': String(bytes),
    'upload-file-types': fileTypes.join(':'),
    'upload-need-agent': String(needAgent),
    'delete-file': 'odd',
  };
  const notice = { from: chat.customer, text: 'file-client-cfg-get', type: 'Notice', utcTime: Date.now(), userData };
  return { status: 200, body: { messages: [notice], chatEnded: chat.ended, statusCode: 0 } };
};
