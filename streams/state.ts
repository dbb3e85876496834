import type { ChatMessage, MessageIndex, Sender, SessionData } from '../transports/frames.js';
import type { UserData } from '../transports/transport.js';
import type { Trouble } from './connection.js';
import type { GrowingList } from './growingList.js';
import type { Outgoing } from './outgoing.js';
import type { Participants } from './participants.js';
import { emptyList, type HeldList, type TranscriptMessage } from './transcript.js';

/** What a session knows whatever its status; an ended chat stays readable until the next begins. */
interface Memory {
  readonly participants: Participants;
  readonly transcript: HeldList<ChatMessage>;
  /** The transcript's messages as the server sent them. */
  readonly originals: HeldList<unknown>;
  /** The same messages, the customer's own with their status. */
  readonly shown: HeldList<TranscriptMessage>;
  /** The customer's own that the server has not shown or not answered yet, in the order of sending. */
  readonly outgoing: readonly Outgoing[];
  /** The session data of the chat that has ended: to be read, never to be used (C38). */
  readonly lastSession?: SessionData;
  /** The customer, as the server last named them. */
  readonly client?: Sender;
  readonly filters: readonly RegExp[];
  /** Attached to the next chat. */
  readonly userData: UserData;
}

/** What only a running chat has. */
export interface Chat extends Memory {
  readonly transcript: GrowingList<ChatMessage>;
  readonly originals: GrowingList<unknown>;
  readonly shown: GrowingList<TranscriptMessage>;
  readonly session: SessionData;
  /** The number of the request that brought these keys: only the answer to a later one may replace them (E32). */
  readonly keysFrom: number;
  /** The last other keys: those that these replaced, or that came too late. They are tried if the server refuses these (E32). */
  readonly otherKeys?: SessionData;
  /** The indexes of all messages seen, hidden ones too, ascending. */
  readonly seen: GrowingList<MessageIndex>;
  /** The position: the server is asked for what comes after this index. */
  readonly lastIndex?: MessageIndex;
  /** The last messages that could not be read, as JSON: each is an `error` once. */
  readonly unread: string;
  readonly polling: boolean;
  /** The agent is shown that the customer writes. */
  readonly typing: boolean;
  readonly sleeping: boolean;
  /** Participant ids of the agents who write. */
  readonly agentsTyping: readonly (number | string)[];
  readonly trouble: Trouble;
}

/** No chat. */
export interface Idle extends Memory {
  readonly status: 'idle';
}

/** A stored chat is looked for and asked about. */
export interface Restoring extends Memory {
  readonly status: 'restoring';
}

/** The chat is requested. */
export interface Starting extends Memory {
  readonly status: 'starting';
}

/** The chat runs. */
export interface Active extends Chat {
  readonly status: 'active';
}

/** The chat is about to be over; what was said since the last poll is still to come (E27). */
export interface Ending extends Chat {
  readonly status: 'ending';
  /** The server has said so in the answer to a command; otherwise the customer has ended it. */
  readonly byServer?: true;
}

export type SessionState = Idle | Restoring | Starting | Active | Ending;

/** The running chat, if any. */
export const activeOf = (state: SessionState): Active | undefined => (state.status === 'active' ? state : undefined);

export const idle = (userData: UserData): Idle => ({
  status: 'idle',
  participants: { agents: {}, bots: {}, clientLeft: false },
  transcript: emptyList,
  originals: emptyList,
  shown: emptyList,
  outgoing: [],
  filters: [],
  userData,
});
