import type { TransportFailure } from '../transports/failures.js';
import type { ChatMessage, Entry, Frame, SessionData } from '../transports/frames.js';
import type { UserData } from '../transports/transport.js';
import type { Submitted } from './outgoing.js';
import type { HookFailure } from './serviceFailure.js';

/** A message on its way in: hidden ones count for joins, typing and position, but are not shown. */
export interface TakenEntry extends Entry {
  readonly hidden?: boolean;
  /** The message before preprocessors, where there are any. */
  readonly said?: ChatMessage;
}

/** An answer that has passed filters and preprocessors. */
export interface TakenFrame extends Frame {
  readonly entries: readonly TakenEntry[];
  /** The number of the request that it answers. @default newer than all */
  readonly request?: number;
  /** Filters and preprocessors that threw. */
  readonly hookFailures?: readonly HookFailure[];
}

/** What people ask for; the transition admits it or says why not. */
export interface Asked {
  readonly startAsked: { readonly userData: UserData };
  readonly endAsked: object;
  readonly restoreAsked: object;
  /** A command that needs a chat and changes nothing by itself. */
  readonly sessionAsked: object;
  /** `own`: what is shown of it meanwhile. */
  readonly messageAsked: { readonly own?: Submitted };
  readonly typingAsked: object;
  readonly startPollAsked: object;
  readonly stopPollAsked: object;
  readonly userDataGiven: { readonly userData: UserData };
  readonly filtersGiven: { readonly filters: readonly RegExp[] };
  readonly exceptionsReset: object;
  readonly slept: object;
  readonly woke: object;
}

/** What the servers said. */
export interface Answered {
  readonly started: { readonly session: SessionData };
  /** `session`: what was resumed by it. */
  readonly startFailed: { readonly failure: TransportFailure; readonly session?: SessionData };
  /** What a poll or a command came to: a frame or a failure; both where a poll's refusal ends the chat. */
  readonly heard: {
    /** The chat it belongs to: late ones are dropped. */
    readonly sessionId: string;
    readonly frame?: TakenFrame;
    readonly failure?: TransportFailure;
    /** Only a poll's messages are taken in, and only its failures are exceptions. */
    readonly poll: boolean;
    /** What was sent is worth an early poll. */
    readonly hurries?: boolean;
  };
  /** The chat is over. `frame`: the last poll's. */
  readonly endAnswered: { readonly failure?: TransportFailure; readonly frame?: TakenFrame };
  /** The server could not be asked about the stored chat. */
  readonly restoreFailed: {
    readonly failure: TransportFailure;
    /** The session of that chat. */
    readonly session?: SessionData;
  };
  readonly messageDispatched: { readonly id: string };
  readonly messageAccepted: { readonly id: string };
  readonly messageFailed: { readonly id: string; readonly reason: Error };
}

/** How the look for a stored chat went. */
export interface Restored {
  readonly restored: {
    readonly session: SessionData;
    readonly frame: TakenFrame;
    /** The chat server is down; the frame holds what it could still say. */
    readonly offline: boolean;
  };
  readonly nothingStored: object;
  /** Too old, or its server has ended it. */
  readonly restoreOverdue: {
    readonly session?: SessionData;
    /** The server refused it for good. */
    readonly failure?: TransportFailure;
  };
}

/** What commands ask for, if their code loads later. */
interface AskedLater {
  readonly messageRetried: { readonly id: string };
  /** A page of history has come. */
  readonly olderHeard: { readonly sessionId: string; readonly frame: TakenFrame };
}

/** What code that loads later has found. */
interface FoundLater {
  /** The store has newer keys of this chat. */
  readonly keysFound: { readonly session: SessionData };
}

/** Decided by code that loads later: the caller of `Session.take` passes that code in. */
export interface Later extends Restored, AskedLater, FoundLater {}

/** What time and the surroundings did. */
interface Happened {
  readonly typingPaused: object;
  readonly agentTypingLapsed: object;
  readonly hookFailed: { readonly failure: HookFailure };
}

/** Everything that can happen to a session. */
export interface Occurrences extends Asked, Answered, Later, Happened {}

/** Something that happened, without its time. */
export type Occurrence<Kind extends keyof Occurrences = keyof Occurrences> = {
  [K in Kind]: { readonly kind: K } & Occurrences[K];
}[Kind];

/** Something that happened; `at` is in ms since the epoch, stamped where it comes in. */
export type SessionInput<Kind extends keyof Occurrences = keyof Occurrences> = {
  [K in Kind]: { readonly kind: K; readonly at: number } & Occurrences[K];
}[Kind];
