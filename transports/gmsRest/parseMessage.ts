import type { Draft } from '../draft.js';
import type { ChatMessage, Sender } from '../frames.js';
import { isObject, type JsonObject, numberOf, objectOf, textOf } from '../json.js';

/** A message of GMS Chat API v2 in our shape, whatever it is like. */
export const parseMessage = (original: JsonObject, index: number | undefined): ChatMessage => {
  const type = textOf(original.type);
  const from = senderOf(original.from);
  const text = textOf(original.text);
  const time = numberOf(original.utcTime);
  // Written at once, since objects that grow are slow to make; what is absent leaves from the end, which is quick.
  const message: Draft<ChatMessage> = { type, text, from, timestamp: time, utcTime: time, index };
  if (index === undefined) delete message.index;
  if (time === undefined) {
    delete message.utcTime;
    delete message.timestamp;
  }
  const userData = objectOf(original.userData);
  if (userData) {
    message.userData = userData;
    if (type === 'FileUploaded') message.fileDetails = userData;
  }
  if (type.startsWith('Typing')) message.isTyping = type === 'TypingStarted';
  const attributes = objectOf(original.eventAttributes);
  if (attributes) {
    message.eventAttributes = attributes;
    if (inside(attributes, 'GCTI_SYSTEM', 'party-info', 'style') === 'BOT') from.type = 'Bot';
    const rich = inside(attributes, 'structured-content', 'genesys-chat', 'content', 'text');
    if (rich !== undefined) message.text = textOf(rich);
  }
  return message;
};

/** What is at the path; each step may be JSON text. */
const inside = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce((found, name) => objectOf(found)?.[name], value);

const senderOf = (from: unknown): Draft<Sender> => {
  if (!isObject(from)) return { id: '', name: '', type: '' };
  const id = numberOf(from.participantId) ?? textOf(from.participantId);
  const name = textOf(from.nickname);
  return { id, name, type: textOf(from.type), nickname: name, participantId: id };
};
