/** What a chat server allows. */
export interface ChatLimits {
  /** Extensions a customer may upload, without the dot. */
  readonly fileTypes: readonly string[];
  /** Largest file, in bytes. */
  readonly maxFileSize: number;
  /** Largest sum of a chat's files, in bytes. */
  readonly maxTotalSize: number;
  /** How many files a customer may upload in a chat. */
  readonly maxFiles: number;
  /** An agent must be there before anything may be uploaded. */
  readonly needAgent: boolean;
  /** How many downloads a chat has. */
  readonly downloadAttempts: number;
  /** Longest message or preview, in characters. */
  readonly maxMessageLength: number;
  /** How many chats may be open at once. */
  readonly maxChats: number;
  /** How many ended chats are remembered. */
  readonly endedChatsKept: number;
}

export const defaultLimits: ChatLimits = {
  fileTypes: ['jpeg', 'jpg', 'pdf', 'png', 'txt', 'zip'],
  maxFileSize: 10 * 1024 * 1024,
  maxTotalSize: 95 * 1024 * 1024,
  maxFiles: 5,
  needAgent: false,
  downloadAttempts: 100,
  maxMessageLength: 65_536,
  maxChats: 10_000,
  endedChatsKept: 1_000,
};
