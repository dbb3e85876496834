import type { Conversation } from '../conversation/conversation.js';
import type { Conversations } from '../conversation/conversations.js';
import { Refusal } from '../conversation/refusal.js';
import { type Form, textOf } from '../http/form.js';

/** A form of which the chat is known. */
export interface NamedForm {
  readonly chatId: string;
  readonly form: Form;
}

/** Completes what a client may leave out: the secureKey alone names the chat and its other keys. */
export const namedByKey = (conversations: Conversations, form: Form): NamedForm => {
  const secureKey = textOf(form, 'secureKey');
  const chatId = textOf(form, 'chatId');
  const opens = (chat: Conversation): boolean => chat.keys.aliasOf(secureKey) !== undefined;
  const chat = chatId === '' ? conversations.all().find(opens) : conversations.find(chatId);
  if (chat === undefined) {
    throw chatId === ''
      ? new Refusal('wrongKeys', 'secureKey opens no chat')
      : new Refusal('chatGone', `Chat ${chatId} is not open.`);
  }
  const known = { alias: chat.keys.aliasOf(secureKey) ?? '', userId: chat.userId };
  const given = Object.entries(form.fields).filter(([, value]) => value !== '');
  return { chatId: chat.chatId, form: { ...form, fields: { ...known, ...Object.fromEntries(given) } } };
};
