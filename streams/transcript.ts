import type { ChatMessage, ServerAnswer } from '../transports/frames.js';

/**
 * A list that grows, read-only. Each view keeps its length while later ones grow:
 * they share their storage, so that a new view costs the same at 10 items and at 100,000.
 */
export interface View<Item> extends Iterable<Item> {
  /** How many items are seen. */
  readonly length: number;
  /** The item at a place; negative counts from the end. */
  at(place: number): Item | undefined;
  /** A copy of a part. */
  slice(start?: number, end?: number): Item[];
}

/** How far a message of the customer's own is; `sent`: the server has it. */
export type MessageStatus = 'sending' | 'sent' | 'failed';

/** A message as `transcript$` shows it: the server's, or one of the customer's own that the server has not shown yet. */
export interface TranscriptMessage extends ChatMessage {
  /** On every message that the customer wrote, from whatever page. */
  readonly status?: MessageStatus;
  /** On what this service sent: its own, and the same from `sending` to the server's message. Elsewhere take `index`. */
  readonly key?: string;
  /** Failed: what sendMessage rejected with. */
  readonly reason?: Error;
  /**
   * Failed: sends it again, and settles like sendMessage. Where it may have arrived and only the answer was lost, it waits until the
   * server has been asked for all that it has (not over CometD), and does not send a message that has arrived. After `stopPoll` it polls
   * for that itself, and rejects with that poll's failure.
   * Rejects with `CommandRejected` once it has not failed any more, or has arrived after all.
   */
  retry?(): Promise<ServerAnswer>;
}

/** The messages so far, in the server's order; behind them the customer's own that it has not shown yet. */
export type Transcript = View<TranscriptMessage>;

/** A list as the session holds it. */
export interface HeldList<Item> extends View<Item> {
  /** A view that ends with a few items that are not part of the list. The empty list before the first chat has no such view. */
  followedBy?(tail: readonly Item[]): View<Item>;
}

/** The list before there is a chat: the code of lists that grow loads with the engine. */
export const emptyList: HeldList<never> = Object.freeze({
  length: 0,
  at: () => undefined,
  slice: () => [],
  [Symbol.iterator]: () => [][Symbol.iterator](),
  toJSON: () => [],
});
