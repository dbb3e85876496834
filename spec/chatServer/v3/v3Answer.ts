import { Refusal, type RefusalReason } from '../conversation/refusal.js';
import type { Answer } from '../http/answer.js';
import type { StatusCodeRule, StatusRule } from '../weather.js';

interface Wording {
  readonly status: number;
  readonly code: string;
}

const wording: Readonly<Record<RefusalReason, Wording>> = {
  malformed: { status: 400, code: 'INVALID_REQUEST' },
  unknownPath: { status: 404, code: 'NOT_FOUND' },
  wrongMethod: { status: 405, code: 'INVALID_REQUEST' },
  wrongContentType: { status: 415, code: 'INVALID_REQUEST' },
  bodyTooLarge: { status: 413, code: 'LIMIT_FILE_SIZE' },
  chatGone: { status: 404, code: 'INVALID_SESSION' },
  wrongKeys: { status: 401, code: 'AUTHENTICATION_REQUIRED' },
  wrongApiKey: { status: 403, code: 'INVALID_CONTACT_CENTER' },
  tooManyChats: { status: 503, code: 'SERVER_ERROR' },
  nameMissing: { status: 400, code: 'INVALID_NICKNAME' },
  firstNameMissing: { status: 400, code: 'INVALID_NICKNAME' },
  lastNameMissing: { status: 400, code: 'INVALID_NICKNAME' },
  emailInvalid: { status: 400, code: 'INVALID_REQUEST' },
  messageTooLong: { status: 400, code: 'INVALID_REQUEST' },
  tooManyFiles: { status: 400, code: 'LIMIT_FILE_COUNT' },
  fileTooLarge: { status: 400, code: 'LIMIT_FILE_SIZE' },
  fileTypeForbidden: { status: 400, code: 'INVALID_FILE_TYPE' },
  fileUnknown: { status: 404, code: 'NOT_FOUND' },
  agentMissing: { status: 400, code: 'INVALID_REQUEST' },
  downloadsUsedUp: { status: 400, code: 'INVALID_REQUEST' },
};

/** A good answer. */
export const v3Answer = (data: object): Answer => ({ status: 200, body: { status: { code: 0 }, data } });

const trouble = (status: number, code: number | string, message: string, ended: boolean): Answer => ({
  status,
  body: { status: { code, message }, ...(ended && { data: { messages: [], chatEnded: true } }) },
});

/** A failure as v3 words it. A chat that has `ended` is still known, and can be read; no more than that. */
export const v3Refusal = (failure: unknown, ended: boolean): Answer => {
  if (!(failure instanceof Refusal)) return trouble(500, 'SERVER_ERROR', 'the chat server failed', false);
  const { reason, message } = failure;
  if (reason === 'chatGone' && ended) return trouble(400, 'INVALID_REQUEST', message, true);
  const { status, code } = wording[reason];
  return trouble(status, code, message, false);
};

/** What the weather wants said; v3 has no statusCode: 1 is a server in trouble, 2 a request that never will do. */
export const v3Weather = (rule: StatusRule | StatusCodeRule): Answer => {
  const [error] = rule.errors ?? [];
  if (rule.kind === 'status') {
    const said = error ? { status: { code: error.code, message: error.advice ?? '' } } : {};
    return { status: rule.status, body: rule.body ?? said };
  }
  const [status, code] = rule.statusCode === 1 ? [503, 'SERVER_ERROR'] : [400, 'INVALID_REQUEST'];
  const advice = error?.advice ?? (rule.statusCode === 1 ? 'try again later' : 'this cannot be done');
  return trouble(status, error?.code ?? code, advice, rule.chatEnded ?? false);
};
