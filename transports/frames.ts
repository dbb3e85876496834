import type { TransportFailure } from './failures.js';

/** Where a message stands in the conversation: 1, 2, 3 … on GMS, `<ms>-<seq>` on v3. Absent on notices of the moment. */
export type MessageIndex = number | string;

/**
 * Who speaks. `Client` is the customer. Other words a server may use are passed on as they are.
 */
export type ParticipantType = 'Client' | 'Agent' | 'Supervisor' | 'Bot' | 'External' | (string & {});

/**
 * What kind of message it is. Other words a server may use are passed on as they are.
 */
export type MessageType =
  | 'Message'
  | 'ParticipantJoined'
  | 'ParticipantLeft'
  | 'TypingStarted'
  | 'TypingStopped'
  | 'PushUrl'
  | 'Notice'
  | 'CustomNotice'
  | 'FileUploaded'
  | 'FileDeleted'
  | 'NicknameUpdated'
  | 'IdleAlert'
  | 'IdleClose'
  // v3: images and files, in `content`.
  | 'structured'
  | (string & {});

/** The sender of a message. */
export interface Sender {
  /** The participant's number on GMS, its id on v3; `''` where the server names none. */
  readonly id: number | string;
  /** The participant's display name; `''` where the server names none. */
  readonly name: string;
  /** Who speaks: the customer, an agent, a bot … */
  readonly type: ParticipantType;
  /** v2: the name as the server spells it. */
  readonly nickname?: string;
  /** The same as `id`, under the server's own word. */
  readonly participantId?: number | string;
}

/** One message of the conversation, in the same shape whatever server said it. Text is hostile: render it as text. */
export interface ChatMessage {
  /** What kind of message it is. */
  readonly type: MessageType;
  /** Always a string; `''` where the server sent none. For PushUrl it is the URL, for typing notices the preview. */
  readonly text: string;
  /** Who sent it. */
  readonly from: Sender;
  /** Position in the conversation; absent on notices of the moment. */
  readonly index?: MessageIndex;
  /** When the server took it in, in ms since the epoch. */
  readonly timestamp?: number;
  /** v2: the same as `timestamp`, under the server's own word. */
  readonly utcTime?: number;
  /** Attached data, e.g. `next-idle-timer-secs` of an IdleAlert. */
  readonly userData?: Readonly<Record<string, unknown>>;
  /** v2: the sender's attributes, as the server sent them. */
  readonly eventAttributes?: Readonly<Record<string, unknown>>;
  /** TypingStarted: `true`; TypingStopped: `false`. */
  readonly isTyping?: boolean;
  /** FileUploaded: `file-id`, `file-name`, `file-size` and what else the server says of it. */
  readonly fileDetails?: Readonly<Record<string, unknown>>;
  /** v3: images and structured content as the server sent it, e.g. `{ type: 'image', mime, url }`; `url` is a `fileId`. */
  readonly content?: readonly Readonly<Record<string, unknown>>[];
  /** Only on messages that came with a restored session. */
  readonly restoring?: true;
}

/** A message as we normalise it, beside the message as the server sent it. */
export interface Entry {
  /** The message in our shape. */
  readonly message: ChatMessage;
  /** The server's own JSON for it. */
  readonly original: unknown;
}

/**
 * What names a session to its server. GMS fills `secureKey`, `sessionId`, `alias`, `userId`;
 * v3 fills `participantId`, `sessionId`, `token`, `transportId`. Secret: do not log it.
 */
export interface SessionData {
  /** The chat: GMS calls it `chatId`, v3 `sessionId`; `''` before one. */
  readonly sessionId: string;
  /** GMS: opens the chat, together with `alias` and `userId`. */
  readonly secureKey?: string;
  /** GMS: the chat server that has the chat. */
  readonly alias?: string;
  /** GMS: the customer in the chat. */
  readonly userId?: string;
  /** v3: the customer in the chat. */
  readonly participantId?: string;
  /** v3: opens the chat. */
  readonly token?: string;
  /** v3: the connection that asks. */
  readonly transportId?: string;
}

/** The server's answer as parsed JSON: what the reference calls "AJAX Response Object". */
export interface ServerAnswer {
  readonly [field: string]: unknown;
}

/** Everything a server can say in one good answer. */
export interface Frame {
  /** Messages in the server's order, ascending by index. */
  readonly entries: readonly Entry[];
  /** The index after which to ask next. @default the last index of `entries` */
  readonly position?: MessageIndex;
  /** Messages that could not be read, each as a `Garbled` failure with its path; `position` is past them. */
  readonly unreadable?: readonly TransportFailure[];
  /** A sign of life: the connection stands, nothing was said. */
  readonly heartbeat?: true;
  /** The server has ended the chat. */
  readonly chatEnded: boolean;
  /** The keys this answer carries: newer than any before. */
  readonly session?: Partial<SessionData>;
  /** Seconds left before the server ends an idle chat, where it says so. */
  readonly idleTimeCountDown?: number;
  /** The whole answer, as parsed JSON. */
  readonly answer: ServerAnswer;
}

/** What a server allows to be uploaded (file/limits). */
export interface FileLimits {
  /** Allowed extensions, lower case, without the dot; none means that every one is. */
  readonly types: readonly string[];
  /** Largest file, in bytes; `undefined`: no limit known. */
  readonly maxSize?: number;
  /** Largest sum of all files, in bytes. */
  readonly maxTotalSize?: number;
  /** How many files a session may hold. */
  readonly maxFiles?: number;
  /** Bytes and files already used. */
  readonly usedTotalSize?: number;
  /** How many files were sent already. */
  readonly usedFiles?: number;
  /** An agent must be in the chat before anything may be sent. */
  readonly needsAgent: boolean;
}

/** What an upload says: how far it is, then the answer. */
export type UploadStep =
  | { readonly kind: 'progress'; readonly loaded: number; readonly total: number }
  | { readonly kind: 'answered'; readonly frame: Frame };
