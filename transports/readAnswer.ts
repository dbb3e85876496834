import { type FailureFacts, TransportFailure } from './failures.js';

/** What is wrong with an answer: it says no, it is no answer, or one of its messages cannot be read (E28). */
export type Wrong = 'Refused' | 'Garbled' | 'Unreadable';

/** Makes the failure for what is wrong with an answer, or with the message at `path`. The HTTP status is 200 unless `known` has it. */
export type Fail = (
  wrong: Wrong,
  answer: unknown,
  known: FailureFacts,
  headers?: Pick<Headers, 'get'>,
) => TransportFailure;

/** What was asked, as far as an answer depends on it. */
export interface Asked {
  /** Key values that must not be seen in a failure. */
  readonly secrets: readonly string[];
  /** The chat that was asked for; an answer about another chat is `Garbled` (E29). Absent if the server names the chat. */
  readonly sessionId?: string;
  /** GMS: what was asked of the chat, e.g. `refresh`. */
  readonly operation?: string;
}

/** How to read an answer. */
export interface Reading extends Asked {
  readonly fail: Fail;
}

/** The code that reads what a protocol says in its failures: it loads with the first of them. */
export interface FailureCode {
  failing(asked: Asked): Fail;
}

/** The failure without what the answer says, if that code cannot be loaded. It quotes nothing, so it shows no key. */
export const failPlainly: Fail = (wrong, _, known) =>
  new TransportFailure(
    wrong === 'Refused' ? wrong : 'Garbled',
    `${wrong}: the code that reads why could not be loaded`,
    {
      status: 200,
      ...known,
    },
  );
