import type {
  ChatChange,
  EventType,
  JsonRecord,
  Role,
  SessionFacts,
  TranscriptEvent,
} from './conversation/transcriptEvent.js';
import type { Operation } from './weather.js';

/** Who takes part on the contact center's side. */
export interface Newcomer {
  /** The name the customer sees. */
  readonly name: string;
  /** A bot joins as `External`, marked as a bot by its event attributes. */
  readonly role: Exclude<Role, 'Client'>;
  /** Mark a bot in every event, not only where it joins. @default false */
  readonly styleEvery?: boolean;
}

/** What may go with a message. */
export interface Extras {
  /** The kind of text, as `sendMessage`'s `type`. */
  readonly messageType?: string;
  /** Attributes, passed on as they are. */
  readonly eventAttributes?: JsonRecord;
  /** Data, passed on as they are. */
  readonly userData?: JsonRecord;
}

/** What may go with a notice. */
export interface NoticeExtras extends Extras {
  /** @default 'Notice' */
  readonly type?: 'Notice' | 'CustomNotice';
}

/** A file to send. */
export interface DeskFile {
  /** What it is called, with its extension. */
  readonly name: string;
  /** Base64. */
  readonly content: string;
  /** @default 'application/octet-stream' */
  readonly type?: string;
}

/** The transcript event to wait for; what is left out may be anything. */
export interface Expected {
  /** What happens. */
  readonly type?: EventType;
  /** The whole text. */
  readonly text?: string;
  /** As it stands in the transcript: a bot's is `External`. */
  readonly fromType?: string;
  /** Only events with a greater index. @default 0 */
  readonly after?: number;
  /** How long to wait, in ms. @default 5000 */
  readonly within?: number;
}

/** One request of the customer's side, secrets blotted out. */
export interface ChatRequest {
  /** What was asked. */
  readonly operation: Operation;
  /** Absent where no chat came of it. */
  readonly chatId?: string;
  /** ms since the epoch. */
  readonly at: number;
  /** 1 for the first of this operation in this chat since `clearRequests`; chats that begin are counted together. */
  readonly count: number;
  /** With its trailing slash, if it had one. */
  readonly path: string;
  /** Content type, accept, origin, and whether keys, tokens and authorization were there. */
  readonly headers: Readonly<Record<string, string>>;
  /** Of a GET, its query. */
  readonly form: JsonRecord;
}

/**
 * The agent's side of every chat. The same in process (`server.desk`) and over HTTP (`connectDesk`).
 * Rejects with an error that says what was wrong: no such chat, nobody with that id, a chat that has ended.
 */
export interface Desk {
  /** The running chats and the last ones that ended, oldest first. */
  sessions(): Promise<readonly SessionFacts[]>;
  /** Everything that happened in a chat, in order. */
  transcript(chatId: string): Promise<readonly TranscriptEvent[]>;
  /** Enters a chat; resolves with the participant id that the other calls want. */
  join(chatId: string, newcomer: Newcomer): Promise<number>;
  /** Starts typing, or types on, with a preview of the text. */
  type(chatId: string, participantId: number, preview?: string): Promise<TranscriptEvent>;
  /** Stops typing, and says nothing. */
  stopTyping(chatId: string, participantId: number): Promise<TranscriptEvent>;
  /** Says something. */
  say(chatId: string, participantId: number, text: string, extras?: Extras): Promise<TranscriptEvent>;
  /** Suggests a page. */
  pushUrl(chatId: string, participantId: number, url: string): Promise<TranscriptEvent>;
  /** Sends a notice, e.g. one for the customer's page alone. */
  notice(chatId: string, participantId: number, text: string, extras?: NoticeExtras): Promise<TranscriptEvent>;
  /** Sends a file, of any kind and size; the event's userData has its `file-id`. A v3 customer gets it as a `content` with a `url`. */
  sendFile(chatId: string, participantId: number, file: DeskFile): Promise<TranscriptEvent>;
  /** Leaves the chat; it goes on without. */
  leave(chatId: string, participantId: number): Promise<TranscriptEvent>;
  /** Ends the chat for everybody. */
  end(chatId: string): Promise<void>;
  /** Warns an idle customer now; without a sign of life the chat closes after so many seconds. */
  idleAlert(chatId: string, secondsLeft: number): Promise<void>;
  /** Gives the chat new keys; the old ones serve `spare` more answered requests (1, if not given) and are refused then. */
  rotateKeys(chatId: string, spare?: number): Promise<void>;
  /** Everything that was handed out to open the chat, keys or tokens, is refused from now on with HTTP 401. */
  expireToken(chatId: string): Promise<void>;
  /** The server does not know the chat any more: neither the customer nor the desk can reach it. */
  lose(chatId: string): Promise<void>;
  /** What the customer has typed and not sent. */
  preview(chatId: string): Promise<string>;
  /** Waits for an event and resolves with it, at once if it is there already. Rejects with what there was instead. */
  heard(chatId: string, expected: Expected): Promise<TranscriptEvent>;
  /** What was asked of the chat server, of one chat or of all. */
  requests(chatId?: string): Promise<readonly ChatRequest[]>;
  /** Forgets what was asked; counts begin anew. */
  clearRequests(): Promise<void>;
  /** Calls the listener at every change in every chat from now on; resolves, once it listens, with what ends it. */
  watch(listener: (change: ChatChange) => void): Promise<() => void>;
}
