import { startChatServer } from '../../spec/chatServer/chatServer.js';
import { createPlay } from './createPlay.js';
import type { PlaygroundParts } from './createPlaygroundServer.js';

/** A chat server that comes along, with an agent: what the playground needs of it, and how to close it. */
export const embedded = async (pace?: number) => {
  const server = await startChatServer({ bayeux: true });
  const { dataURL: gmsRest, v3URL: v3Rest, fayeURL: gmsCometd, apiURL: files } = server;
  const parts = {
    servers: { gmsRest, gmsCometd, v3Rest, files },
    control: server.controlURL,
    play: await createPlay(server, pace),
  } satisfies Partial<PlaygroundParts>;
  return { server, parts };
};
