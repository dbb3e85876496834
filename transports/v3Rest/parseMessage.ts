import type { Draft } from '../draft.js';
import type { ChatMessage, MessageIndex, Sender } from '../frames.js';
import { isObject, type JsonObject, numberOf, objectOf, textOf } from '../json.js';

/** A message of the v3 API in our shape, whatever it is like. */
export const parseMessage = (original: JsonObject, index: MessageIndex | undefined): ChatMessage => {
  const named = textOf(original.type);
  const type = named === 'Text' ? 'Message' : named;
  const text = textOf(type === 'PushUrl' ? (original.url ?? original.text) : original.text);
  const timestamp = timeOf(original.utcTime);
  // Written at once, since objects that grow are slow to make; what is absent leaves from the end, which is quick.
  const message: Draft<ChatMessage> = { type, text, from: senderOf(original.from), timestamp, index };
  if (index === undefined) delete message.index;
  if (timestamp === undefined) delete message.timestamp;
  if (type.startsWith('Typing')) message.isTyping = type === 'TypingStarted';
  const userData = objectOf(original.userData);
  if (userData) message.userData = userData;
  const eventAttributes = objectOf(original.eventAttributes);
  if (eventAttributes) message.eventAttributes = eventAttributes;
  if (Array.isArray(original.content)) message.content = original.content.filter(isObject);
  return message;
};

/** ms since the epoch, also where it is an ISO text. */
const timeOf = (time: unknown): number | undefined => numberOf(time) ?? numberOf(Date.parse(textOf(time)));

const senderOf = (from: unknown): Sender => {
  if (!isObject(from)) return { id: '', name: '', type: '' };
  const id = textOf(from.participantId);
  const type = textOf(from.type);
  const name = textOf(from.nickname) || textOf(from.firstName);
  return { id, name, type: type === 'Customer' ? 'Client' : type, participantId: id };
};
