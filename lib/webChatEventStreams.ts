import type { Observable } from 'rxjs';
import type { WebChatEvents } from '../streams/events.js';

/**
 * One hot stream an event ("API events" of the reference), written out so that each has its documentation where it is used.
 * Only `ready$` replays. They complete on dispose, and never fail.
 */
export interface WebChatEventStreams {
  /** The service takes commands. Replayed to late subscribers. */
  readonly ready$: Observable<WebChatEvents['ready']>;
  /** The chat goes on after a reload. */
  readonly restored$: Observable<WebChatEvents['restored']>;
  /** A stored chat was too old to go on, or the server had ended it. */
  readonly restoreTimeout$: Observable<WebChatEvents['restoreTimeout']>;
  /** A stored chat could not be restored. */
  readonly restoreFailed$: Observable<WebChatEvents['restoreFailed']>;
  /** The chat goes on after a reload, but the chat server is down; `chatServerBackOnline` follows. */
  readonly restoredOffline$: Observable<WebChatEvents['restoredOffline']>;
  /** New messages, of every kind. */
  readonly messageReceived$: Observable<WebChatEvents['messageReceived']>;
  /** Something failed: a value, never the end of a stream. */
  readonly error$: Observable<WebChatEvents['error']>;
  /** A chat has begun. Carries the session's keys: secret. */
  readonly started$: Observable<WebChatEvents['started']>;
  /** The chat is over. */
  readonly ended$: Observable<WebChatEvents['ended']>;
  /** An agent writes. Carries the notice. */
  readonly agentTypingStarted$: Observable<WebChatEvents['agentTypingStarted']>;
  /** The agent paused, spoke or left. Carries the message that shows it, or nothing. */
  readonly agentTypingStopped$: Observable<WebChatEvents['agentTypingStopped']>;
  /** The loop that asks for messages runs. */
  readonly pollingStarted$: Observable<WebChatEvents['pollingStarted']>;
  /** The loop that asks for messages stands still. */
  readonly pollingStopped$: Observable<WebChatEvents['pollingStopped']>;
  /** The customer is in the chat. */
  readonly clientConnected$: Observable<WebChatEvents['clientConnected']>;
  /** The customer has left the chat. */
  readonly clientDisconnected$: Observable<WebChatEvents['clientDisconnected']>;
  /** An agent is in the chat. */
  readonly agentConnected$: Observable<WebChatEvents['agentConnected']>;
  /** An agent has left the chat. */
  readonly agentDisconnected$: Observable<WebChatEvents['agentDisconnected']>;
  /** A supervisor is in the chat. */
  readonly supervisorConnected$: Observable<WebChatEvents['supervisorConnected']>;
  /** A supervisor has left the chat. */
  readonly supervisorDisconnected$: Observable<WebChatEvents['supervisorDisconnected']>;
  /** A bot is in the chat. v2 only. */
  readonly botConnected$: Observable<WebChatEvents['botConnected']>;
  /** A bot has left the chat. v2 only. */
  readonly botDisconnected$: Observable<WebChatEvents['botDisconnected']>;
  /** The customer writes, and the agent is told. */
  readonly clientTypingStarted$: Observable<WebChatEvents['clientTypingStarted']>;
  /** The customer paused for 2000 ms, or sent. */
  readonly clientTypingStopped$: Observable<WebChatEvents['clientTypingStopped']>;
  /** No answer from the network; once an outage. */
  readonly disconnected$: Observable<WebChatEvents['disconnected']>;
  /** Answers again; only after `disconnected`. */
  readonly reconnected$: Observable<WebChatEvents['reconnected']>;
  /** v2 only: more than `pollExceptionLimit` poll exceptions in a row. */
  readonly chatServerWentOffline$: Observable<WebChatEvents['chatServerWentOffline']>;
  /** v2 only: the chat server answers again after `chatServerWentOffline` or `restoredOffline`. */
  readonly chatServerBackOnline$: Observable<WebChatEvents['chatServerBackOnline']>;
  /** v2 only: the first poll exception of a run. */
  readonly connectionPending$: Observable<WebChatEvents['connectionPending']>;
  /** Follows the recovery from `connectionPending` or `chatServerWentOffline`. */
  readonly connectionRestored$: Observable<WebChatEvents['connectionRestored']>;
  /** v3: the server no longer knows the session. */
  readonly sessionLost$: Observable<WebChatEvents['sessionLost']>;
  /** `sleepEnabled`: the page is hidden, polls are rare. */
  readonly sleeping$: Observable<WebChatEvents['sleeping']>;
  /** `sleepEnabled`: the page is back. */
  readonly waking$: Observable<WebChatEvents['waking']>;
  /** 3000 ms after `agentTypingStarted` without a stop. */
  readonly agentTypingTimeout$: Observable<WebChatEvents['agentTypingTimeout']>;
}
