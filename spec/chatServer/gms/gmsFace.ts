import type { Conversation, Opening } from '../conversation/conversation.js';
import type { Conversations } from '../conversation/conversations.js';
import { Refusal } from '../conversation/refusal.js';
import type { Call, Face } from '../http/face.js';
import { type Form, recordOf, textOf } from '../http/form.js';
import { gmsAnswer, gmsRefusal, gmsTrouble } from './gmsAnswer.js';
import { type ChatOperation, gmsOperations } from './gmsOperations.js';

/** Where the chat service is served. */
export const GMS_PATH = '/genesys/2/chat/customer-support';

const FORM_FIELDS = ['nickname', 'firstName', 'lastName', 'emailAddress', 'subject', 'text', 'endpoint'];

const opening = (form: Form): Opening => {
  const filled = FORM_FIELDS.map((name) => [name, textOf(form, name)]).filter(([, text]) => text !== '');
  const fields: Readonly<Record<string, string>> = Object.fromEntries(filled);
  const { nickname = '', firstName = '', lastName = '', emailAddress = '' } = fields;
  if (nickname === '') {
    if (firstName === '' && lastName === '') throw new Refusal('nameMissing', 'nickname is required');
    if (firstName === '') throw new Refusal('firstNameMissing', 'firstName is required beside lastName');
    if (lastName === '') throw new Refusal('lastNameMissing', 'lastName is required beside firstName');
  }
  if (emailAddress !== '' && !/^[^\s@]+@[^\s@]+$/.test(emailAddress)) {
    throw new Refusal('emailInvalid', 'emailAddress is not valid');
  }
  return { name: nickname || `${firstName} ${lastName}`, form: fields, userData: recordOf(form, 'userData') };
};

/** Lets a request into its chat, and returns what to call once its answer is out. */
const admit = (chat: Conversation, form: Form): (() => void) => {
  const [alias, secureKey, userId] = ['alias', 'secureKey', 'userId'].map((name) => {
    const text = textOf(form, name);
    if (text === '') throw new Refusal('malformed', `${name} is required`);
    return text;
  });
  if (userId !== chat.userId) throw new Refusal('wrongKeys', 'userId is not that of this chat');
  return chat.keys.admit({ alias: alias ?? '', secureKey: secureKey ?? '' });
};

/** What is answered after the end: the last words, and the files that were sent. */
const FOR_ENDED: readonly ChatOperation[] = ['refresh', 'download'];

const gone = (chatId: string): Refusal => new Refusal('chatGone', `Chat ${chatId} is not open.`);

const places: ReadonlyMap<string, ChatOperation> = new Map([
  ['refresh', 'refresh'],
  ['send', 'send'],
  ['startTyping', 'startTyping'],
  ['stopTyping', 'stopTyping'],
  ['disconnect', 'disconnect'],
  ['pushUrl', 'pushUrl'],
  ['updateNickname', 'updateNickname'],
  ['customNotice', 'customNotice'],
  ['updateData', 'updateData'],
  ['readReceipt', 'readReceipt'],
  ['file/limits', 'fileLimits'],
  ['file', 'file'],
  ['file/*/download', 'download'],
  ['file/*/delete', 'fileDelete'],
]);

/** GMS Chat API version 2 over REST: all POST, forms in, JSON out. */
export const gmsFace = (conversations: Conversations): Face => {
  const begin: Call['run'] = (form, meanwhile) => {
    const chat = conversations.start(opening(form));
    meanwhile(chat);
    return gmsAnswer(chat, chat.eventsFrom(1));
  };
  const find = (chatId: string, operation: ChatOperation): Conversation => {
    const chat = conversations.find(chatId);
    if (chat !== undefined) return chat;
    // Whoever downloads expects bytes: a good status with JSON in it would be taken for the file.
    throw operation === 'download' ? new Refusal('fileUnknown', `There is no chat ${chatId}.`) : gone(chatId);
  };
  const within =
    (chatId: string, operation: ChatOperation, fileId: string): Call['run'] =>
    (form, meanwhile) => {
      const chat = find(chatId, operation);
      const delivered = admit(chat, form);
      if (chat.ended && !FOR_ENDED.includes(operation)) throw gone(chatId);
      const word = gmsOperations[operation](chat, form, fileId);
      meanwhile(chat);
      return { ...word(), delivered };
    };
  const about = (chatId = ''): object => {
    const chat = conversations.find(chatId);
    return chat === undefined ? {} : { chatId, alias: chat.keys.current.alias };
  };

  return {
    mistyped: ['statusCode', 'messages', 'chatEnded'],
    recognise(method, path) {
      const [whole, chatId, below = ''] =
        /^\/genesys\/2\/chat\/customer-support(?:\/([^/]+)\/(.+?))?\/?$/.exec(path) ?? [];
      if (whole === undefined) return undefined;
      if (method !== 'POST') throw new Refusal('wrongMethod', 'every operation is a POST');
      if (chatId === undefined) return { operation: 'request', run: begin };
      const fileId = /^file\/([^/]+)\/\w+$/.exec(below)?.[1] ?? '';
      const operation = places.get(fileId === '' ? below : below.replace(`/${fileId}/`, '/*/'));
      if (operation === undefined) throw new Refusal('unknownPath', 'there is no such operation');
      return { operation, chatId, run: within(chatId, operation, fileId) };
    },
    refuse: (failure, chatId) => gmsRefusal(failure, about(chatId)),
    instead: (rule, chatId) =>
      rule.kind === 'statusCode'
        ? gmsTrouble(rule.statusCode, rule.chatEnded ?? false, rule.errors ?? [], about(chatId))
        : { status: rule.status, body: rule.body ?? { errors: rule.errors ?? [] } },
  };
};
