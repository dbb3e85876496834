import { named } from '../transports/named.js';

/** The service has been let go of; make a new one. */
export class SessionDisposed extends Error {
  /** Tells it from other errors. */
  override readonly name = 'SessionDisposed';

  /** Also those of another copy of this library. */
  static override readonly [Symbol.hasInstance] = named('SessionDisposed');

  constructor() {
    super('The service was disposed; create another one.');
  }
}
