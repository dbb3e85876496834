import type { Agents } from '../streams/events.js';
import type { Preprocessor } from '../streams/operators/preprocess.js';

export type { MutableMessage, Preprocessor } from '../streams/operators/preprocess.js';

import type { ChatMessage, ServerAnswer } from '../transports/frames.js';
import type { ChatForm, UserData } from '../transports/transport.js';

/** startChat: the entry form at top level or under `form` (both are accepted everywhere), and data to attach. */
export interface StartChatOptions {
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
  /** The same fields. The `userData` next to `form` override its own; over v3 any other field is sent to the server, too. */
  readonly form?: ChatForm;
  /** Merged over the service's `userData`; an object that JSON can carry, or a JSON text of one. `null` and `''` count as none. */
  readonly userData?: UserData | string;
}

/** sendMessage */
export interface SendMessageOptions {
  /** The text; not empty. Half an emoji is sent as U+FFFD. */
  readonly message: string;
  /** The kind of text. @default 'text' */
  readonly type?: string;
  /** The message this one answers. */
  readonly parentMessageID?: string;
}

/** sendCustomNotice */
export interface SendCustomNoticeOptions {
  /** A text to go with the notice. @default '' */
  readonly message?: string;
}

/** sendTyping */
export interface SendTypingOptions {
  /** Preview text. @default the text in the registered typing input; for a stop, the text of the last call */
  readonly message?: string;
  /** The spelling of the reference's table. */
  readonly Message?: string;
  /** `false` stops at once. @default true */
  readonly isTyping?: boolean;
}

/** sendFilteredMessage */
export interface SendFilteredMessageOptions {
  /** The text; not empty. */
  readonly message: string;
  /** Messages whose text it matches stay out of the transcript. */
  readonly regex: RegExp;
}

/** addPrefilter */
export interface AddPrefilterOptions {
  /** What a text must match to be hidden; one, or several. A reload keeps those of up to 1,000 characters that are not empty. */
  readonly filters: RegExp | readonly RegExp[];
}

/** sendFile */
export interface SendFileOptions {
  /** A file input element, its `files`, a File, or a Blob with a `name`; every file is sent. */
  readonly files: unknown;
  /** Aborting cancels; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** downloadFile */
export interface DownloadFileOptions {
  /** `file-id` of a FileUploaded message; on v3 the `url` of its content. */
  readonly fileId?: string;
  /** The spelling of the reference's table. */
  readonly field?: string;
  /** What it is called, and saved as by the bus in a browser. @default the name in the FileUploaded message */
  readonly fileName?: string;
}

/** registerTypingPreviewInput */
export interface RegisterTypingPreviewInputOptions {
  /** A text, search or textarea element, or a jQuery object of one. */
  readonly input: unknown;
}

/** registerPreProcessor */
export interface RegisterPreProcessorOptions {
  /** Changes a message in place, or returns another; at once, no promises. */
  readonly preprocessor: Preprocessor;
}

/** wake */
export interface WakeOptions {
  /** Also tell the server that the customer is there, which answers an idle alert. @default false */
  readonly resetIdleState?: boolean;
}

/** restore */
export interface RestoreOptions {
  /** Async mode: the stored session, as `save` got it, its JSON, or a bare token. */
  readonly sessionData?: unknown;
}

/** getTranscript */
export interface TranscriptAnswer {
  /** Filtered and preprocessed. */
  readonly messages: readonly ChatMessage[];
  /** The same, as the server sent them. */
  readonly originalMessages: readonly unknown[];
}

/** getStats; times in ms since the epoch, all `false` before the first message. */
export interface Stats {
  /** Agents and supervisors by participant id. */
  readonly agents: Agents;
  /** Of the first message. */
  readonly startTime: number | false;
  /** Of the last message. */
  readonly endTime: number | false;
  /** ms between the first and the last message. */
  readonly duration: number | false;
}

/** sendFile: one answer for one file, an array for several. */
export type SendFileAnswer = ServerAnswer | readonly ServerAnswer[];
