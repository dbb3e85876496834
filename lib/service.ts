/// <reference lib="esnext.disposable" preserve="true" />
import type { Observable } from 'rxjs';
import type { Connection } from '../streams/connection.js';
import type { Agents, WebChatEvent } from '../streams/events.js';
import type { Transcript } from '../streams/transcript.js';
import type { ChatState } from '../streams/views.js';
import type { WebChatCommands } from './webChatCommands.js';
import type { WebChatEventStreams } from './webChatEventStreams.js';

export type { WebChatEventStreams };

/** How far an upload is. */
export interface UploadProgress {
  /** The file's. */
  readonly name: string;
  /** Bytes sent so far. */
  readonly loaded: number;
  /** Bytes in all. */
  readonly total: number;
}

/** A chat with a contact centre: commands are calls that return Promises, events are streams. */
export interface WebChatService extends WebChatCommands, AsyncDisposable {
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
  /**
   * Progress of the files on their way. An upload that begins while somebody subscribes goes by XMLHttpRequest, if there is one: only it
   * reports progress, but it follows redirects, with the keys. Any other goes by `fetch`, which does not.
   */
  readonly uploads$: Observable<UploadProgress>;

  /** Lets go of everything; streams complete, open promises reject. The chat itself stays restorable. */
  dispose(): Promise<void>;
}
