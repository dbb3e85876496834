import type { TransportFailure } from '../transports/failures.js';

/** A function handed to the service (preprocessor, store, hook) that threw. */
export class HookFailure extends Error {
  override readonly name = 'HookFailure';
  readonly kind = 'Hook';
  readonly status = 0;
  readonly errors = [];

  /** @param hook what threw, e.g. `preprocessor` */
  constructor(hook: string, cause: unknown) {
    super(`The ${hook} threw${cause instanceof Error ? `: ${cause.message}` : ''}.`, { cause });
  }
}

/** What the event `error` carries; tell them apart by `kind`. */
export type ServiceFailure = TransportFailure | HookFailure;
