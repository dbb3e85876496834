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

/** Notes which JSON messages come from. Events about joins and typing carry the same messages. */
export const noteOriginals = ({ messages, originalMessages }: Originals): void => {
  for (const [place, message] of messages.entries())
    entries.set(message, { message, original: originalMessages[place] });
};

/** A payload with all that the server's JSON says of its messages, over a transport that can tell: v3 (B20). */
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
