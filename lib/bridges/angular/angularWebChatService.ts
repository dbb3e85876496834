import type { Signal } from '@angular/core';
import type { Connection } from '../../../streams/connection.js';
import type { Agents } from '../../../streams/events.js';
import type { Transcript } from '../../../streams/transcript.js';
import type { ChatState } from '../../../streams/views.js';
import type { WebChatService } from '../../service.js';

/**
 * A chat service whose views are signals too. A frame of messages changes each of them once,
 * so that it costs one change detection however many messages it holds; polls that bring nothing cost none.
 * With Zone.js the service works outside the Angular zone: what its Observables tell reaches a template through signals.
 */
export interface AngularWebChatService extends WebChatService {
  /** Where the chat stands. On a server always `restoring`: whether there is a chat is known in the browser. */
  readonly state: Signal<ChatState>;
  /** The messages so far; `@for` takes it as it is. */
  readonly transcript: Signal<Transcript>;
  /** Agents and supervisors. */
  readonly agents: Signal<Agents>;
  /** How well the servers are reached. */
  readonly connection: Signal<Connection>;
}
