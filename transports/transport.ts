import type { Observable } from 'rxjs';
import type { TransportFailure } from './failures.js';
import type { Entry, FileLimits, Frame, MessageIndex, SessionData, UploadStep } from './frames.js';

/** Data attached to a chat (attachedData): JSON values under names, and what has a `toJSON`. */
export interface UserData {
  readonly [name: string]: unknown;
}

/** Who starts a chat: the entry form. Names it does not know travel on v3 and are dropped on v2. */
export interface ChatForm {
  /** The name the agent sees. */
  readonly nickname?: string;
  /** Given name. */
  readonly firstname?: string;
  /** Family name. */
  readonly lastname?: string;
  /** Where the customer can be written to. */
  readonly email?: string;
  /** What the chat is about. */
  readonly subject?: string;
  readonly [field: string]: unknown;
}

/** What begins a chat. */
export interface StartRequest {
  /** Who starts it. */
  readonly form: ChatForm;
  /** Data to attach. */
  readonly userData: UserData;
  /** The chat lives on when the page goes. @default false */
  readonly asynchronous?: boolean;
  /** Async mode: the session data of the chat before, where it is known. */
  readonly session?: SessionData;
}

/** What is asked for when asking for news. */
export interface PollRequest {
  /** The position: ask for what comes after this index; `undefined` asks from the beginning. */
  readonly after?: MessageIndex;
  /** What comes after `after` may have been answered and lost on the way. @default false */
  readonly again?: boolean;
  /** The last poll of a chat that is over: it takes no longer than `ajaxTimeout`, even if the server holds polls. @default false */
  readonly last?: boolean;
  /** The text in the registered typing input. */
  readonly preview?: string;
}

/** A page of older messages. */
export interface HistoryRequest {
  /** The oldest index known: the page ends with it or just before it; `undefined` asks for the newest page. */
  readonly before?: MessageIndex;
  /** How many messages. */
  readonly count: number;
}

/** A pace of polling of the transport's own. */
export interface PollPace {
  /** ms from the start of one poll to the start of the next */
  readonly gap: number;
  /** How much longer that is with each failure in a row; 429 does not count. */
  readonly multiplier: number;
}

/** What the customer says. */
export interface OutgoingMessage {
  /** The text. */
  readonly message: string;
  /** @default 'text' */
  readonly type?: string;
  /** The message this one answers. */
  readonly parentMessageID?: string;
}

/** That the customer writes, or no longer. */
export interface TypingNotice extends PollRequest {
  /** `false`: has stopped. */
  readonly isTyping: boolean;
}

/** Something for an agent desktop that is no message. */
export interface CustomNotice {
  /** A text to go with it. */
  readonly message?: string;
  /** Attributes to go with it, e.g. `purpose`. */
  readonly eventAttributes?: Readonly<Record<string, unknown>>;
}

/** A file to send. A browser's File and Node's are one; a Blob needs a name beside it. */
export interface Upload {
  /** What is in it. */
  readonly file: Blob;
  /** What it is called, with its extension. */
  readonly name: string;
  /** The page watches the progress: XMLHttpRequest may send the file, and follows redirects. @default false */
  readonly progress?: boolean;
}

/** The environment's way out, handed to a transport when the service is made. */
export interface Wire {
  /** Sends once. */
  readonly fetch: typeof globalThis.fetch;
  /** Repeats what is safe to repeat; for restore, file limits, downloads and history pages only. */
  readonly patientFetch: typeof globalThis.fetch;
  /** If there is one, uploads that are watched report their progress. */
  readonly XMLHttpRequest?: typeof globalThis.XMLHttpRequest;
}

/**
 * One server API, as cold Observables: subscribing sends, unsubscribing aborts, two subscriptions are two requests.
 * Each but `follow` settles exactly once, with its value or with a {@link TransportFailure}, and never repeats by itself.
 * What a server cannot do, its transport does not have. Its methods are called on their own, without `this`.
 */
export interface Transport {
  /** `gmsRest`, `gmsCometd`, `v3Rest`. */
  readonly name: string;
  /** Session data before a chat: every field an empty string. */
  readonly noSession: SessionData;
  /** Begins a chat; the frame carries the session's keys. */
  start(request: StartRequest): Observable<Frame>;
  /** Says something. */
  send(session: SessionData, message: OutgoingMessage): Observable<Frame>;
  /** Ends the chat for the server. */
  end(session: SessionData): Observable<Frame>;
  /** The transcript of a stored session: all of it, or the `newest` messages. Without it nothing is restored. */
  restore?(session: SessionData, newest?: number): Observable<Frame>;
  /**
   * Async mode: takes up a chat left anywhere, with its session data alone; a bare token comes with the sessionId `''`.
   * The frame carries the keys and the `newest` messages. Without it `restore` does.
   *
   * @param userData to attach, as with a start
   */
  resume?(session: SessionData, newest: number, userData?: UserData): Observable<Frame>;
  /** Older messages. Without it there is no async mode. */
  history?(session: SessionData, request: HistoryRequest): Observable<Frame>;
  /** What is new. Without it the server pushes. */
  poll?(session: SessionData, request: PollRequest): Observable<Frame>;
  /** Whether events are published for bots that join and leave. Bots never count as agents. @default true */
  readonly bots?: boolean;
  /** Polls come at this pace. @default the service's own */
  readonly pace?: PollPace;
  /**
   * What the server pushes from behind `after` on: never completes, fails when the connection breaks.
   * A frame without messages is a sign of life. For a transport without `poll`.
   */
  follow?(session: SessionData, request: PollRequest): Observable<Frame>;
  /** Whether the failure shows that the server no longer knows the session. */
  isSessionLost?(failure: TransportFailure, restoring: boolean): boolean;
  /** Whether a failed poll counts towards `pollExceptionLimit`. Without it the transport knows no poll exceptions. */
  isPollException?(failure: TransportFailure): boolean;
  /** Shows that the customer writes, or no longer. */
  typing?(session: SessionData, notice: TypingNotice): Observable<Frame>;
  /** Sends a custom notice. */
  customNotice?(session: SessionData, notice: CustomNotice): Observable<Frame>;
  /** Attaches data to the running chat. */
  updateUserData?(session: SessionData, userData: UserData): Observable<Frame>;
  /** What may be uploaded. */
  fileLimits?(session: SessionData): Observable<FileLimits>;
  /** Progress, then the answer. */
  upload?(session: SessionData, upload: Upload): Observable<UploadStep>;
  /** A file of the chat, by its id (GMS) or its URL (v3). */
  download?(session: SessionData, fileId: string): Observable<Blob>;
  /**
   * A message as pages written for Genesys Widgets expect it: with the other fields of the server's JSON, absolute addresses of
   * files, and small images as `data:` URLs. For a bus, which publishes nothing else until it settles.
   */
  enrich?(session: SessionData, entry: Entry): Observable<Readonly<Record<string, unknown>>>;
}

/** What a service is given as its `transport`: called once, with the way out. */
export type TransportFactory = (wire: Wire) => Transport;
