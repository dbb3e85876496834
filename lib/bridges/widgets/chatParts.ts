import type { SessionData } from '../../../transports/frames.js';
import { type JsonObject, jsonText, numberOf, objectOf, textOf } from '../../../transports/json.js';
import { parseToken } from '../../../transports/v3Rest/parseToken.js';
import type { StoredChat } from '../../sessionKeeper.js';

type Values = Readonly<Record<string, string>>;
type Read = (part: string) => string | undefined;

/** How Widgets lay a chat out in cookies. A part's name goes behind the prefix; `''` is no cookie. */
export interface ChatParts {
  /** In front of each part's name. */
  readonly at: string;
  /** Beside `.session` and the filters: our session, and our chat, as we write them. */
  split(session: JsonObject, chat: JsonObject): Values;
  /** The keys of a session. */
  keysOf(sessionId: string, keys: string | undefined): SessionData | undefined;
  rest(read: Read): Pick<StoredChat, 'alive' | 'lastIndex'>;
}

/** Where Widgets note no sign of life, a chat never gets too old. */
const ageless = Number.MAX_SAFE_INTEGER;

/** For GMS. */
export const legacyParts: ChatParts = {
  at: '',
  split: ({ secureKey, alias, userId }, { alive, lastIndex }) => ({
    '.keys': secureKey === undefined ? '' : jsonText({ secureKey, alias, userId }),
    '.ping': textOf(alive),
    // What is asked for next.
    '.index': `${(numberOf(lastIndex) ?? 0) + 1}`,
  }),
  keysOf(sessionId, keys) {
    const { secureKey, alias, userId } = objectOf(keys) ?? {};
    const session = { sessionId, secureKey: textOf(secureKey), alias: textOf(alias), userId: textOf(userId) };
    return session.secureKey && session.userId ? session : undefined;
  },
  rest(read) {
    const next = numberOf(read('.index')) ?? 1;
    return { alive: numberOf(read('.ping')) ?? ageless, ...(next > 1 && { lastIndex: next - 1 }) };
  },
};

/** For v3. */
export const v3Parts: ChatParts = {
  at: '.pureengage-v3-rest',
  split: ({ token }, { lastIndex }) => ({ '.keys': textOf(token), '.index': textOf(lastIndex).replace('-', '') }),
  keysOf(sessionId, keys) {
    const session = parseToken(keys);
    return session?.sessionId === sessionId ? session : undefined;
  },
  // What Widgets make of an index says nothing to the server.
  rest: () => ({ alive: ageless }),
};
