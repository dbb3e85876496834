import type { Frame } from '../frames.js';
import { numberOf, objectOf, textOf } from '../json.js';
import type { Reading } from '../readAnswer.js';
import type { Exchange } from '../request.js';
import { parseV3 } from './parseV3.js';

const said = (answer: unknown, reading: Reading): Frame => {
  if (codeOf(statusOf(answer).code)) throw reading.fail('Refused', answer, {});
  return parseV3(answer, reading);
};

/**
 * The frame of an answer that says yes. No body is a yes too, unless messages were asked for: 204 says that there are none.
 * (E35)
 *
 * @throws TransportFailure `Refused` or `Garbled`
 */
export const v3Answer = (answer: unknown, exchange: Exchange & Reading, status?: number): Frame => {
  const isYes = answer === '' && (status === 204 || exchange.init.method !== 'GET');
  return said(isYes ? { status: { code: 0 } } : answer, exchange);
};

/** The frame of an answer that begins a chat: the session's token is in it. */
export const startAnswer = (answer: unknown, reading: Reading): Frame => {
  const frame = said(answer, reading);
  if (!frame.session?.token) throw reading.fail('Garbled', answer, { path: 'data.clientToken' });
  return frame;
};

export const statusOf = (answer: unknown) => objectOf(objectOf(answer)?.status) ?? {};

/** 0 and none are as good as each other. */
export const codeOf = (code: unknown): number | string => numberOf(code) ?? textOf(code);
