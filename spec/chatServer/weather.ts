/** What a customer's side can ask of the chat server; to ask for the newest messages when restoring is `refresh` too. */
export const operations = [
  'request',
  'resume',
  'refresh',
  'history',
  'send',
  'startTyping',
  'stopTyping',
  'disconnect',
  'pushUrl',
  'updateNickname',
  'customNotice',
  'updateData',
  'readReceipt',
  'fileLimits',
  'file',
  'download',
  'fileDelete',
] as const;

/** What a rule strikes. */
export type Operation = (typeof operations)[number];

/** An error as the server words it. */
export interface ServedError {
  /** Its number. */
  readonly code: number | string;
  /** What is said of it, for people. */
  readonly advice?: string;
}

/** When a rule strikes. */
interface Occasion {
  /** @default '*' */
  readonly on?: Operation | '*';
  /** How often it strikes before it is gone. @default until cleared */
  readonly times?: number;
  /** From 0 to 1; drawn from the server's seed. @default 1 */
  readonly chance?: number;
}

/** The answer is late by so many ms. With `leg: 'request'` the server also acts late. */
export interface DelayRule extends Occasion {
  readonly kind: 'delay';
  /** How late. */
  readonly ms: number;
  /** @default 'answer' */
  readonly leg?: 'request' | 'answer';
}

/** The connection breaks before the server has acted. */
export interface DropBeforeRule extends Occasion {
  readonly kind: 'dropBefore';
}

/** An HTTP status instead of an answer; the server does not act. */
export interface StatusRule extends Occasion {
  readonly kind: 'status';
  /** E.g. 503. */
  readonly status: number;
  /** What the answer says was wrong. @default none */
  readonly errors?: readonly ServedError[];
  /** Sent as Retry-After, in seconds. */
  readonly retryAfter?: number;
  /** Instead of the errors; a string is sent as html. */
  readonly body?: unknown;
}

/** HTTP 200 with a statusCode: 1 cannot now, 2 never will; on v3 HTTP 503 and 400. The server does not act. */
export interface StatusCodeRule extends Occasion {
  readonly kind: 'statusCode';
  /** 1 cannot now, 2 never will. */
  readonly statusCode: 1 | 2;
  /** @default false */
  readonly chatEnded?: boolean;
  /** What the answer says was wrong. @default none */
  readonly errors?: readonly ServedError[];
}

/**
 * The Bayeux server has forgotten the client: this message and all later ones are refused with `402::Unknown client`.
 * The server does not act. Nothing happens on REST, which has no clients to forget.
 */
export interface UnknownClientRule extends Occasion {
  readonly kind: 'unknownClient';
}

/** The server acts, and its answer carries new keys. Nothing happens on v3, where tokens do not change in answers. */
export interface RotateKeysRule extends Occasion {
  readonly kind: 'rotateKeys';
  /** How many more requests the old keys serve. @default 1 */
  readonly spare?: number;
}

/** The server acts, then ends the chat without a word; this very answer says `chatEnded`. */
export interface EndChatRule extends Occasion {
  readonly kind: 'endChat';
}

/** The server acts, then the connection breaks. */
export interface DropAfterRule extends Occasion {
  readonly kind: 'dropAfter';
}

/** The server acts, and half of its answer arrives: as if it were all, or until the connection is cut. */
export interface TruncateRule extends Occasion {
  readonly kind: 'truncate';
  /** @default 'kept' */
  readonly connection?: 'kept' | 'cut';
}

/** The server acts, and what arrives is no answer. */
export interface GarbleRule extends Occasion {
  readonly kind: 'garble';
  /** What arrives instead. */
  readonly into: 'html' | 'null' | 'array' | 'empty' | 'mistyped';
  /** Mistyped: which fields, e.g. `messages.0.from.type`. @default statusCode, messages, chatEnded; on v3 status and the fields of data */
  readonly fields?: readonly string[];
}

/** Bad weather of one kind. */
export type WeatherRule =
  | DelayRule
  | DropBeforeRule
  | StatusRule
  | StatusCodeRule
  | UnknownClientRule
  | RotateKeysRule
  | EndChatRule
  | DropAfterRule
  | TruncateRule
  | GarbleRule;

/**
 * Bad weather on demand. One request is struck by at most one rule of each sort, the first that fits:
 * a delay; something instead of acting (dropBefore, status, statusCode, unknownClient); or, where the server acts,
 * something that happens meanwhile (rotateKeys, endChat) and something that spoils the answer (dropAfter, truncate, garble).
 */
export interface Weather {
  /** Only these rules from now on. */
  set(rules: readonly WeatherRule[]): Promise<void>;
  /** This rule too. */
  add(rule: WeatherRule): Promise<void>;
  /** Fair weather. */
  clear(): Promise<void>;
}
