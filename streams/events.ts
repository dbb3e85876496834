import type { TransportFailure } from '../transports/failures.js';
import type { ChatMessage, SessionData } from '../transports/frames.js';
import type { ServiceFailure } from './serviceFailure.js';

/** One agent or supervisor, present or gone (getAgents). */
export interface Agent {
  /** The name the customer sees. */
  readonly name: string;
  /** In the chat now. */
  readonly connected: boolean;
  /** A supervisor, no agent. */
  readonly supervisor: boolean;
  /** ms since the epoch. */
  readonly connectedTime: number;
  /** ms since the epoch; `false` while connected. */
  readonly disconnectedTime: number | false;
}

/** Agents and supervisors by participant id, those who left included; never bots or the client. */
export interface Agents {
  readonly [participantId: string]: Agent;
}

/** Nothing to say beyond the name. */
export type Nothing = Readonly<Record<string, never>>;

/** Somebody came or went. */
export interface ParticipantChange {
  /** The server's message about it; absent where the chat's end implies it. */
  readonly message?: ChatMessage;
  /** Everybody who is or was here, after the change. */
  readonly agents: Agents;
  /** Agents and supervisors in the chat after the change. */
  readonly numAgentsConnected: number;
}

/** New messages. */
export interface MessagesReceived {
  /** In order, each one once, filtered and preprocessed. Text is hostile: render it as text. */
  readonly messages: readonly ChatMessage[];
  /** The same messages as the server sent them. */
  readonly originalMessages: readonly unknown[];
  /** They are a restored session's. */
  readonly restoring: boolean;
  /** The chat they belong to. */
  readonly sessionId: string;
  /** They are older than what is known: pages of history. */
  readonly oldMessages?: boolean;
  /** Seconds left before the server ends an idle chat, where it says so. */
  readonly idleTimeCountDown?: number;
}

/** Events of the reference ("API events"): the published name and what it carries. */
export interface ReferenceEvents {
  /** The service takes commands. Replayed to late subscribers. */
  readonly ready: Nothing;
  /** The chat goes on after a reload. */
  readonly restored: { readonly async: boolean };
  /** A stored chat was too old to go on, or the server had ended it. */
  readonly restoreTimeout: Nothing;
  /** A stored chat could not be restored. */
  readonly restoreFailed: Nothing;
  /** The chat goes on after a reload, but the chat server is down; `chatServerBackOnline` follows. */
  readonly restoredOffline: Nothing;
  /** New messages, of every kind. */
  readonly messageReceived: MessagesReceived;
  /** Something failed: a value, never the end of a stream. */
  readonly error: ServiceFailure;
  /** A chat has begun. Carries the session's keys: secret. */
  readonly started: SessionData;
  /** The chat is over. */
  readonly ended: Nothing;
  /** An agent writes. Carries the notice. */
  readonly agentTypingStarted: ChatMessage;
  /** The agent paused, spoke or left. Carries the message that shows it, or nothing. */
  readonly agentTypingStopped: ChatMessage | Nothing;
  /** The loop that asks for messages runs. */
  readonly pollingStarted: Nothing;
  /** The loop that asks for messages stands still. */
  readonly pollingStopped: Nothing;
  /** The customer is in the chat. */
  readonly clientConnected: ParticipantChange;
  /** The customer has left the chat. */
  readonly clientDisconnected: ParticipantChange;
  /** An agent is in the chat. */
  readonly agentConnected: ParticipantChange;
  /** An agent has left the chat. */
  readonly agentDisconnected: ParticipantChange;
  /** A supervisor is in the chat. */
  readonly supervisorConnected: ParticipantChange;
  /** A supervisor has left the chat. */
  readonly supervisorDisconnected: ParticipantChange;
  /** v2 only. */
  readonly botConnected: ParticipantChange;
  /** v2 only. */
  readonly botDisconnected: ParticipantChange;
  /** The customer writes, and the agent is told. */
  readonly clientTypingStarted: Nothing;
  /** The customer paused for 2000 ms or sent, or the chat is ending. */
  readonly clientTypingStopped: Nothing;
  /** No answer from the network; once an outage. */
  readonly disconnected: Nothing;
  /** Answers again; only after `disconnected`. */
  readonly reconnected: Nothing;
  /** v2 only: more than `pollExceptionLimit` poll exceptions in a row. */
  readonly chatServerWentOffline: Nothing;
  /** v2 only: the chat server answers again after `chatServerWentOffline` or `restoredOffline`. */
  readonly chatServerBackOnline: Nothing;
  /** v2 only: the first poll exception of a run. */
  readonly connectionPending: Nothing;
  /** Follows the recovery from `connectionPending` or `chatServerWentOffline`. */
  readonly connectionRestored: Nothing;
}

/** Events that the shipped product publishes beyond the reference. */
export interface BeyondReferenceEvents {
  /** v3: the server no longer knows the session. */
  readonly sessionLost: TransportFailure;
  /** `sleepEnabled`: the page is hidden, polls are rare. */
  readonly sleeping: Nothing;
  /** `sleepEnabled`: the page is back. */
  readonly waking: Nothing;
  /** 3000 ms after `agentTypingStarted` without a stop. */
  readonly agentTypingTimeout: Nothing;
}

/** Every published event: its name and what it carries. */
export interface WebChatEvents extends ReferenceEvents, BeyondReferenceEvents {}

/** The published names. */
export type WebChatEventName = keyof WebChatEvents;

/** One published event. */
export interface PublishedEvent<Name extends WebChatEventName> {
  /** Which. */
  readonly name: Name;
  /** When it was decided, in ms since the epoch. */
  readonly at: number;
  /** What it carries. */
  readonly data: WebChatEvents[Name];
}

/** Any published event; narrow it by `name`. */
export type WebChatEvent = { readonly [Name in WebChatEventName]: PublishedEvent<Name> }[WebChatEventName];
