import type { BayeuxChatServer } from '../../chatServer/chatServer.js';

/** A way to a Bayeux server. */
export interface Way {
  readonly title: string;
  readonly by: 'websocket' | 'long-polling';
  /** The server has long-polling only, and says so when a WebSocket comes. */
  readonly refuseWebSockets?: boolean;
  readonly urlOf: (server: BayeuxChatServer) => string;
}

export const ways: readonly Way[] = [
  { title: "CometD's server", by: 'long-polling', urlOf: ({ cometURL }) => cometURL },
  { title: 'faye', by: 'websocket', urlOf: ({ fayeURL }) => fayeURL },
  {
    title: 'faye without WebSocket',
    by: 'long-polling',
    refuseWebSockets: true,
    urlOf: ({ fayeURL }) => fayeURL,
  },
];
