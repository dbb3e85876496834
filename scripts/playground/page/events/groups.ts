import type { WebChatEventName } from '../../../../lib/index.js';
import type { Row } from '../../shared/row.js';

export const groups = ['Chat', 'Messages', 'People', 'Typing', 'Connection', 'Errors', 'Calls'] as const;

export type Group = (typeof groups)[number];

const groupOfEvent: Readonly<Record<WebChatEventName, Group>> = {
  ready: 'Chat',
  restored: 'Chat',
  restoreTimeout: 'Chat',
  restoreFailed: 'Chat',
  restoredOffline: 'Chat',
  started: 'Chat',
  ended: 'Chat',
  messageReceived: 'Messages',
  clientConnected: 'People',
  clientDisconnected: 'People',
  agentConnected: 'People',
  agentDisconnected: 'People',
  supervisorConnected: 'People',
  supervisorDisconnected: 'People',
  botConnected: 'People',
  botDisconnected: 'People',
  agentTypingStarted: 'Typing',
  agentTypingStopped: 'Typing',
  agentTypingTimeout: 'Typing',
  clientTypingStarted: 'Typing',
  clientTypingStopped: 'Typing',
  pollingStarted: 'Connection',
  pollingStopped: 'Connection',
  disconnected: 'Connection',
  reconnected: 'Connection',
  chatServerWentOffline: 'Connection',
  chatServerBackOnline: 'Connection',
  connectionPending: 'Connection',
  connectionRestored: 'Connection',
  sleeping: 'Connection',
  waking: 'Connection',
  error: 'Errors',
  sessionLost: 'Errors',
};

const byName: ReadonlyMap<string, Group> = new Map(Object.entries(groupOfEvent));

/** Which chip a row belongs to. A rejected call is an error as well, and stands with the calls. */
export const groupOf = ({ kind, name }: Row): Group => (kind === 'event' ? (byName.get(name) ?? 'Chat') : 'Calls');
