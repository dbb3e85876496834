import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** Where the chat service is heard, and speaks. */
export const CHANNEL = '/service/chatV2/customer-support';

/** What a client hears that the server does not know, or knows no more. */
export const UNKNOWN_CLIENT = '402::Unknown client';

/** A client of a Bayeux server. */
export interface BayeuxClient {
  /** Puts a message into the client's hands, or keeps it until the client asks. */
  push(data: unknown): void;
  /** Breaks its connections; the server still knows it. */
  cut(): void;
  /** The server knows it no more. */
  forget(): void;
}

/** What a client has published on the channel. */
export interface Publication {
  readonly client: BayeuxClient;
  readonly data: unknown;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

/** How a publication is acknowledged: successfully, where there is no error. */
export interface Ack {
  readonly error?: string;
}

/** Hears what is published; never rejects. */
export type Hear = (publication: Publication) => Promise<Ack>;

/** A Bayeux server below a path of the HTTP host. */
export interface BayeuxServer {
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Absent where the server has no WebSockets. */
  readonly upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Breaks all connections and knows nobody any more, as after a restart. */
  restart(): void;
  close(): void;
}
