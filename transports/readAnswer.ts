import { type FailureFacts, type ServerError, TransportFailure } from './failures.js';
import { isObject, objectOf, textOf } from './json.js';
import { masked } from './masked.js';

/** How a protocol reads its answers. */
export interface Reading {
  /** Key values that must not be seen in a failure. */
  readonly secrets: readonly string[];
  /** The chat that was asked for; an answer about another chat is `Garbled` (E29). Absent if the server names the chat. */
  readonly sessionId?: string;
  /** What the protocol can tell of a refusal, from its errors and the answer with its keys. */
  readonly refine?: (errors: readonly ServerError[], answer: unknown) => FailureFacts;
}

/** The failure for an answer that says no. */
export const refused = (answer: unknown, known: FailureFacts, { secrets, refine }: Reading): TransportFailure => {
  const shown = masked(answer, secrets);
  const found = errorsOf(shown);
  const facts = { errors: found, ...known, ...refine?.(found, answer), answer: shown };
  const advice = facts.errors.map((error) => textOf(error.advice ?? error.code)).join(', ');
  const code = facts.statusCode ? `statusCode ${facts.statusCode}` : `HTTP ${facts.status}`;
  return new TransportFailure(
    'Refused',
    `Refused with ${code}: ${advice.slice(0, 200) || 'try again, or check the options'}`,
    facts,
  );
};

/** The failure for an answer that is none, for what is at `path`. */
export const garbled = (path: string, answer: unknown, { secrets }: Reading): TransportFailure =>
  new TransportFailure('Garbled', `No chat server's answer, see ${path}: check the address`, {
    status: 200,
    path,
    answer: masked(answer, secrets),
  });

/** The failure for one message that cannot be read, while the others are delivered (E28). */
export const unreadable = (path: string, message: unknown, { secrets }: Reading): TransportFailure =>
  new TransportFailure('Garbled', `A message cannot be read, see ${path}: it is left out`, {
    status: 200,
    path,
    answer: masked(message, secrets),
  });

/** Servers say `errors: [{ code, advice }]`, `error: 'text'` and what lies between. */
const errorsOf = (answer: unknown): readonly ServerError[] => {
  const { errors, error } = objectOf(answer) ?? {};
  const list: readonly unknown[] = [errors ?? error ?? []].flat();
  return list.map((item) => (isObject(item) ? item : { advice: textOf(item) }));
};
