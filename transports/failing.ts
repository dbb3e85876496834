import { type FailureFacts, type ServerError, TransportFailure } from './failures.js';
import { isObject, objectOf, textOf } from './json.js';
import { masked } from './masked.js';
import type { Asked, Fail } from './readAnswer.js';
import { retryAfter } from './retryAfter.js';

/** What a protocol can tell of a refusal, from its errors and the answer with its keys. */
export type Refine = (errors: readonly ServerError[], answer: unknown, fail: Fail) => FailureFacts;

/** Makes failures that say what the answers say, without their secrets. */
export const failingWith = ({ secrets }: Asked, refine?: Refine): Fail => {
  const fail: Fail = (wrong, answer, { status = 200, ...known }, headers) => {
    if (status < 200 || (status > 299 && status < 400)) {
      const advice = "A redirect: give the address it leads to, or redirects: 'follow'";
      return new TransportFailure('Refused', advice, { status });
    }
    const shown = masked(answer, secrets);
    if (wrong !== 'Refused') {
      return new TransportFailure('Garbled', sentences[wrong](known.path), { status, ...known, answer: shown });
    }
    const errors = errorsOf(shown);
    const wait = retryAfter(headers?.get('Retry-After'));
    const refined = { errors, status, ...known, ...refine?.(errors, answer, fail) };
    const facts = { ...refined, retryAfter: wait, answer: shown };
    return new TransportFailure('Refused', refusal(facts), facts);
  };
  return fail;
};

const sentences = {
  Garbled: (path?: string) => `No chat server's answer, see ${path}: check the address`,
  Unreadable: (path?: string) => `A message cannot be read, see ${path}: it is left out`,
};

const refusal = ({ errors = [], statusCode, status }: FailureFacts): string => {
  const advice = errors.map((error) => textOf(error.advice ?? error.code)).join(', ');
  const code = statusCode ? `statusCode ${statusCode}` : `HTTP ${status}`;
  return `Refused with ${code}: ${advice.slice(0, 200) || 'try again, or check the options'}`;
};

/** Servers say `errors: [{ code, advice }]`, `error: 'text'`, or a mixture of both. */
const errorsOf = (answer: unknown): readonly ServerError[] => {
  const { errors, error } = objectOf(answer) ?? {};
  const list: readonly unknown[] = [errors ?? error ?? []].flat();
  return list.map((item) => (isObject(item) ? item : { advice: textOf(item) }));
};
