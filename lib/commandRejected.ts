import { named } from '../transports/named.js';

/** A command that was not carried out. Its message is the reference's sentence, to the letter. */
export class CommandRejected extends Error {
  /** Tells it from other errors. */
  override readonly name = 'CommandRejected';

  /** Also those of another copy of this library. */
  static override readonly [Symbol.hasInstance] = named('CommandRejected');
}
