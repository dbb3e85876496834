import type { WebChatEvent } from '../../../streams/events.js';
import type { PublishedReceived } from '../../../streams/publishReceived.js';
import type { SessionData } from '../../../transports/frames.js';
import type { JsonObject } from '../../../transports/json.js';
import { busError, busFailure } from './busFailure.js';
import { isV3, sessionOnBus } from './sessionOnBus.js';

const started = (session: SessionData): JsonObject => {
  const keys = sessionOnBus(session);
  return isV3(session) ? { ...keys, data: keys } : keys;
};

/** `originalMessages` include hidden messages (B18). A page of history starts with the newest message. */
const received = (data: PublishedReceived, session: SessionData): object => {
  const { messages, originalMessages, everyOriginal = originalMessages, oldMessages } = data;
  const keys = sessionOnBus({ ...session, sessionId: data.sessionId });
  return {
    ...data,
    messages: oldMessages ? [...messages].reverse() : messages,
    originalMessages: oldMessages ? [...everyOriginal].reverse() : everyOriginal,
    sessionId: keys,
    sessionData: keys,
  };
};

/**
 * What an event carries on a bus.
 *
 * @param session the chat it is about
 * @param before the event published before it
 */
export const payloadOf = (event: WebChatEvent, session: SessionData, before?: WebChatEvent): unknown => {
  switch (event.name) {
    case 'started':
      return started(event.data);
    case 'messageReceived':
      return received(event.data, session);
    case 'error':
      return busError(event.data, isV3(session));
    case 'restoreFailed':
      // B19: `error` comes before it, with the failure.
      return isV3(session) && before?.name === 'error' ? busFailure(before.data) : event.data;
    case 'sessionLost':
      return busFailure(event.data);
    default:
      return event.data;
  }
};
