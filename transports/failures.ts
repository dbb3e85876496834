import type { Frame } from './frames.js';
import { named } from './named.js';

/**
 * How a request can fail.
 * `Offline`: no answer at all. `TimedOut`: none within `ajaxTimeout`.
 * `Refused`: the server answered that it will not or cannot. `Garbled`: it answered something that is no answer.
 */
export type FailureKind = 'Offline' | 'TimedOut' | 'Refused' | 'Garbled';

/** One error as the server words it, e.g. `{ code: 161, advice: 'nickname is required' }`. */
export interface ServerError {
  /** Its number, or its name on v3. */
  readonly code?: number | string;
  /** What the server says of it, for people. */
  readonly advice?: string;
  readonly [detail: string]: unknown;
}

/** What is known of a failure; all but `message` is optional. */
export interface FailureFacts {
  /** HTTP status; 0 where there was no answer. */
  readonly status?: number;
  /** GMS statusCode: 1 the chat server cannot now, 2 it never will. */
  readonly statusCode?: number;
  /** What the server says was wrong; `[]` where it says nothing. */
  readonly errors?: readonly ServerError[];
  /** The answer's JSON (or its text, where it is no JSON), `secureKey`, tokens and api keys replaced. */
  readonly answer?: unknown;
  /** Garbled: the place of what was wrong, e.g. `messages[3].from.type`. */
  readonly path?: string;
  /** 429 and 503: how long the server asks to be left alone, in ms. */
  readonly retryAfter?: number;
  /** An upload failed; `errors` has an entry at least, and each of them the file's `filename`. */
  readonly errorReason?: 'FileUploadError';
  /** What could still be read: the last messages, that the chat has ended. */
  readonly frame?: Frame;
  /** What was thrown before it was known to be a failure. */
  readonly cause?: unknown;
}

const frameOf = Symbol('frame');

/** A request that failed. A transport fails with nothing else, once a request, and never repeats by itself. */
export class TransportFailure extends Error {
  /** Tells it from other errors. */
  override readonly name = 'TransportFailure';

  /** Also those of another copy of this library. */
  static override readonly [Symbol.hasInstance] = named('TransportFailure');

  /** How it failed. */
  declare readonly kind: FailureKind;
  /** HTTP status; 0 where there was no answer. */
  declare readonly status: number;
  /** GMS statusCode: 1 the chat server cannot now, 2 it never will. */
  declare readonly statusCode?: number;
  /** What the server says was wrong; `[]` where it says nothing. */
  declare readonly errors: readonly ServerError[];
  /** The answer's JSON (or its text, where it is no JSON), `secureKey`, tokens and api keys replaced. */
  declare readonly answer?: unknown;
  /** Garbled: the place of what was wrong, e.g. `messages[3].from.type`. */
  declare readonly path?: string;
  /** 429 and 503: how long the server asks to be left alone, in ms. */
  declare readonly retryAfter?: number;
  /** An upload failed; `errors` has an entry at least, and each of them the file's `filename`. */
  declare readonly errorReason?: 'FileUploadError';
  /** In a function under a symbol: a Proxy can read it; JSON and logs do not show it. */
  declare private readonly [frameOf]: () => Frame | undefined;

  constructor(kind: FailureKind, message: string, { frame, cause, ...facts }: FailureFacts = {}) {
    super(message, cause ? { cause } : {});
    Object.assign(this, { kind, status: 0, errors: [] }, facts);
    Object.defineProperty(this, frameOf, { value: () => frame, configurable: true });
  }

  /** What could still be read of the answer. Kept out of JSON and logs, since it may carry keys. */
  get frame(): Frame | undefined {
    return this[frameOf]();
  }
}

/** No answer came: the network's trouble, not the chat server's. */
export const isNetworkTrouble = ({ kind }: TransportFailure): boolean => kind === 'Offline' || kind === 'TimedOut';

/** The server answered that it cannot now: statusCode 1 or HTTP 5xx. */
export const isServerTrouble = ({ kind, status, statusCode }: TransportFailure): boolean =>
  kind === 'Refused' && (statusCode === 1 || status >= 500);

const kinds: readonly unknown[] = ['Offline', 'TimedOut', 'Refused', 'Garbled'] satisfies readonly FailureKind[];

/** Whether it is a failure, of this or another copy of the library; what only has its name, or throws when it is read, is not. */
export const isFailure = (error: unknown): error is TransportFailure => {
  try {
    return error instanceof TransportFailure && kinds.includes(error.kind) && Array.isArray(error.errors);
  } catch {
    // An error that throws when it is read is not one of ours. E33
    return false;
  }
};

/** Anything that was thrown, as a failure: something no transport should throw is an answer that could not be used. */
export const asFailure = (error: unknown): TransportFailure =>
  isFailure(error) ? error : new TransportFailure('Garbled', 'The answer could not be used.', { cause: error });
