import type { SeededRandom } from '../seededRandom.js';
import { Refusal } from './refusal.js';

/** What opens a chat besides its id: alias names the server instance, secureKey is the secret. */
export interface ChatKeys {
  readonly alias: string;
  readonly secureKey: string;
}

/** A chat's keys, the newest and those that are still let in. */
export class KeyRing {
  readonly #random: SeededRandom;
  readonly #old = new Map<string, { readonly alias: string; spare: number }>();
  #current: ChatKeys;
  #era = 0;

  constructor(random: SeededRandom) {
    this.#random = random;
    this.#current = this.#cut();
  }

  get current(): ChatKeys {
    return this.#current;
  }

  /** How often everything handed out has expired. */
  get era(): number {
    return this.#era;
  }

  /** The alias that goes with a secureKey; undefined where the key is let in no more. */
  aliasOf(secureKey: string): string | undefined {
    return secureKey === this.#current.secureKey ? this.#current.alias : this.#old.get(secureKey)?.alias;
  }

  /** New keys. The old ones serve `spare` more answered requests, so that nothing in flight breaks. */
  rotate(spare = 1): void {
    if (spare > 0) this.#old.set(this.#current.secureKey, { alias: this.#current.alias, spare });
    this.#current = this.#cut();
  }

  /** Nothing that was handed out so far opens the chat any more. */
  expire(): void {
    this.#old.clear();
    this.#current = this.#cut();
    this.#era += 1;
  }

  /** Lets a request in, and returns what to call once its answer is out: an answer that gets lost costs nothing. */
  admit({ alias, secureKey }: ChatKeys): () => void {
    if (secureKey === this.#current.secureKey && alias === this.#current.alias) return () => {};
    const old = this.#old.get(secureKey);
    if (old === undefined || old.alias !== alias) {
      throw new Refusal('wrongKeys', 'secureKey and alias do not open this chat; use those of the newest answer');
    }
    return () => {
      old.spare -= 1;
      if (old.spare <= 0) this.#old.delete(secureKey);
    };
  }

  #cut(): ChatKeys {
    return { alias: this.#random.word('123456789', 4), secureKey: this.#random.word('0123456789abcdef', 32) };
  }
}
