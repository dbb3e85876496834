import type { Conversation } from '../conversation/conversation.js';
import { Refusal } from '../conversation/refusal.js';
import type { TranscriptEvent } from '../conversation/transcriptEvent.js';
import type { Answer } from '../http/answer.js';
import { fileAnswer } from '../http/fileAnswer.js';
import { type Form, jsonOf, recordOf, textOf } from '../http/form.js';
import type { Operation } from '../weather.js';
import { gmsAnswer, gmsFileLimits } from './gmsAnswer.js';

/** Acts, and returns what words the answer: by then the keys may be new, or the chat over. */
export type GmsOperation = (chat: Conversation, form: Form, fileId: string) => () => Answer;

/** Everything but beginning a chat, and what GMS has not. */
export type ChatOperation = Exclude<Operation, 'request' | 'resume' | 'history'>;

const required = (form: Form, name: string): string => {
  const text = textOf(form, name);
  if (text === '') throw new Refusal('malformed', `${name} is required`);
  return text;
};

const positionOf = (form: Form): number | undefined => {
  const text = textOf(form, 'transcriptPosition');
  if (text === '') return undefined;
  if (/^(\d{1,15}|-1)$/.test(text)) return Number(text);
  throw new Refusal('malformed', 'transcriptPosition must be a whole number from 1, or -1 for the last event');
};

/** A text of the customer's, no longer than the server takes. */
const message = (chat: Conversation, form: Form): string => {
  const text = textOf(form, 'message');
  const { maxMessageLength } = chat.limits;
  if (text.length <= maxMessageLength) return text;
  throw new Refusal('messageTooLong', `message is longer than ${maxMessageLength} characters`);
};

const attributes = (form: Form) => {
  const eventAttributes = jsonOf(form, 'eventAttributes');
  return eventAttributes === undefined ? {} : { eventAttributes };
};

/** An operation whose answer has the transcript from the position that was asked for, if any was. */
const commonWith =
  (act: (chat: Conversation, form: Form, fileId: string) => object): GmsOperation =>
  (chat, form, fileId) => {
    const position = positionOf(form);
    const more = act(chat, form, fileId);
    return () => gmsAnswer(chat, position === undefined ? [] : chat.eventsFrom(position), more);
  };

const common = (act: (chat: Conversation, form: Form, fileId: string) => unknown): GmsOperation =>
  commonWith((...about) => {
    act(...about);
    return {};
  });

const typing = (type: 'TypingStarted' | 'TypingStopped'): GmsOperation =>
  common((chat, form) => {
    const text = message(chat, form);
    chat.post({ type, text });
    chat.showPreview(text);
  });

const refresh: GmsOperation = (chat, form) => {
  const position = positionOf(form) ?? 1;
  const preview = message(chat, form);
  if (!chat.ended) chat.showPreview(preview);
  // An ended chat tells its last words for as long as somebody has not heard them.
  else if (position >= chat.nextPosition) throw new Refusal('chatGone', `Chat ${chat.chatId} has ended.`);
  return () => gmsAnswer(chat, chat.eventsFrom(position));
};

const send = common((chat, form) => {
  required(form, 'message');
  const messageType = textOf(form, 'messageType');
  const more = { ...(messageType && { messageType }), ...attributes(form) };
  chat.post({ type: 'Message', text: message(chat, form), ...more });
});

const disconnect = common((chat) => {
  chat.leave(chat.customer.participantId);
  chat.end();
});

const customNotice = common((chat, form) => {
  const more = attributes(form);
  if (more.eventAttributes?.purpose === 'cancel-idle-timer') chat.idle.touch();
  else chat.post({ type: 'CustomNotice', text: message(chat, form), ...more });
});

const uploaded = ({ userData }: TranscriptEvent): object => ({ userData: { 'file-id': userData?.['file-id'] } });

const file = commonWith((chat, form) => {
  if (form.file === undefined) throw new Refusal('malformed', 'file is required, in a multipart body');
  return uploaded(chat.bring(form.file, recordOf(form, 'userData')));
});

const download: GmsOperation = (chat, _form, fileId) => {
  const taken = chat.files.take(fileId);
  return () => fileAnswer(taken);
};

/** What can be asked in a chat. */
export const gmsOperations: Readonly<Record<ChatOperation, GmsOperation>> = {
  refresh,
  send,
  startTyping: typing('TypingStarted'),
  stopTyping: typing('TypingStopped'),
  disconnect,
  pushUrl: common((chat, form) => chat.post({ type: 'PushUrl', text: required(form, 'pushUrl') })),
  updateNickname: common((chat, form) => chat.rename(required(form, 'nickname'))),
  customNotice,
  updateData: common((chat, form) => chat.attach(recordOf(form, 'userData'))),
  readReceipt: common((_chat, form) => required(form, 'transcriptPosition')),
  fileLimits: (chat) => () => gmsFileLimits(chat),
  file,
  download,
  fileDelete: common((chat, _form, fileId) => chat.post({ type: 'FileDeleted', userData: chat.files.remove(fileId) })),
};
