import type { ChatMessage, MessageStatus } from '../../../lib/index.js';

/** A file somebody sent. */
export interface LineFile {
  readonly id: string;
  readonly name: string;
  /** Bytes; `undefined` where the server does not say. */
  readonly size?: number;
}

/** One message as it is shown, whoever looks at it. */
export interface Line {
  readonly look: 'mine' | 'theirs' | 'note' | 'alert';
  readonly who: string;
  readonly text: string;
  /** ms since the epoch */
  readonly at?: number;
  /** The text is an address to visit. */
  readonly page?: boolean;
  readonly file?: LineFile;
  /** It came with a restored session. */
  readonly restored?: boolean;
  /** The same for as long as it is the same message, whatever becomes of it. */
  readonly key?: string;
  /** How far one's own is. */
  readonly status?: MessageStatus;
  /** Why it has failed. */
  readonly why?: string;
  /** Sends it again, where that helps. */
  readonly again?: () => Promise<void>;
}

const sizeOf = (value: unknown): number | undefined => {
  const size = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
  return Number.isFinite(size) ? size : undefined;
};

/** A file's facts, as the server names them; v3 names its address in the content. */
const fileOf = ({ fileDetails, userData, content = [] }: Partial<Showable>): LineFile | undefined => {
  const details = fileDetails ?? userData ?? {};
  const id = fileDetails?.['file-id'] ?? content.find(({ url }) => url !== undefined)?.url;
  if (id === undefined) return undefined;
  const name = details['file-name'] ?? String(id).split('/').at(-1);
  return { id: String(id), name: String(name), size: sizeOf(details['file-size']) };
};

const notes: Readonly<Record<string, (who: string, text: string) => string>> = {
  ParticipantJoined: (who) => `${who} joined`,
  ParticipantLeft: (who) => `${who} left`,
  NicknameUpdated: (who, text) => `${who} is now called ${text || 'something else'}`,
  Notice: (who, text) => text || `A notice from ${who}`,
  CustomNotice: (who, text) => (text ? `Notice from ${who}: ${text}` : `A notice from ${who}`),
  FileDeleted: (who) => `${who} deleted a file`,
  IdleClose: () => 'The chat was closed because nobody wrote',
};

/** What is needed of a message to show it: the library's messages have it, and so has the server's transcript. */
interface Showable
  extends Pick<ChatMessage, 'type' | 'text' | 'timestamp' | 'fileDetails' | 'userData' | 'content' | 'restoring'> {
  readonly who: string;
  readonly mine: boolean;
}

/** How a message is shown; `undefined` for typing notices, which are shown elsewhere. */
export const lineOf = (message: Showable): Line | undefined => {
  const { type, text, who, mine, timestamp: at, restoring } = message;
  const said = { look: mine ? 'mine' : 'theirs', who, text, at, restored: restoring } as const;
  if (type === 'TypingStarted' || type === 'TypingStopped') return undefined;
  if (type === 'PushUrl') return { ...said, page: true };
  const file = fileOf(message);
  if (file && type !== 'FileDeleted') return { ...said, file };
  if (type === 'Message') return said;
  if (type === 'IdleAlert') return { ...said, look: 'alert', text: text || 'Are you still there?' };
  const note = notes[type];
  return { ...said, look: 'note', text: note ? note(who, text) : `${who}: ${type}${text ? ` ${text}` : ''}` };
};
