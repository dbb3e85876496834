import type { ChatMessage } from '../transports/frames.js';

/**
 * The messages so far, read-only. Each view keeps its length while later ones grow:
 * they share their storage, so that a new view costs the same at 10 messages and at 100,000.
 */
export interface Transcript extends Iterable<ChatMessage> {
  readonly length: number;
  /** The message at a place; negative counts from the end. */
  at(place: number): ChatMessage | undefined;
  /** A copy of a part. */
  slice(start?: number, end?: number): ChatMessage[];
}
