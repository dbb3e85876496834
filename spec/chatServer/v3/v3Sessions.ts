import type { Conversation, Opening } from '../conversation/conversation.js';
import type { Conversations } from '../conversation/conversations.js';
import { Refusal } from '../conversation/refusal.js';
import type { SeededRandom } from '../seededRandom.js';
import { V3Session } from './v3Session.js';
import { v3Tokens } from './v3Tokens.js';

/** The conversations that were begun on v3. */
export interface V3Sessions {
  start(opening: Opening): V3Session;
  find(sessionId: string): V3Session | undefined;
  /** The session of that id, or a refusal. */
  get(sessionId: string): V3Session;
  /** The session a token belongs to, where it is still known; refused where the token is forged. */
  behind(token: string): V3Session | undefined;
}

export const v3Sessions = (conversations: Conversations, random: SeededRandom): V3Sessions => {
  const tokens = v3Tokens(random);
  const sessions = new WeakMap<Conversation, V3Session>();
  const find = (sessionId: string): V3Session | undefined => {
    const chat = conversations.find(sessionId);
    return chat && sessions.get(chat);
  };
  return {
    start(opening) {
      const chat = conversations.start(opening);
      const session = new V3Session(chat, random, tokens);
      sessions.set(chat, session);
      return session;
    },
    find,
    get(sessionId) {
      const session = find(sessionId);
      if (session === undefined) throw new Refusal('chatGone', `There is no session ${sessionId}.`);
      return session;
    },
    behind: (token) => find(tokens.sessionOf(token)),
  };
};
