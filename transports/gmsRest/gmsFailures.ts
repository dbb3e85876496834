import { failingWith, type Refine } from '../failing.js';
import type { Frame } from '../frames.js';
import { isObject } from '../json.js';
import type { Asked, Fail } from '../readAnswer.js';
import { parseGms, statusCodeOf } from './parseGms.js';

/** The failures of GMS. For a refresh the error 204 is about the preview's length: it stays only if there is no other. */
export const failing = (asked: Asked): Fail => {
  const refine: Refine = (errors, answer, fail) => {
    const others = errors.filter(({ code }) => asked.operation !== 'refresh' || Number(code) !== 204);
    return {
      errors: others.length ? others : errors,
      statusCode: statusCodeOf(answer),
      frame: frameIn(answer, asked, fail),
    };
  };
  return failingWith(asked, refine);
};

// A refusal over HTTP need not have a statusCode.
const frameIn = (answer: unknown, asked: Asked, fail: Fail): Frame | undefined => {
  try {
    return isObject(answer) ? parseGms({ statusCode: 2, ...answer }, { ...asked, fail }) : undefined;
  } catch {
    return undefined;
  }
};
