import type { Agents } from '../streams/events.js';
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

/**
 * What people ask for: the reference's "API commands" (section 4). Each returns a promise that settles.
 *
 * It rejects with {@link CommandRejected}, whose message is the sentence given below, where the command is not carried out;
 * with {@link TransportFailure} where the server or the network refused; with a TypeError that names the option, where one has a
 * wrong type; and with `SessionDisposed` once the service is disposed. While a stored chat is being restored they wait.
 */
export interface WebChatCommands {
  /**
   * Begins a chat. Resolves with the server's answer once the chat is in the store (at most 10 s); `started` is published before.
   * The server wants a `nickname`, or a `firstname` and a `lastname`; the same fields may lie under `form`.
   * What is attached as `userData`, also under `form`, stays attached to the next chats of this service.
   *
   * Rejects `There is already an active chat session`, also while one is starting;
   * `malformed data object provided in userData property`.
   *
   * @see Reference 4.2 startChat
   */
  startChat(options?: StartChatOptions): Promise<ServerAnswer>;
  /**
   * Ends the chat, and settles once it is forgotten here. What was said until then is still received: unless polling is stopped, one
   * last poll goes out together with the request. It is over here even if the request fails; then this rejects with the failure.
   *
   * Rejects `There is no active chat session`.
   *
   * @see Reference 4.3 endChat
   */
  endChat(): Promise<ServerAnswer>;
  /**
   * Says something. Resolves with the server's answer once the server has it; messages go in the order of their calls, each once.
   * Unless it was `Refused` with an HTTP status below 500, it may have arrived all the same: `transcript$` tells.
   *
   * Rejects `No message text provided`; `There is no active chat session`;
   * `Message length exceeds configured threshold of (<limit>) characters` with the option `maxMessageLength`.
   *
   * @see Reference 4.4 sendMessage
   */
  sendMessage(options: SendMessageOptions): Promise<ServerAnswer>;
  /**
   * Tells an agent desktop of your own something that is no message (v2).
   *
   * Rejects `There is no active chat session`; `This transport doesn't support sendCustomNotice command.` (v3).
   *
   * @see Reference 4.5 sendCustomNotice
   */
  sendCustomNotice(options?: SendCustomNoticeOptions): Promise<ServerAnswer>;
  /**
   * Shows the agent that the customer writes; 2000 ms after the last call it stops by itself, with the text of that call.
   * Resolves with the server's answer to the first call of a burst, with `undefined` for those that ask the server nothing.
   *
   * Rejects `There is no active chat session`; `This transport doesn't support sendTyping command.`
   *
   * @see Reference 4.6 sendTyping
   */
  sendTyping(options?: SendTypingOptions): Promise<ServerAnswer | undefined>;
  /**
   * Sends a message to the agent and hides it here, with all that `regex` matches: for codes and tokens.
   * Resolves once it is delivered.
   *
   * Rejects `No active chat session`; `No message text provided`; without a `regex`
   * `Missing or invalid filters provided. Please provide a regular expression or an array of regular expressions.`
   *
   * @see Reference 4.7 sendFilteredMessage
   */
  sendFilteredMessage(options: SendFilteredMessageOptions): Promise<ServerAnswer>;
  /**
   * Hides messages whose text matches, from now on. Resolves with all registered filters; they last as long as the chat, over a
   * reload too.
   *
   * Rejects `Missing or invalid filters provided. Please provide a regular expression or an array of regular expressions.`
   *
   * @see Reference 4.8 addPrefilter
   */
  addPrefilter(options: AddPrefilterOptions): Promise<readonly RegExp[]>;
  /**
   * Attaches data. In a chat the server is told, and this resolves with its answer; before one they are kept for `startChat`, and
   * this resolves with all that is kept.
   *
   * Rejects `malformed data object provided in userData property`;
   * `This transport doesn't support updating userData during an active chat session.`
   *
   * @see Reference 4.9 updateUserData
   */
  updateUserData(userData: UserData): Promise<ServerAnswer | UserData>;
  /**
   * Asks for messages again after `stopPoll`. Where the loop runs already nothing happens.
   *
   * Rejects `No active chat session`; `This transport doesn't support polling` (CometD).
   *
   * @see Reference 4.11 startPoll
   */
  startPoll(): Promise<void>;
  /**
   * Asks for no more messages; the chat itself goes on.
   *
   * Rejects `No active chat session`; `This transport doesn't support polling` (CometD).
   *
   * @see Reference 4.12 stopPoll
   */
  stopPoll(): Promise<void>;
  /**
   * Counts poll exceptions from 0 again (`pollExceptionLimit`).
   *
   * Rejects `This transport doesn't support resetPollExceptions command.` (v3, CometD).
   *
   * @see Reference 4.13 resetPollExceptions
   */
  resetPollExceptions(): Promise<void>;
  /**
   * Goes on with the stored chat. It happens by itself unless `restore: 'manual'`; after `restoreFailed` this tries again.
   *
   * Rejects `No chat session found to restore.`; `Already restoring. Ignoring request.`;
   * `Chat session is already active, ignoring restore command.`
   *
   * @see Reference 4.14 restore
   */
  restore(options?: RestoreOptions): Promise<void>;
  /**
   * The server's messages so far, filtered and preprocessed, and as the server sent them. Readable after the end, until the next chat.
   *
   * @see Reference 4.15 getTranscript
   */
  getTranscript(): Promise<TranscriptAnswer>;
  /**
   * Agents and supervisors by participant id, those who left included; no bots.
   *
   * @see Reference 4.16 getAgents
   */
  getAgents(): Promise<{ readonly agents: Agents }>;
  /**
   * When the chat began and how long it took, by its first and last message.
   *
   * @see Reference 4.17 getStats
   */
  getStats(): Promise<Stats>;
  /**
   * Sends every file, one after the other, once the server's limits (where it tells them) allow all of them. `uploads$` tells how far it is.
   *
   * Rejects with a `TransportFailure` whose `errors` name the file and the limit: `code` 201 too many, 202 too large,
   * 203 a type that is not allowed, `advice` the limit itself; with the signal's reason once it is aborted;
   * `There is no active chat session`; `This transport doesn't support file uploads`.
   *
   * @see Reference 4.18 sendFile
   */
  sendFile(options: SendFileOptions): Promise<SendFileAnswer>;
  /**
   * Fetches a file of the chat: on v2 by the `file-id` of a FileUploaded message, on v3 by the `url` of a message's `content`;
   * there another origin than `dataURL`'s is refused. Resolves with the file, under `fileName` or the name that was told, `''` on v3.
   *
   * Rejects `There is no active chat session`; `This transport doesn't support file download.`
   *
   * @see Reference 4.19 downloadFile
   */
  downloadFile(options: DownloadFileOptions): Promise<File>;
  /**
   * What names the chat to its server; empty strings before one. Readable after the end, until the next chat. Secret: do not log it.
   *
   * @see Reference 4.20 getSessionData
   */
  getSessionData(): Promise<SessionData>;
  /**
   * Async mode: brings one page of older messages, published as `messageReceived` with `oldMessages: true`.
   *
   * Rejects `No more messages to fetch`; `Fetching history messages applies only to Asynchronous chat`;
   * `There is no active chat session`.
   *
   * @see Reference 4.21 fetchHistory
   */
  fetchHistory(): Promise<ServerAnswer>;
  /**
   * Watches a field: starts and stops typing by itself. Its text is the preview, with each poll on v2, elsewhere as it was when typing
   * began. Another field lets go of the first.
   *
   * Rejects `Invalid value provided for the 'input' property. An HTML element reference to a textarea or text input is required.`
   *
   * @see Reference 4.22 registerTypingPreviewInput
   */
  registerTypingPreviewInput(options: RegisterTypingPreviewInputOptions): Promise<void>;
  /**
   * Registers a function that may change each message before it is shown here; the agent gets what the customer wrote. Resolves with
   * the function; several run in order.
   * One that throws is skipped, and told as `error` with `kind: 'Hook'`.
   *
   * Rejects `No preprocessor function provided. Type provided was '<type>'.`
   *
   * @see Reference 4.23 registerPreProcessor
   */
  registerPreProcessor(options: RegisterPreProcessorOptions): Promise<Preprocessor>;
  /**
   * Whether there is a chat, live or to be restored: ask before inviting to one. One found too old is forgotten.
   *
   * Rejects `This transport doesn't support the verifySession command`.
   *
   * @see Reference 4.24 verifySession
   */
  verifySession(): Promise<{ readonly sessionActive: boolean }>;
  /**
   * What may be sent as a file (v2). Beyond the reference.
   *
   * Rejects `There is no active chat session`; `This transport doesn't support getFileLimits command.` (v3).
   */
  getFileLimits(): Promise<FileLimits>;
  /** With `sleepEnabled`: polls rarely, every `pollRateSleep` ms; happens by itself while the page is hidden. Beyond the reference. */
  sleep(): Promise<void>;
  /** Polls as usual again; happens by itself once the page is seen. Beyond the reference. */
  wake(options?: WakeOptions): Promise<void>;
  /**
   * Answers an idle alert, so that the server does not end the chat: `wake({ resetIdleState: true })`. Beyond the reference.
   *
   * Rejects `There is no active chat session`; `This transport doesn't support sendCustomNotice command.` (v3).
   */
  stayActive(): Promise<void>;
}
