import type { Observable } from 'rxjs';
import type { Connection } from '../streams/connection.js';
import type { Agents, WebChatEvent } from '../streams/events.js';
import type { Transcript } from '../streams/transcript.js';
import type { ChatState } from '../streams/views.js';
import type { FileLimits, ServerAnswer, SessionData } from '../transports/frames.js';
import type { UserData } from '../transports/transport.js';
import type {
  AddPrefilterOptions,
  DownloadFileOptions,
  Preprocessor,
  RegisterPreProcessorOptions,
  RegisterTypingPreviewInputOptions,
  RestoreOptions,
  SendCustomNoticeOptions,
  SendFileAnswer,
  SendFileOptions,
  SendFilteredMessageOptions,
  SendMessageOptions,
  SendTypingOptions,
  StartChatOptions,
  Stats,
  TranscriptAnswer,
  WakeOptions,
} from './commands.js';
import type { WebChatEventStreams } from './webChatEventStreams.js';

export type { WebChatEventStreams };

/** How far an upload is. */
export interface UploadProgress {
  readonly name: string;
  /** Bytes sent so far. */
  readonly loaded: number;
  /** Bytes in all. */
  readonly total: number;
}

/** What people ask for: the reference's "API commands". Each returns a promise that settles. */
export interface Commands {
  /** Begins a chat. Resolves with the server's answer. */
  startChat(options?: StartChatOptions): Promise<ServerAnswer>;
  /** Ends the chat, and settles once it is forgotten here. The chat is over here even if the request fails, and then it rejects. */
  endChat(): Promise<ServerAnswer>;
  sendMessage(options: SendMessageOptions): Promise<ServerAnswer>;
  sendCustomNotice(options?: SendCustomNoticeOptions): Promise<ServerAnswer>;
  /** Shows the agent that the customer writes; 2000 ms after the last call it stops by itself. */
  sendTyping(options?: SendTypingOptions): Promise<ServerAnswer | undefined>;
  /** Sends a message and hides it here: for codes and tokens. */
  sendFilteredMessage(options: SendFilteredMessageOptions): Promise<ServerAnswer>;
  /** Hides messages that match. Resolves with all registered filters; they last as long as the session. */
  addPrefilter(options: AddPrefilterOptions): Promise<readonly RegExp[]>;
  /** In a chat: tells the server. Before one: kept for startChat, resolves with what is kept. */
  updateUserData(userData: UserData): Promise<ServerAnswer | UserData>;
  startPoll(): Promise<void>;
  stopPoll(): Promise<void>;
  resetPollExceptions(): Promise<void>;
  /** Goes on with the stored chat. Happens by itself unless `restore: 'manual'`. */
  restore(options?: RestoreOptions): Promise<void>;
  getTranscript(): Promise<TranscriptAnswer>;
  getAgents(): Promise<{ readonly agents: Agents }>;
  getStats(): Promise<Stats>;
  /** Empty strings before a chat. Secret: do not log it. */
  getSessionData(): Promise<SessionData>;
  fetchHistory(): Promise<ServerAnswer>;
  sendFile(options: SendFileOptions): Promise<SendFileAnswer>;
  downloadFile(options: DownloadFileOptions): Promise<Blob>;
  getFileLimits(): Promise<FileLimits>;
  /** Watches an input: starts and stops typing by itself, its text is the preview. */
  registerTypingPreviewInput(options: RegisterTypingPreviewInputOptions): Promise<void>;
  /** Resolves with the function. Several run in order. */
  registerPreProcessor(options: RegisterPreProcessorOptions): Promise<Preprocessor>;
  /** Whether there is a chat, live or to be restored. */
  verifySession(): Promise<{ readonly sessionActive: boolean }>;
  /** `sleepEnabled`: poll rarely. */
  sleep(): Promise<void>;
  /** `sleepEnabled`: poll as usual again. */
  wake(options?: WakeOptions): Promise<void>;
  /** Answers an idle alert: `wake({ resetIdleState: true })`. */
  stayActive(): Promise<void>;
}

/**
 * A chat with a contact centre: commands are calls that return Promises, events are streams.
 * Every command settles. It rejects with {@link CommandRejected} (whose message is the reference's sentence)
 * where the reference names a sentence, and with {@link TransportFailure} where the server or the network refused.
 */
export interface WebChatService extends Commands, AsyncDisposable {
  /** Chats live on when the page goes (the option `async`). */
  readonly async: boolean;
  /** The published events, a typed stream each. */
  readonly events: WebChatEventStreams;
  /** The same events as one stream, in order; narrow by `name`. `ready` has come before anybody can listen: ask `ready$`. */
  readonly events$: Observable<WebChatEvent>;
  /** Where the chat stands; replays its current value. */
  readonly state$: Observable<ChatState>;
  /**
   * The messages so far: a read-only view, new with each change; replays. Behind the server's stand one's own that it
   * has not shown yet: `sending`, `sent`, or `failed` with `retry()`; a message of sendFilteredMessage never
   * (`messageStatus: false`: only the server's).
   */
  readonly transcript$: Observable<Transcript>;
  /** Agents and supervisors; replays. */
  readonly agents$: Observable<Agents>;
  /** How well the servers are reached; replays. */
  readonly connection$: Observable<Connection>;
  /** Progress of the files on their way. */
  readonly uploads$: Observable<UploadProgress>;

  /** Lets go of everything; streams complete, open promises reject. The chat itself stays restorable. */
  dispose(): Promise<void>;
}
