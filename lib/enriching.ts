import type { Transport } from '../transports/transport.js';

/** Under which a service has its transport's `enrich`, for a bus. Registered, so that two copies of the library agree. */
export const enrich: unique symbol = Symbol.for('webchat-streams.enrich');

/** What a service has beside its typed API. */
export interface Enriching {
  readonly [enrich]?: Transport['enrich'] | undefined;
}

export const enrichingBy = (transport: Transport): Enriching => ({ [enrich]: transport.enrich });
