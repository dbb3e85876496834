import type { SessionData } from '../frames.js';
import { objectOf, textOf } from '../json.js';

/** The session that a client token (a JWT) is for; `undefined` if it is none. Its signature is the server's business. */
export const parseToken = (given: unknown): SessionData | undefined => {
  const token = textOf(given);
  const [, payload] = /^[\w=-]+\.([\w=-]+)\.[\w=-]*$/.exec(token) ?? [];
  const { sessionId, participantId, transportId } = objectOf(decoded(payload ?? '')) ?? {};
  return typeof sessionId === 'string' && sessionId && typeof participantId === 'string' && participantId
    ? { participantId, sessionId, token, transportId: textOf(transportId) }
    : undefined;
};

/** Base64url of UTF-8. */
const decoded = (text: string): string => {
  try {
    const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
  } catch {
    return '';
  }
};
