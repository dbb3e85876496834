import { failingWith, type Refine } from '../failing.js';
import { textOf } from '../json.js';
import { masked } from '../masked.js';
import type { Asked, Fail } from '../readAnswer.js';
import { codeOf, statusOf } from './v3Answer.js';

/** The failures of v3. A refusal says one error, in `status`. */
export const failing = (asked: Asked): Fail => {
  const refine: Refine = (errors, answer) => {
    const status = statusOf(answer);
    const code = codeOf(masked(status.code, asked.secrets));
    const advice = textOf(masked(status.message, asked.secrets));
    return { errors: code || advice ? [{ ...(code && { code }), ...(advice && { advice }) }] : errors };
  };
  return failingWith(asked, refine);
};
