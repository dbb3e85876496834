export type { Connection } from '../streams/connection.js';
export type {
  Agent,
  Agents,
  MessagesReceived,
  Nothing,
  ParticipantChange,
  PublishedEvent,
  WebChatEvent,
  WebChatEventName,
  WebChatEvents,
} from '../streams/events.js';
export { HookFailure, type ServiceFailure } from '../streams/serviceFailure.js';
export { SessionDisposed } from '../streams/sessionDisposed.js';
export type { MessageStatus, Transcript, TranscriptMessage, View } from '../streams/transcript.js';
export type { ChatState, ChatStatus } from '../streams/views.js';
export * from '../transports/index.js';
export { type IterateOptions, iterate } from './bridges/iterate.js';
export { CommandRejected } from './commandRejected.js';
export type {
  AddPrefilterOptions,
  DownloadFileOptions,
  MutableMessage,
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
export { createWebChatService } from './createWebChatService.js';
export type { AsyncChat, Environment, SavedSession, SessionStore, WebChatServiceOptions } from './options.js';
export type { UploadProgress, WebChatEventStreams, WebChatService } from './service.js';
export { type CookieJar, type CookieStoreOptions, cookieStore } from './stores/cookieStore.js';
export { indexedDbStore } from './stores/indexedDbStore.js';
export { memoryStore } from './stores/memoryStore.js';
export type { WebChatCommands } from './webChatCommands.js';
