import { Refusal } from '../conversation/refusal.js';
import type { EventType } from '../conversation/transcriptEvent.js';
import type { Answer } from '../http/answer.js';
import { fileAnswer } from '../http/fileAnswer.js';
import { type Form, recordOf, textOf } from '../http/form.js';
import type { Operation } from '../weather.js';
import { v3Answer } from './v3Answer.js';
import type { V3Session } from './v3Session.js';

/** What v3 has, besides beginning a chat and taking one up. */
export type V3ChatOperation = Extract<
  Operation,
  'refresh' | 'history' | 'send' | 'startTyping' | 'stopTyping' | 'disconnect' | 'updateData' | 'file' | 'download'
>;

/** Acts, and returns what words the answer: by then the chat may be over. `below` is the last step of the path. */
export type V3Operation = (session: V3Session, form: Form, below: string) => () => Answer;

/** What the client put under `data`. */
export const dataOf = (form: Form): Form => ({ fields: recordOf(form, 'data') });

/** An operation that has nothing to tell but whether the chat goes on. */
const common =
  (act: (...about: Parameters<V3Operation>) => unknown): V3Operation =>
  (session, form, below) => {
    act(session, form, below);
    return () => v3Answer({ chatEnded: session.chat.ended });
  };

const text = ({ chat }: V3Session, form: Form): string => {
  const said = textOf(dataOf(form), 'text');
  const { maxMessageLength } = chat.limits;
  if (said.length <= maxMessageLength) return said;
  throw new Refusal('messageTooLong', `data[text] is longer than ${maxMessageLength} characters`);
};

const countOf = (form: Form): number | undefined => {
  const count = textOf(form, 'count');
  if (count === '') return undefined;
  if (/^\d{1,15}$/.test(count) && Number(count) > 0) return Number(count);
  throw new Refusal('malformed', 'count must be a whole number from 1');
};

const messages: V3Operation = (session, form) => {
  const index = textOf(form, 'index');
  const page = session.hand({ ...(index && { index }), count: countOf(form) });
  return () => v3Answer({ messages: page, chatEnded: session.chat.ended });
};

/** Said by the server alone. */
const NOT_FOR_CUSTOMERS: readonly string[] = [
  'ParticipantJoined',
  'ParticipantLeft',
  'PushUrl',
  'Notice',
  'structured',
];

const send = common((session, form) => {
  const type = textOf(dataOf(form), 'type');
  if (type === '' || NOT_FOR_CUSTOMERS.includes(type)) {
    throw new Refusal('malformed', 'data[type] must be Text, TypingStarted or TypingStopped');
  }
  const said = text(session, form);
  if (said === '') throw new Refusal('malformed', 'data[text] is required');
  session.chat.post({ type: 'Message', text: said, ...(type !== 'Text' && { messageType: type }) });
});

const typing = (type: EventType & `Typing${string}`): V3Operation =>
  common((session, form) => {
    const preview = text(session, form);
    session.chat.post({ type, text: preview });
    session.chat.showPreview(preview);
  });

const disconnect = common(({ chat, participantId }, _form, below) => {
  if (below !== participantId) throw new Refusal('malformed', 'the participant must be the one of the token');
  chat.leave(chat.customer.participantId);
  chat.end();
});

const file = common(({ chat }, form) => {
  if (form.file === undefined) throw new Refusal('malformed', 'file is required, in a multipart body');
  chat.bring(form.file, {});
});

const download: V3Operation = ({ chat }, _form, fileId) => {
  const taken = chat.files.take(fileId);
  return () => fileAnswer(taken);
};

/** What can be asked in a session. */
export const v3Operations: Readonly<Record<V3ChatOperation, V3Operation>> = {
  refresh: messages,
  history: messages,
  send,
  startTyping: typing('TypingStarted'),
  stopTyping: typing('TypingStopped'),
  disconnect,
  updateData: common(({ chat }, form) => chat.attach(recordOf(form, 'data'))),
  file,
  download,
};
