import type { Transport } from '../transports/transport.js';

/** The key under which a bus finds the transport's `enrich` in a service; two copies of the library share it. */
export const enrich: unique symbol = Symbol.for('webchat-streams.enrich');

/** What a service has in addition to its typed API. */
export interface Enriching {
  readonly [enrich]?: Transport['enrich'] | undefined;
}

export const enrichingBy = (transport: Transport): Enriching => ({ [enrich]: transport.enrich });
