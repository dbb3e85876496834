/** What goes wrong with one request, or happens while it is answered. */
export type Fault =
  /** It, or its answer, gets lost: with a reset the page learns of it, else it waits. */
  | { readonly kind: 'lost'; readonly acted: boolean; readonly hangs: boolean }
  | { readonly kind: 'slow'; readonly up: number; readonly down: number }
  /** The answer breaks off: its text ends early, or cannot be read. */
  | { readonly kind: 'truncated'; readonly readable: boolean }
  | { readonly kind: 'status'; readonly status: number; readonly acted: boolean; readonly retryAfter?: number }
  /** The chat server cannot now. */
  | { readonly kind: 'unable' }
  /** A read is asked twice on the way, and the second answer comes. */
  | { readonly kind: 'askedTwice' }
  /** The answer begins so many messages too early, and has each of its messages twice. */
  | { readonly kind: 'overlapping'; readonly by: number }
  /** The server changes the keys before it answers. */
  | { readonly kind: 'newKeys' }
  /** An agent's last words, then the server ends the chat: before or after it does what was asked. */
  | { readonly kind: 'ends'; readonly before: boolean }
  /** CometD: the connection breaks. */
  | { readonly kind: 'cut'; readonly acted: boolean }
  /** CometD: the server no longer knows the client. */
  | { readonly kind: 'forgotten' }
  /** CometD: what is pushed meanwhile overtakes the answer. */
  | { readonly kind: 'overtaken'; readonly by: number };

/** What is asked of a server, whatever API it speaks. */
export type Operation = 'start' | 'read' | 'say' | 'typing' | 'end';

/** A fault that waits for the next request that it fits. */
export interface Armed {
  readonly strikes: Operation | 'any';
  readonly fault: Fault;
}

/** The faults that wait, and an outage. */
export class Faults {
  readonly #armed: Armed[] = [];
  /** Nothing gets through. */
  outage = false;
  /** Faults that have struck. */
  struck = 0;

  arm(armed: Armed): void {
    this.#armed.push(armed);
  }

  /** The fault of this request, if it has one. A chat's start has none. */
  take(operation: Operation): Fault | undefined {
    if (this.outage) return { kind: 'lost', acted: false, hangs: false };
    if (operation === 'start') return undefined;
    const place = this.#armed.findIndex(({ strikes }) => strikes === operation || strikes === 'any');
    if (place < 0) return undefined;
    this.struck += 1;
    return this.#armed.splice(place, 1)[0]?.fault;
  }

  clear(): void {
    this.#armed.length = 0;
    this.outage = false;
  }
}
