import { type ServerError, TransportFailure } from '../failures.js';
import type { Frame } from '../frames.js';
import { numberOf, objectOf, textOf } from '../json.js';
import { masked } from '../masked.js';

/** A frame that says nothing but yes. */
export const emptyFrame: Frame = { entries: [], chatEnded: false, answer: { statusCode: 0 } };

/** A frame that says nothing but that the server is there. */
export const signOfLife: Frame = { ...emptyFrame, heartbeat: true };

/** Whether a push, also one that refuses, says that the chat has ended. */
export const saysEnded = (data: unknown): boolean => textOf(objectOf(data)?.chatEnded) === 'true';

/** `402::Unknown client` in its parts. */
const errorOf = (message: unknown): ServerError => {
  const text = textOf(objectOf(message)?.error);
  const [, code, advice] = /^(\d{3}):[^:]*:(.*)$/s.exec(text) ?? [];
  return code ? { code: Number(code), advice } : { advice: text };
};

/** The server has forgotten the Bayeux client, which says nothing of the chat: 402, and 401 where it is faye. */
export const isUnknownClient = (message: unknown): boolean => [401, 402].includes(Number(errorOf(message).code));

/**
 * The failure of a connection. It holds nothing of what CometD knows but the reason: the messages that could not be sent
 * carry keys. The reason is the server's, and may repeat them. (O22)
 */
export const broken = (message: unknown, secrets: readonly string[]): TransportFailure => {
  const failure = objectOf(objectOf(message)?.failure);
  if (/expired|timeout/i.test(textOf(failure?.reason))) return new TransportFailure('TimedOut', 'No answer in time');
  const httpCode = numberOf(failure?.httpCode);
  const reason = httpCode ? `HTTP ${httpCode}` : textOf(masked(errorOf(message).advice, secrets)).slice(0, 200);
  const why = reason && ` (${reason})`;
  return new TransportFailure('Offline', `No connection${why}: check the network, cometURL and its CORS rules`);
};

/** The frame of an acknowledgement that says yes. @throws TransportFailure `Refused`, or `Offline` where there is none */
export const acknowledged = (ack: unknown, secrets: readonly string[]): Frame => {
  const { successful, failure } = objectOf(ack) ?? {};
  if (successful) return emptyFrame;
  if (failure) throw broken(ack, secrets);
  const answer = masked(ack, secrets);
  const error = errorOf(answer);
  const why = error.advice?.slice(0, 200) || 'try again, or check the options';
  // A code of Bayeux's looks like an HTTP status and is none, but one of 500 and more says the same: the server cannot.
  const status = Number(error.code) >= 500 ? Number(error.code) : 200;
  throw new TransportFailure('Refused', `Refused: ${why}`, { status, errors: [error], answer });
};
