import type { Operation } from './faults.js';

/** An HTTP answer before it travels. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How a server acts on a question. */
export interface Acting {
  /** How many were sent before it. */
  readonly order: number;
  /** The answer begins so many messages too early and has each of its messages twice. */
  readonly overlap?: number;
  /** It has been held long enough. */
  readonly last?: boolean;
}

/** A request, understood. */
export interface Question {
  readonly operation: Operation;
  /** For people who read a trace. */
  readonly name: string;
  /** The key that it came with. */
  readonly key: string;
  /** Does what was asked. `undefined`: there is nothing to say yet, and the server holds it. */
  act(acting: Acting): Reply | undefined;
  /** What the server says when it cannot now. */
  unable(): Reply;
  /** The key that an answer carries. */
  keyIn(reply: Reply): string | undefined;
}

/** A server that is asked over HTTP. */
export interface HttpServer {
  read(url: string, init: { readonly method: string; readonly headers: Headers; readonly body: string }): Question;
}

/** Each twice, as a server says it that repeats itself. */
export const twice = <Item>(items: readonly Item[]): Item[] => items.flatMap((item) => [item, item]);
