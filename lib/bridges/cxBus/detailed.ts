import { brought } from '../../../transports/brought.js';
import type { ChatMessage, Entry, SessionData } from '../../../transports/frames.js';
import { type Enriching, enrich } from '../../enriching.js';
import type { WebChatService } from '../../service.js';

/** Messages, and the server's JSON of each. */
interface Originals {
  readonly messages: readonly ChatMessage[];
  readonly originalMessages: readonly unknown[];
}

const entries = new WeakMap<object, Entry>();

/** Remembers from which JSON each message comes. Events about joins and typing carry the same message objects. */
export const noteOriginals = ({ messages, originalMessages }: Originals): void => {
  for (const [place, message] of messages.entries())
    entries.set(message, { message, original: originalMessages[place] });
};

/** Adds to a payload all fields of the server's JSON of its messages, if the transport can do that: v3 (B20). */
export const detailed = async (
  { [enrich]: enriching }: WebChatService & Enriching,
  session: SessionData,
  payload: unknown,
): Promise<unknown> => {
  if (!enriching) return payload;
  try {
    const { enriched } = await brought(() => import('./v3Payload.js'));
    return await enriched(enriching, (message) => entries.get(message), session, payload);
  } catch {
    // Without that code the payload is published as it is.
    return payload;
  }
};
