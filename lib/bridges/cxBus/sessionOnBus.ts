import type { SessionData } from '../../../transports/frames.js';
import type { JsonObject } from '../../../transports/json.js';

/** Session data with both spellings of the id: the reference's, and Widgets' own. */
export const sessionOnBus = (session: SessionData): JsonObject => ({ ...session, sessionID: session.sessionId });

/** v3 names a session by its token, GMS has none; told without a chat too, where each is an empty text. */
export const isV3 = (session: object): boolean => 'token' in session;
