import type { TransportFactory } from '../../transports/transport.js';
import type { Faults } from './faults.js';
import type { ModelChat, Said } from './modelChat.js';
import type { Report } from './report.js';

/** A server of one API and the way to it. */
export interface World {
  readonly chats: readonly ModelChat[];
  /** The server is asked; otherwise it pushes. */
  readonly polled: boolean;
  /** A transport for a page; each page has its own. */
  transport(): TransportFactory;
  readonly fetch: typeof globalThis.fetch;
  /** The page has gone: its connections with it. */
  pageGone?(): void;
  /** The index that a page knows an entry of the transcript by. */
  indexOf(chat: ModelChat, said: Said): number | string;
}

export interface WorldOptions {
  readonly seed: number;
  readonly faults: Faults;
  readonly report: Report;
  latency(order: number): number;
}
