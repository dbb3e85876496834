import type { WebChatEventName } from './events.js';

const names = [
  'ready',
  'restored',
  'restoreTimeout',
  'restoreFailed',
  'restoredOffline',
  'messageReceived',
  'error',
  'started',
  'ended',
  'agentTypingStarted',
  'agentTypingStopped',
  'pollingStarted',
  'pollingStopped',
  'clientConnected',
  'clientDisconnected',
  'agentConnected',
  'agentDisconnected',
  'supervisorConnected',
  'supervisorDisconnected',
  'botConnected',
  'botDisconnected',
  'clientTypingStarted',
  'clientTypingStopped',
  'disconnected',
  'reconnected',
  'chatServerWentOffline',
  'chatServerBackOnline',
  'connectionPending',
  'connectionRestored',
  'sessionLost',
  'sleeping',
  'waking',
  'agentTypingTimeout',
] as const satisfies readonly WebChatEventName[];

type Missing = Exclude<WebChatEventName, (typeof names)[number]>;

/** Every published event's name, in the order of the reference. A name left out does not compile. */
export const eventNames: [Missing] extends [never] ? readonly WebChatEventName[] : { readonly missing: Missing } =
  names;
