interface Key {
  readonly value: string;
  /** The earliest request that it came with, by when it was sent. */
  firstUse: number;
  /** The latest sent of the requests whose answers brought it. */
  bearer: number;
  /** Answers with newer keys that have reached a page which still asks with this one. */
  spent: number;
}

/** How many answers with newer keys a page may get and still ask with the old ones: what may be under way at once. */
const spare = 4;

/**
 * A chat's keys. A fair server: it lets old keys in until the page has asked with newer ones, and still what was sent before that;
 * and those that came with the answer to a later request than the newer ones did, as a page must take them for newer.
 * So a chat that is locked out went back to keys that it had given up, or never took the new ones.
 */
export class KeyChain {
  readonly #keys: Key[] = [];
  readonly #cut: (place: number) => string;

  /** @param cut the key at a place of the chain */
  constructor(cut: (place: number) => string) {
    this.#cut = cut;
    this.rotate();
  }

  get current(): string {
    return this.#keys.at(-1)?.value ?? '';
  }

  rotate(): void {
    this.#keys.push({ value: this.#cut(this.#keys.length), firstUse: Number.POSITIVE_INFINITY, bearer: -1, spent: 0 });
  }

  /**
   * Whether a request is let in.
   * @param order when it was sent: how many were sent before it
   */
  admits(value: string, order: number): boolean {
    const place = this.#keys.findIndex((key) => key.value === value);
    const key = this.#keys[place];
    if (!key || key.spent > spare) return false;
    const givenUp = this.#keys.slice(place + 1).some(({ firstUse, bearer }) => firstUse < order && bearer > key.bearer);
    if (givenUp) return false;
    key.firstUse = Math.min(key.firstUse, order);
    return true;
  }

  /**
   * An answer has reached the page that asked with this key.
   * @param order when the request was sent
   */
  delivered(askedWith: string, carried: string, order: number): void {
    const key = this.#keys.find(({ value }) => value === askedWith);
    for (const each of this.#keys) if (each.value === carried) each.bearer = Math.max(each.bearer, order);
    if (key && carried !== askedWith) key.spent += 1;
  }
}
