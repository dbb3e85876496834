import type { ChatMessage } from '../transports/frames.js';

/**
 * A list that grows, read-only. Each view keeps its length while later ones grow:
 * they share their storage, so that a new view costs the same at 10 items and at 100,000.
 */
export interface View<Item> extends Iterable<Item> {
  readonly length: number;
  /** The item at a place; negative counts from the end. */
  at(place: number): Item | undefined;
  /** A copy of a part. */
  slice(start?: number, end?: number): Item[];
}

/** The messages so far. */
export type Transcript = View<ChatMessage>;

/** What the session grows and everybody else sees as a {@link View}. */
export class GrowingList<Item> implements View<Item> {
  readonly #storage: Item[];
  readonly length: number;

  constructor(storage: Item[] = []) {
    this.#storage = storage;
    this.length = storage.length;
  }

  /** A view with the items behind; this one stays as it is. */
  with(items: readonly Item[]): GrowingList<Item> {
    // Only the newest view may grow the storage; an older one parts from it.
    const storage = this.#storage.length === this.length ? this.#storage : this.slice();
    for (const item of items) storage.push(item);
    return new GrowingList(storage);
  }

  at(place: number): Item | undefined {
    const index = Math.trunc(place) || 0;
    return this.slice(index, index + 1 || undefined)[0];
  }

  slice(start = 0, end = this.length): Item[] {
    // Places mean what they mean to an array of this length.
    const within = (place: number) =>
      Math.min(place > -1 ? place : Math.max(this.length + Math.trunc(place), 0), this.length);
    return this.#storage.slice(within(start), within(end));
  }

  [Symbol.iterator](): Iterator<Item> {
    return this.slice()[Symbol.iterator]();
  }

  toJSON(): Item[] {
    return this.slice();
  }
}
