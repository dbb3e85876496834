import { type ChatServer, startChatServer } from '../chatServer/chatServer.js';
import type { TransportName } from '../reference/abilities.js';
import type { ServerURLs } from './transportOf.js';

/** A chat server for stories on one transport, and where it is reached. */
export interface StoryServer extends Pick<ChatServer, 'controlURL' | 'close'> {
  readonly urls: ServerURLs;
}

/** Starts one; CometD is spoken only where it is listened to, over WebSocket if wanted. */
export const startStoryServer = async (transport: TransportName, overWebSocket = false): Promise<StoryServer> => {
  if (transport === 'gmsCometd') {
    const { dataURL, v3URL, fayeURL, cometURL, apiURL, ...server } = await startChatServer({ bayeux: true });
    return { ...server, urls: { dataURL, v3URL, cometURL: overWebSocket ? fayeURL : cometURL, apiURL } };
  }
  const { dataURL, v3URL, ...server } = await startChatServer();
  return { ...server, urls: { dataURL, v3URL } };
};
