import type { BayeuxChatServer } from '../chatServer.js';
import { longPolling, type OpenWire, webSocket } from './rawWire.js';

/** One way to talk to the chat server over Bayeux. */
export interface Door {
  readonly name: string;
  readonly wire: OpenWire;
  url(server: BayeuxChatServer): string;
}

/** All of them. */
export const doors: readonly Door[] = [
  { name: 'cometd-nodejs-server, long-polling', wire: longPolling, url: ({ cometURL }) => cometURL },
  { name: 'faye, long-polling', wire: longPolling, url: ({ fayeURL }) => fayeURL },
  { name: 'faye, WebSocket', wire: webSocket, url: ({ fayeURL }) => fayeURL },
];
