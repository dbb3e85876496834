import { KeyChain } from './keyChain.js';

/** One entry of the server's transcript. */
export interface Said {
  /** 1, 2, 3 … */
  readonly place: number;
  /** ms since the epoch */
  readonly at: number;
  readonly type: string;
  readonly text: string;
  readonly by: 'Client' | 'Agent';
}

/** A chat as its server has it: the truth that a page is held against. */
export class ModelChat {
  readonly id: string;
  readonly log: Said[] = [];
  readonly keys: KeyChain;
  ended = false;
  /** Keys change with every answer. */
  restless = false;
  /** Requests that came with keys that open nothing. */
  lockedOut = 0;
  readonly #listeners = new Set<() => void>();

  constructor(id: string, cut: (place: number) => string) {
    this.id = id;
    this.keys = new KeyChain(cut);
    this.add('Client', 'ParticipantJoined', '');
  }

  add(by: Said['by'], type: string, text: string): void {
    if (this.ended) return;
    this.log.push({ place: this.log.length + 1, at: Date.now(), type, text, by });
    this.changed();
  }

  end(): void {
    if (this.ended) return;
    this.add('Agent', 'ParticipantLeft', '');
    this.ended = true;
    this.changed();
  }

  rotate(): void {
    if (!this.ended) this.keys.rotate();
  }

  /** An answer is about to be given. */
  answering(): void {
    if (this.restless) this.rotate();
  }

  /** What the customer has said with this text. */
  count(text: string): number {
    return this.log.filter((said) => said.by === 'Client' && said.type === 'Message' && said.text === text).length;
  }

  /** @returns what ends the listening */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
