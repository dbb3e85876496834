import type { WebChatServiceOptions } from '../../lib/options.js';
import type { WebChatService } from '../../lib/service.js';
import type { WebChatEventName, WebChatEvents } from '../../streams/events.js';
import type { Desk } from '../chatServer/desk.js';
import type { Weather } from '../chatServer/weather.js';
import type { TransportName } from '../reference/abilities.js';
import type { EventOf, Seen } from './recorder.js';
import type { CommonOptions, Route, ServerURLs } from './transportOf.js';

/** What a visit is opened with; the transport is that of the run unless another is given. */
export type VisitOptions = Partial<WebChatServiceOptions> & {
  /** More options for the transport of the run. */
  readonly timeouts?: CommonOptions;
};

/** The time by which the visits of a test live. */
export interface Clock {
  /** What they take for the time, in ms since the epoch. */
  now(): number;
  /** Lets the visits of this test believe that so many ms more have passed. */
  forward(ms: number): void;
}

/** Somebody is on the page with a service of their own, from its loading until it is reloaded or left. */
export interface Visit {
  readonly service: WebChatService;
  /** Everything published on this visit, in order. */
  readonly seen: Seen;
  readonly clock: Clock;
  /** The next event of that name that no earlier `when` took, come already or still to come; rejects after 10 s. */
  when<Name extends WebChatEventName>(
    name: Name,
    fits?: (data: WebChatEvents[Name]) => boolean,
  ): Promise<EventOf<Name>>;
  /**
   * Reloads the page: the service is gone without a word, its requests are cut, its promises never settle.
   * Resolves with the visit after it, whose service takes commands. Options are those of before and these.
   */
  reload(options?: VisitOptions): Promise<Visit>;
  /** Leaves the page, as abruptly; `world.open()` comes back. */
  leave(): Promise<void>;
}

/** The chat server and its agents' side; the same over HTTP in both worlds. */
export interface ServerSide {
  readonly urls: ServerURLs;
  readonly desk: Desk;
  readonly weather: Weather;
  /** No connection is accepted any more: the network is cut. */
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
}

/** Where stories happen. */
export interface World {
  readonly where: 'node' | 'browser';
  /** Chosen from outside: one run, one transport. */
  readonly transport: TransportName;
  readonly server: ServerSide;
  /** Visits the page, and resolves once the service takes commands. Two visits of one test share the stored session. */
  open(options?: VisitOptions): Promise<Visit>;
}

/** A page that is open; services live in it until it is reloaded or left. */
export interface Page {
  /** A service of this page, over its storage; it takes the route if the options name no transport. */
  createService(options: Partial<WebChatServiceOptions>, route: Route): WebChatService;
  /** The same value as if it had been made in the page. */
  carryIn(value: unknown): unknown;
  /** The same error as if it had been made in the story. */
  carryOut(reason: unknown): unknown;
  /** Tears down whatever lives in the page, and loads it anew. */
  reload(): Promise<void>;
  /** Tears down whatever lives in the page. */
  leave(): Promise<void>;
}

/** What the two worlds have each in their own way. */
export interface Surroundings {
  readonly where: 'node' | 'browser';
  readonly transport: TransportName;
  /** The chat server, and what lets go of it. */
  reachServer(): Promise<{ readonly side: ServerSide; close(): Promise<void> }>;
  /** Opens a page whose stored sessions are kept under that name, page after page. */
  openPage(storage: string): Promise<Page>;
}
