import type { ChatServer } from '../../chatServer/chatServer.js';

/** An API of the chat server's, as a page's `webchat` section asks for it. */
export interface Way {
  readonly api: 'v2' | 'v3';
  webchat(chats: ChatServer): Record<string, unknown>;
}

/** Asked often, so that nobody waits long. */
export const v2: Way = {
  api: 'v2',
  webchat: ({ dataURL }) => ({ dataURL, userData: { shop: 'north' }, pollRateMin: 250, pollRateMax: 500 }),
};

export const v3: Way = {
  api: 'v3',
  webchat: ({ v3URL }) => ({
    userData: { shop: 'north' },
    transport: {
      type: 'pureengage-v3-rest',
      dataURL: v3URL,
      endpoint: 'shop',
      headers: { 'x-api-key': 'shop-key' },
      pollTimeout: 250,
    },
  }),
};

export const ways: readonly Way[] = [v2, v3];
