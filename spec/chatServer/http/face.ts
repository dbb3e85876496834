import type { IncomingHttpHeaders } from 'node:http';
import type { Conversation } from '../conversation/conversation.js';
import type { Operation, StatusCodeRule, StatusRule } from '../weather.js';
import type { Answer } from './answer.js';
import type { Form } from './form.js';

/** A request that a face has recognised. */
export interface Call {
  /** Where one path serves several, the form decides. */
  readonly operation: Operation | ((form: Form) => Operation);
  /** Absent where the call begins a chat. */
  readonly chatId?: string;
  /** Acts, lets happen what happens `meanwhile`, and only then words the answer. */
  run(form: Form, meanwhile: (chat: Conversation) => void): Answer;
}

/** One API over the conversations: its paths, its forms, its words. */
export interface Face {
  /** The fields of an answer that are mistyped where bad weather names none. */
  readonly mistyped: readonly string[];
  /** The call behind a method and a path; undefined where the path is another face's. Throws a Refusal. */
  recognise(method: string, path: string, headers: IncomingHttpHeaders): Call | undefined;
  /** A failure in this API's words. */
  refuse(failure: unknown, chatId?: string): Answer;
  /** What the weather wants said instead of an answer. */
  instead(rule: StatusRule | StatusCodeRule, chatId?: string): Answer;
}
