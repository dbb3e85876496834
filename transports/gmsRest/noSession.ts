import type { SessionData } from '../frames.js';

/** The keys of GMS before a chat. */
export const noSession: SessionData = { sessionId: '', secureKey: '', alias: '', userId: '' };
