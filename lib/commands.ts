import type { Agents } from '../streams/events.js';
import type { Preprocessor } from '../streams/operators/preprocess.js';

export type { MutableMessage, Preprocessor } from '../streams/operators/preprocess.js';

import type { ChatMessage, ServerAnswer } from '../transports/frames.js';
import type { ChatForm, UserData } from '../transports/transport.js';

/** startChat: the entry form at top level or under `form` (both are accepted everywhere), and data to attach. */
export interface StartChatOptions {
  readonly nickname?: string;
  readonly firstname?: string;
  readonly lastname?: string;
  readonly email?: string;
  readonly subject?: string;
  /** The same, and on v3 whatever else the server is to be told. */
  readonly form?: ChatForm;
  /** Merged over the service's `userData`; an object, or a JSON text of one. */
  readonly userData?: UserData | string;
}

export interface SendMessageOptions {
  readonly message: string;
  /** The kind of text. @default 'text' */
  readonly type?: string;
  /** The message this one answers. */
  readonly parentMessageID?: string;
}

export interface SendCustomNoticeOptions {
  readonly message?: string;
}

export interface SendTypingOptions {
  /** Preview text. @default the text in the registered typing input */
  readonly message?: string;
  /** The spelling of the reference's table. */
  readonly Message?: string;
  /** `false` stops at once. @default true */
  readonly isTyping?: boolean;
}

export interface SendFilteredMessageOptions {
  readonly message: string;
  /** Messages whose text it matches stay out of the transcript. */
  readonly regex: RegExp;
}

export interface AddPrefilterOptions {
  readonly filters: RegExp | readonly RegExp[];
}

export interface SendFileOptions {
  /** A file input element, its `files`, a File, or a Blob with a `name`; every file is sent. */
  readonly files: unknown;
  /** Aborting cancels; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

export interface DownloadFileOptions {
  readonly fileId?: string;
  /** The spelling of the reference's table. */
  readonly field?: string;
  readonly fileName?: string;
}

export interface RegisterTypingPreviewInputOptions {
  /** A text, search or textarea element, or a jQuery object of one. */
  readonly input: unknown;
}

export interface RegisterPreProcessorOptions {
  readonly preprocessor: Preprocessor;
}

export interface WakeOptions {
  /** Also tell the server that the customer is there, which answers an idle alert. @default false */
  readonly resetIdleState?: boolean;
}

export interface RestoreOptions {
  /** Async mode: the stored session, as `save` got it, its JSON, or a bare token. */
  readonly sessionData?: unknown;
}

/** getTranscript */
export interface TranscriptAnswer {
  readonly messages: readonly ChatMessage[];
  readonly originalMessages: readonly unknown[];
}

/** getStats; times in ms since the epoch, all `false` before the first message. */
export interface Stats {
  readonly agents: Agents;
  readonly startTime: number | false;
  readonly endTime: number | false;
  /** ms between the first and the last message. */
  readonly duration: number | false;
}

/** sendFile: one answer for one file, an array for several. */
export type SendFileAnswer = ServerAnswer | readonly ServerAnswer[];
