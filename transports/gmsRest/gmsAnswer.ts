import type { Frame } from '../frames.js';
import { textOf } from '../json.js';
import type { Reading } from '../readAnswer.js';
import { parseGms, statusCodeOf } from './parseGms.js';

/** The frame of an answer that says yes. @throws TransportFailure `Refused` or `Garbled` */
export const gmsAnswer = (answer: unknown, reading: Reading): Frame => {
  const statusCode = statusCodeOf(answer);
  if (statusCode) throw reading.fail('Refused', answer, { statusCode });
  return parseGms(answer, reading);
};

/** The frame of an answer that begins a chat: the session's keys are in it. */
export const startAnswer = (answer: unknown, reading: Reading): Frame => {
  const frame = gmsAnswer(answer, reading);
  const path = ['chatId', 'secureKey', 'userId'].find((key) => !textOf(frame.answer[key]));
  if (path) throw reading.fail('Garbled', answer, { path });
  return { ...frame, session: { alias: '', ...frame.session } };
};
