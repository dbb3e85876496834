import type { Draft } from './draft.js';
import type { MessagesReceived } from './events.js';
import type { Active } from './state.js';

/** Registered, so that two copies of the library find it in each other's events. */
const everyOriginal: unique symbol = Symbol.for('webchat-streams.originals');

/** `messageReceived` as it is published. */
interface Published extends MessagesReceived {
  readonly [everyOriginal]?: readonly unknown[];
}

/**
 * Publishes `messageReceived`, and beside it, for a bus, the server's JSON of every new message, hidden or not (B18).
 * That property is not enumerable: copies and JSON do not have it, and logs do not show it.
 */
export const publishReceived = (
  draft: Draft,
  { session: { sessionId } }: Active,
  received: Omit<MessagesReceived, 'sessionId'>,
  originals: readonly unknown[],
): void =>
  draft.publish(
    'messageReceived',
    Object.defineProperty({ ...received, sessionId }, everyOriginal, { value: originals }),
  );

/** The server's JSON of every new message; if the event has none beside it, what it shows. */
export const everyOriginalOf = (received: Published): readonly unknown[] =>
  received[everyOriginal] ?? received.originalMessages;
