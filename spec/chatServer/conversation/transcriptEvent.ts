/** Who somebody is in a chat. A bot is announced as `External` with a style of its own. */
export type Role = 'Client' | 'Agent' | 'Supervisor' | 'Bot' | 'External';

/** What happens in a chat, in the words of Chat V2. */
export type EventType =
  | 'ParticipantJoined'
  | 'ParticipantLeft'
  | 'Message'
  | 'PushUrl'
  | 'TypingStarted'
  | 'TypingStopped'
  | 'NicknameUpdated'
  | 'FileUploaded'
  | 'FileDeleted'
  | 'CustomNotice'
  | 'Notice'
  | 'IdleAlert'
  | 'IdleClose';

/** JSON values under names. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** What somebody says or does, before the chat server has taken it in. */
export interface EventDraft {
  /** What happens. */
  readonly type: EventType;
  /** What is said; of a PushUrl the URL, of typing the preview. */
  readonly text?: string;
  /** The kind of text, as `sendMessage`'s `type`. */
  readonly messageType?: string;
  /** Data that go with it, e.g. `file-id`. */
  readonly userData?: JsonRecord;
  /** Attributes that go with it. */
  readonly eventAttributes?: JsonRecord;
}

/** One event of a chat's transcript, as Chat V2 writes it. */
export interface TranscriptEvent extends EventDraft {
  /** Who did it; `type` is `Client`, `Agent`, `Supervisor` or `External`. */
  readonly from: { readonly nickname: string; readonly participantId: number; readonly type: string };
  /** 1, 2, 3 … */
  readonly index: number;
  /** ms since the epoch. */
  readonly utcTime: number;
}

/** Somebody who is or was in a chat. */
export interface Participant {
  /** What the calls of the desk want. */
  readonly participantId: number;
  /** The name the others see. */
  readonly name: string;
  /** Who it is. */
  readonly role: Role;
  /** In the chat now. */
  readonly present: boolean;
}

/** What may be known of a chat: no keys. */
export interface SessionFacts {
  /** What the calls of the desk want. */
  readonly chatId: string;
  /** Nobody can say anything any more. */
  readonly ended: boolean;
  /** ms since the epoch. */
  readonly startedAt: number;
  /** What the customer attached. */
  readonly userData: JsonRecord;
  /** The entry form, empty fields left out. */
  readonly form: Readonly<Record<string, string>>;
  /** Everybody who is or was there, the customer first. */
  readonly participants: readonly Participant[];
}

/** Something changed in some chat. */
export type ChatChange =
  | { readonly kind: 'started'; readonly chatId: string; readonly session: SessionFacts }
  | { readonly kind: 'event'; readonly chatId: string; readonly event: TranscriptEvent }
  | { readonly kind: 'preview'; readonly chatId: string; readonly text: string }
  | { readonly kind: 'userData'; readonly chatId: string; readonly userData: JsonRecord }
  | { readonly kind: 'ended'; readonly chatId: string };
