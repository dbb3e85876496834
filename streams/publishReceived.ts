import type { Draft } from './draft.js';
import type { MessagesReceived } from './events.js';
import type { Chat } from './state.js';

/** `messageReceived` as it is published. */
export interface PublishedReceived extends MessagesReceived {
  /** For a bus: the server's JSON of every new message, also of those that filters hide (B18). */
  readonly everyOriginal?: readonly unknown[];
}

/** Publishes `messageReceived`. `everyOriginal` is not enumerable: copies and JSON do not have it, logs do not show it. */
export const publishReceived = (
  draft: Draft,
  { session: { sessionId } }: Chat,
  received: Omit<MessagesReceived, 'sessionId'>,
  everyOriginal: readonly unknown[],
): void =>
  draft.publish(
    'messageReceived',
    Object.defineProperty({ ...received, sessionId }, 'everyOriginal', { value: everyOriginal }),
  );
