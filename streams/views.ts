/** How well the servers are reached. `pending`: poll exceptions; `serverOffline`: too many; `disconnected`: no network. */
export type Connection = 'idle' | 'online' | 'pending' | 'serverOffline' | 'disconnected';

/** Where the chat stands. */
export type ChatStatus = 'idle' | 'restoring' | 'starting' | 'active' | 'ending';

/** Where the chat stands, without its secrets. */
export interface ChatState {
  readonly status: ChatStatus;
  /** `''` without a chat. */
  readonly sessionId: string;
  readonly connection: Connection;
  /** The loop that asks for messages runs. */
  readonly polling: boolean;
  /** The agent is shown that the customer writes. */
  readonly typing: boolean;
  /** Polls are rare, since the page is hidden (`sleepEnabled`). */
  readonly sleeping: boolean;
}
