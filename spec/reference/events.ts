import type { WebChatEventName } from '../../streams/events.js';
import type { Notes } from './row.js';

/** One published event. */
export interface EventRow<Name extends string = string> extends Notes {
  readonly name: Name;
  /** What it tells, in the reference's words. */
  readonly tells: string;
  /** Its data, as the reference writes it. */
  readonly data: string;
  /** Fields the data must have. */
  readonly fields: readonly string[];
  /** Fields it may have beside them; `*` for any. */
  readonly optional: readonly string[];
}

const change = '{message: (object), agents: (object), numAgentsConnected: (number)}';

const plain = <const Name extends string>(name: Name, tells: string, notes?: Notes): EventRow<Name> => ({
  name,
  tells,
  data: 'n/a',
  fields: [],
  optional: [],
  ...notes,
});

const carrying = <const Name extends string>(
  name: Name,
  tells: string,
  data: string,
  fields: readonly string[],
  optional: readonly string[] = [],
  notes?: Notes,
): EventRow<Name> => ({ name, tells, data, fields, optional, ...notes });

const participant = <const Name extends string>(name: Name, tells: string): EventRow<Name> =>
  carrying(name, tells, change, ['agents', 'numAgentsConnected'], ['message']);

/** The 29 events of the reference. */
export const events = [
  plain('ready', 'initialized and ready to accept commands'),
  carrying('restored', 'restored after page navigation or refresh', '{async: (boolean)}', ['async']),
  plain('restoreTimeout', 'restoration denied after longer than the time limit'),
  plain('restoreFailed', 'could not restore after page navigation or refresh'),
  plain('restoredOffline', 'restored normally but chat server is offline'),
  carrying(
    'messageReceived',
    'a new message has been received from the server',
    '{originalMessages: (object), messages: (array of objects), restoring: (boolean), sessionId: (object)}',
    ['originalMessages', 'messages', 'restoring', 'sessionId'],
    ['oldMessages', 'idleTimeCountDown'],
  ),
  carrying(
    'error',
    'an error occurred between the client and the server',
    '(AJAX Response)',
    ['kind', 'status', 'errors'],
    ['*'],
  ),
  carrying(
    'started',
    'chat session has successfully started',
    '(AJAX Response containing session data)',
    ['sessionId'],
    ['*'],
  ),
  plain('ended', 'chat session has successfully ended'),
  carrying('agentTypingStarted', 'agent has started typing', '(AJAX Response)', ['type', 'from', 'text'], ['*']),
  carrying('agentTypingStopped', 'agent has stopped typing', '(AJAX Response)', [], ['*']),
  plain('pollingStarted', 'automatic polling has started'),
  plain('pollingStopped', 'automatic polling has stopped'),
  participant('clientConnected', 'the user has been connected to the chat session'),
  participant('clientDisconnected', 'the user has been disconnected from the chat session'),
  participant('agentConnected', 'an agent has connected to the chat'),
  participant('agentDisconnected', 'an agent has disconnected from the chat'),
  participant('supervisorConnected', 'a supervisor has connected to the chat'),
  participant('supervisorDisconnected', 'a supervisor has disconnected from the chat'),
  participant('botConnected', 'a bot has connected to the chat (v2)'),
  participant('botDisconnected', 'a bot has disconnected from the chat (v2)'),
  plain('clientTypingStarted', 'the user has started typing'),
  plain('clientTypingStopped', 'the user stopped typing and the countdown completed'),
  plain('disconnected', 'cannot reach servers, no connection'),
  plain('reconnected', "connection restored; only after 'disconnected'"),
  plain('chatServerWentOffline', 'pollExceptionLimit has been exceeded (v2)'),
  plain('chatServerBackOnline', "chat server back online; only after 'chatServerWentOffline' (v2)"),
  plain('connectionPending', "trying to reconnect; before 'chatServerWentOffline' (v2)"),
  plain('connectionRestored', 'the connection has been reestablished'),
] as const satisfies readonly EventRow<WebChatEventName>[];

/** Events of the shipped product beyond the reference. */
export const beyondEvents = [
  carrying(
    'sessionLost',
    'v3: the server no longer knows the session',
    '(AJAX Response)',
    ['kind', 'status', 'errors'],
    ['*'],
    { ruling: 'E21' },
  ),
  plain('sleeping', 'sleepEnabled: the page is hidden, polls are rare', { ruling: 'E21' }),
  plain('waking', 'sleepEnabled: the page is back', { ruling: 'E21' }),
  plain('agentTypingTimeout', '3000 ms after agentTypingStarted without a stop', { ruling: 'E21' }),
] as const satisfies readonly EventRow<WebChatEventName>[];

export type ListedEvent = (typeof events)[number]['name'] | (typeof beyondEvents)[number]['name'];

/** `event/started` … */
export type EventRowId = `event/${ListedEvent}`;

export const eventRows: readonly EventRow<ListedEvent>[] = [...events, ...beyondEvents];
