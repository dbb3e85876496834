import type { TransportFailure } from '../transports/failures.js';
import { textOf } from '../transports/json.js';
import { named } from '../transports/named.js';

/** The message of what was thrown, also of an error from another frame; `''` if there is none, or reading it throws. */
const whyOf = (cause: unknown): string => {
  try {
    return textOf(Object(cause).message);
  } catch {
    return '';
  }
};

/** A function handed to the service (preprocessor, store, hook) that threw. */
export class HookFailure extends Error {
  /** Tells it from other errors. */
  override readonly name = 'HookFailure';

  /** Also those of another copy of this library. */
  static override readonly [Symbol.hasInstance] = named('HookFailure');

  /** Tells it from a TransportFailure. */
  readonly kind = 'Hook';
  /** No answer of a server. */
  readonly status = 0;
  /** No answer of a server. */
  readonly errors = [];

  /** @param hook what threw, e.g. `preprocessor` */
  constructor(hook: string, cause: unknown) {
    const why = whyOf(cause);
    super(`The ${hook} threw${why && `: ${why}`}.`, { cause });
  }
}

/** What the event `error` carries; tell them apart by `kind`. */
export type ServiceFailure = TransportFailure | HookFailure;
