import type { IncomingHttpHeaders } from 'node:http';
import { Refusal } from '../conversation/refusal.js';
import type { Answer } from '../http/answer.js';
import type { Call } from '../http/face.js';
import type { Form } from '../http/form.js';
import { v3Answer } from './v3Answer.js';
import { isNamed, v3Opening } from './v3Opening.js';
import { type V3ChatOperation, v3Operations } from './v3Operations.js';
import { V3_PATH } from './v3Path.js';
import type { V3Session } from './v3Session.js';
import type { V3Sessions } from './v3Sessions.js';

/** What is behind the calls. */
export interface V3Behind {
  readonly sessions: V3Sessions;
  /** Those that are let in; any, or none at all, where it is not given. */
  readonly apiKeys?: readonly string[];
}

/** Which session is asked, and for what. */
interface Asked {
  readonly chatId: string;
  readonly operation: (form: Form) => V3ChatOperation;
  /** The last step of the path. */
  readonly below: string;
}

/** What is answered after the end: the last words, and the files that were sent. */
const FOR_ENDED: readonly V3ChatOperation[] = ['refresh', 'history', 'download'];

const checkApiKey = ({ apiKeys }: V3Behind, headers: IncomingHttpHeaders): void => {
  if (apiKeys === undefined || apiKeys.includes(String(headers['x-api-key']))) return;
  throw new Refusal('wrongApiKey', 'x-api-key is not one of this contact center');
};

/** The token in the headers; '' where there is none. */
export const tokenOf = (headers: IncomingHttpHeaders): string => String(headers['x-nexus-client-key'] ?? '');

const started = (session: V3Session): Answer => {
  const { chatId } = session.chat;
  return v3Answer({ clientToken: session.issue(), selfUri: `${V3_PATH}/${chatId}` });
};

/** The session that a token takes up again; none where a form says who begins another. */
const resumed = ({ sessions }: V3Behind, token: string, form: Form): V3Session | undefined => {
  if (token === '') return undefined;
  const session = sessions.behind(token);
  if (session !== undefined && !(session.chat.ended && isNamed(form))) return session;
  if (isNamed(form)) return undefined;
  throw new Refusal('chatGone', 'This session is not known any more.');
};

/** Begins a session, or takes one up again. */
export const v3Begin =
  (behind: V3Behind, headers: IncomingHttpHeaders): Call['run'] =>
  (form, meanwhile) => {
    checkApiKey(behind, headers);
    const token = tokenOf(headers);
    const old = resumed(behind, token, form);
    old?.admit(token);
    const session = old ?? behind.sessions.start(v3Opening(form));
    meanwhile(session.chat);
    return { ...started(session), delivered: () => old?.retire(token) };
  };

/** Does what is asked in a session. */
export const v3Within =
  (behind: V3Behind, headers: IncomingHttpHeaders, { chatId, operation, below }: Asked): Call['run'] =>
  (form, meanwhile) => {
    checkApiKey(behind, headers);
    const session = behind.sessions.get(chatId);
    const delivered = session.admit(tokenOf(headers));
    const asked = operation(form);
    if (session.chat.ended && !FOR_ENDED.includes(asked)) {
      throw new Refusal('chatGone', `Session ${chatId} has ended.`);
    }
    const word = v3Operations[asked](session, form, below);
    meanwhile(session.chat);
    return { ...word(), delivered };
  };
