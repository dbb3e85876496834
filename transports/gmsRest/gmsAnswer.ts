import type { Frame } from '../frames.js';
import { isObject, numberOf, objectOf, textOf } from '../json.js';
import { garbled, type Reading, refused } from '../readAnswer.js';
import { parseGms } from './parseGms.js';

/** The frame of an answer that says yes. @throws TransportFailure `Refused` or `Garbled` */
export const gmsAnswer = (answer: unknown, reading: Reading): Frame => {
  if (statusCodeOf(answer)) throw refused(answer, { status: 200 }, reading);
  return parseGms(answer, reading);
};

/** The frame of an answer that begins a chat: the session's keys are in it. */
export const startAnswer = (answer: unknown, reading: Reading): Frame => {
  const frame = gmsAnswer(answer, reading);
  const missing = ['chatId', 'secureKey', 'userId'].find((key) => !textOf(frame.answer[key]));
  if (missing) throw garbled(missing, answer, reading);
  return { ...frame, session: { alias: '', ...frame.session } };
};

/** What GMS says in a refusal. For a refresh 204 is about the preview's length: it stays only if it is all there is. */
export const refusedByGms =
  (operation: string, sessionId?: string): Reading['refine'] =>
  (errors, answer) => {
    const others = errors.filter(({ code }) => operation !== 'refresh' || Number(code) !== 204);
    return {
      errors: others.length ? others : errors,
      statusCode: statusCodeOf(answer),
      frame: frameIn(answer, sessionId),
    };
  };

const statusCodeOf = (answer: unknown): number | undefined => numberOf(objectOf(answer)?.statusCode);

// A refusal over HTTP need not have a statusCode.
const frameIn = (answer: unknown, sessionId?: string): Frame | undefined => {
  try {
    return isObject(answer) ? parseGms({ statusCode: 2, ...answer }, { secrets: [], sessionId }) : undefined;
  } catch {
    return undefined;
  }
};
