import type { ServiceFailure } from '../../../streams/serviceFailure.js';
import { isObject, type JsonObject } from '../../../transports/json.js';
import { plainText } from './plain.js';

/** As jQuery words them. */
const statusTexts: Readonly<Record<string, string>> = { TimedOut: 'timeout', Garbled: 'parsererror' };

/**
 * A failure as the handlers of Widgets read it: what jQuery tells of a request (`status`, `statusText`, `responseText`,
 * `responseJSON`), its `errors`, and the failure's own `kind` and `message`. Where the server said no in an answer
 * that went well (HTTP 200), it has the answer's fields too.
 */
export const busFailure = (failure: ServiceFailure): JsonObject => {
  const { answer, ...facts } = { answer: undefined, ...failure };
  const isText = typeof answer === 'string';
  return {
    ...(failure.status === 200 && isObject(answer) && answer),
    ...facts,
    // Widgets put the file's name here, too.
    ...(failure.kind !== 'Hook' && failure.errorReason && { filename: failure.errors[0]?.filename }),
    message: failure.message,
    statusText: statusTexts[failure.kind] ?? 'error',
    responseText: isText ? answer : plainText(answer),
    responseJSON: isText ? undefined : answer,
  };
};

/** The same as the event `error` carries it. On v3 each error has a prefixed code, and the failure as its `response`. */
export const busError = (failure: ServiceFailure, isV3: boolean): JsonObject => {
  const response = busFailure(failure);
  if (!isV3) return response;
  const errors = failure.errors.length > 0 ? failure.errors : [{}];
  return {
    ...response,
    errors: errors.map((error: JsonObject) => ({
      text: error.advice ?? failure.message,
      ...error,
      ...(error.code !== undefined && { code: `pureengage-v3-rest-${error.code}` }),
      response,
    })),
  };
};
