import type { HeldList, View } from './transcript.js';

/** What a view shows: the first items of a storage that grows, as many as `grown`, then a tail. */
type Parts<Item> = readonly [storage: Item[], grown: number, tail: readonly Item[]];

/** What the session grows and everybody else sees as a {@link View}. */
export class GrowingList<Item> implements HeldList<Item> {
  readonly length: number;
  /** A function, since neither a Proxy, which breaks private members, nor a deep freeze reaches what it returns. */
  declare private readonly parts: () => Parts<Item>;

  constructor(storage: Item[] = [], grown = storage.length, tail: readonly Item[] = []) {
    this.length = grown + tail.length;
    Object.defineProperty(this, 'parts', { value: (): Parts<Item> => [storage, grown, tail], configurable: true });
  }

  /** A view with more items at its end; this one stays as it is. */
  with(items: readonly Item[]): GrowingList<Item> {
    const [grown] = this.parts();
    // Only the newest view may grow the storage; an older one copies it first.
    const storage = grown.length === this.length ? grown : this.slice();
    for (const item of items) storage.push(item);
    return new GrowingList(storage);
  }

  /** A view that ends with a few items that are not part of the list. */
  followedBy(tail: readonly Item[]): View<Item> {
    const [storage, grown] = this.parts();
    return tail.length > 0 ? new GrowingList(storage, grown, tail) : this;
  }

  at(place: number): Item | undefined {
    const index = Math.trunc(place) || 0;
    return this.slice(index, index + 1 || undefined)[0];
  }

  slice(start = 0, end = this.length): Item[] {
    // Places mean what they mean to an array of this length.
    const within = (place: number) =>
      Math.min(place > -1 ? place : Math.max(this.length + Math.trunc(place), 0), this.length);
    const [storage, grown, tail] = this.parts();
    const from = within(start);
    const to = within(end);
    const items = storage.slice(Math.min(from, grown), Math.min(to, grown));
    return to > grown ? items.concat(tail.slice(Math.max(from - grown, 0), to - grown)) : items;
  }

  [Symbol.iterator](): Iterator<Item> {
    return this.slice()[Symbol.iterator]();
  }

  toJSON(): Item[] {
    return this.slice();
  }
}
