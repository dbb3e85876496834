import type { TransportFailure } from '../transports/failures.js';
import type { ChatMessage } from '../transports/frames.js';
import type { Nothing, PublishedEvent, WebChatEvent, WebChatEventName, WebChatEvents } from './events.js';
import type { Later, Occurrences } from './inputs.js';
import type { HookFailure } from './serviceFailure.js';
import { type Active, activeOf, type SessionState } from './state.js';

/** What the transition must know of its surroundings. */
export interface Rules {
  readonly pollExceptionLimit: number;
  /** The transport is asked for messages, rather than told of them. */
  readonly polls: boolean;
  /** Chats live on when their page goes. */
  readonly async: boolean;
  /** Bots that come and go are published. */
  readonly bots: boolean;
  isPollException(failure: TransportFailure): boolean;
  isSessionLost(failure: TransportFailure, restoring: boolean): boolean;
  /** How a message of the customer's own is shown before the server has it; told of each preprocessor that throws. */
  shown(message: ChatMessage, onFailure: (failure: HookFailure) => unknown): ChatMessage;
}

/** Why something asked for was not admitted. */
export type Refusal =
  | 'alreadyActive'
  | 'noSession'
  | 'alreadyRestoring'
  | 'restoreWhileActive'
  | 'nothingOlder'
  | 'notFailed';

/** What an input leads to. */
export interface Step {
  readonly state: SessionState;
  /** To publish, in this order. */
  readonly events: readonly WebChatEvent[];
  readonly refusal?: Refusal;
}

/** An event that carries nothing. */
type BareEventName = {
  [Name in WebChatEventName]: WebChatEvents[Name] extends Nothing ? Name : never;
}[WebChatEventName];

const nothing: Nothing = Object.freeze({});

/** A step while it is decided: states are replaced, never changed; events are added. */
export class Draft implements Step {
  state: SessionState;
  refusal?: Refusal;
  readonly events: WebChatEvent[] = [];
  readonly at: number;
  readonly rules: Rules;

  constructor(state: SessionState, at: number, rules: Rules) {
    this.state = state;
    this.at = at;
    this.rules = rules;
  }

  /** The running chat; without one the command is refused. */
  get chat(): Active | undefined {
    const chat = activeOf(this.state);
    if (!chat) this.refusal = 'noSession';
    return chat;
  }

  publish<Name extends WebChatEventName>(name: Name, data: WebChatEvents[Name]): void {
    if (!this.rules.bots && name.startsWith('bot')) return; // E46
    // The signature keeps name and data together, which the list's own type cannot see.
    const events: { push(event: PublishedEvent<WebChatEventName>): unknown } = this.events;
    events.push({ name, at: this.at, data });
  }

  /** Publishes an event that carries nothing. */
  tell(name: BareEventName): void {
    this.publish(name, nothing);
  }
}

/** Decides what one kind of input leads to; what it does not mention stays as it is. */
type Decide<Kind extends keyof Occurrences> = (draft: Draft, input: Occurrences[Kind]) => void;

/** Who decides what. */
export type Decisions = { readonly [Kind in keyof Occurrences]: Decide<Kind> };

/** Decisions that load with the code that needs them. */
export type LaterDecisions = Partial<Pick<Decisions, keyof Later>>;
