import type { TransportFailure } from '../transports/failures.js';
import { isObject, textOf } from '../transports/json.js';

/** A function handed to the service (preprocessor, store, hook) that threw. */
export class HookFailure extends Error {
  override readonly name = 'HookFailure';
  readonly kind = 'Hook';
  readonly status = 0;
  readonly errors = [];

  /** @param hook what threw, e.g. `preprocessor` */
  constructor(hook: string, cause: unknown) {
    // Also an error of another frame.
    const why = textOf(isObject(cause) ? cause.message : '');
    super(`The ${hook} threw${why && `: ${why}`}.`, { cause });
  }
}

/** What the event `error` carries; tell them apart by `kind`. */
export type ServiceFailure = TransportFailure | HookFailure;
