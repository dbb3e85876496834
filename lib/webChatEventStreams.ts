import type { Observable } from 'rxjs';
import type { WebChatEventName, WebChatEvents } from '../streams/events.js';

type StreamOf<Name extends WebChatEventName> = Observable<WebChatEvents[Name]>;

/**
 * One hot stream an event ("API events" of the reference), written out so that each has its documentation where it is used.
 * Only `ready$` replays. They complete on dispose, and never fail.
 */
export interface WebChatEventStreams {
  /** The service takes commands. Replayed to late subscribers. */
  readonly ready$: StreamOf<'ready'>;
  /** The chat goes on after a reload. */
  readonly restored$: StreamOf<'restored'>;
  /** A stored chat was too old to go on, or the server had ended it. */
  readonly restoreTimeout$: StreamOf<'restoreTimeout'>;
  /** A stored chat could not be restored. */
  readonly restoreFailed$: StreamOf<'restoreFailed'>;
  /** The chat goes on after a reload, but the chat server is down; `chatServerBackOnline` follows. */
  readonly restoredOffline$: StreamOf<'restoredOffline'>;
  /** New messages, of every kind. */
  readonly messageReceived$: StreamOf<'messageReceived'>;
  /** Something failed: a value, never the end of a stream. */
  readonly error$: StreamOf<'error'>;
  /** A chat has begun. Carries the session's keys: secret. */
  readonly started$: StreamOf<'started'>;
  /** The chat is over. */
  readonly ended$: StreamOf<'ended'>;
  /** An agent writes. Carries the notice. */
  readonly agentTypingStarted$: StreamOf<'agentTypingStarted'>;
  /** The agent paused, spoke or left. Carries the message that shows it, or nothing. */
  readonly agentTypingStopped$: StreamOf<'agentTypingStopped'>;
  /** The loop that asks for messages runs. */
  readonly pollingStarted$: StreamOf<'pollingStarted'>;
  /** The loop that asks for messages stands still. */
  readonly pollingStopped$: StreamOf<'pollingStopped'>;
  /** The customer is in the chat. */
  readonly clientConnected$: StreamOf<'clientConnected'>;
  /** The customer has left the chat. */
  readonly clientDisconnected$: StreamOf<'clientDisconnected'>;
  /** An agent is in the chat. */
  readonly agentConnected$: StreamOf<'agentConnected'>;
  /** An agent has left the chat. */
  readonly agentDisconnected$: StreamOf<'agentDisconnected'>;
  /** A supervisor is in the chat. */
  readonly supervisorConnected$: StreamOf<'supervisorConnected'>;
  /** A supervisor has left the chat. */
  readonly supervisorDisconnected$: StreamOf<'supervisorDisconnected'>;
  /** A bot is in the chat. v2 only. */
  readonly botConnected$: StreamOf<'botConnected'>;
  /** A bot has left the chat. v2 only. */
  readonly botDisconnected$: StreamOf<'botDisconnected'>;
  /** The customer writes, and the agent is told. */
  readonly clientTypingStarted$: StreamOf<'clientTypingStarted'>;
  /** The customer paused for 2000 ms, or sent. */
  readonly clientTypingStopped$: StreamOf<'clientTypingStopped'>;
  /** No answer from the network; once an outage. */
  readonly disconnected$: StreamOf<'disconnected'>;
  /** Answers again; only after `disconnected`. */
  readonly reconnected$: StreamOf<'reconnected'>;
  /** v2 only: more than `pollExceptionLimit` poll exceptions in a row. */
  readonly chatServerWentOffline$: StreamOf<'chatServerWentOffline'>;
  /** v2 only: the chat server answers again after `chatServerWentOffline` or `restoredOffline`. */
  readonly chatServerBackOnline$: StreamOf<'chatServerBackOnline'>;
  /** v2 only: the first poll exception of a run. */
  readonly connectionPending$: StreamOf<'connectionPending'>;
  /** Follows the recovery from `connectionPending` or `chatServerWentOffline`. */
  readonly connectionRestored$: StreamOf<'connectionRestored'>;
  /** v3: the server no longer knows the session. */
  readonly sessionLost$: StreamOf<'sessionLost'>;
  /** `sleepEnabled`: the page is hidden, polls are rare. */
  readonly sleeping$: StreamOf<'sleeping'>;
  /** `sleepEnabled`: the page is back. */
  readonly waking$: StreamOf<'waking'>;
  /** 3000 ms after `agentTypingStarted` without a stop. */
  readonly agentTypingTimeout$: StreamOf<'agentTypingTimeout'>;
}
