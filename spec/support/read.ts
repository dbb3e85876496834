import type { Frame } from '../../transports/frames.js';
import { failing as gmsFailing } from '../../transports/gmsRest/gmsFailures.js';
import { parseGms } from '../../transports/gmsRest/parseGms.js';
import type { Asked } from '../../transports/readAnswer.js';
import { parseV3 } from '../../transports/v3Rest/parseV3.js';
import { failing as v3Failing } from '../../transports/v3Rest/v3Failures.js';

const nothing: Asked = { secrets: [] };

/** Reads an answer of GMS, with the code that makes failures. */
export const readGms = (answer: unknown, asked = nothing): Frame =>
  parseGms(answer, { ...asked, fail: gmsFailing(asked) });

/** The same of v3. */
export const readV3 = (answer: unknown, asked = nothing): Frame =>
  parseV3(answer, { ...asked, fail: v3Failing(asked) });
