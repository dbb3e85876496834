import { createHmac } from 'node:crypto';
import { Refusal } from '../conversation/refusal.js';
import type { SeededRandom } from '../seededRandom.js';

/** What a token says, to whoever reads it. */
export interface V3Identity {
  readonly sessionId: string;
  readonly transportId: string;
  readonly participantId: string;
}

/** Client tokens: written and told from forgeries. */
export interface V3Tokens {
  write(identity: V3Identity): string;
  /** The session that a genuine token belongs to, whether it still is let in or not; refused where it is forged. */
  sessionOf(token: string): string;
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const HEAD = encoded({ alg: 'HS256', typ: 'JWT' });

/** An id that looks like a version 4 UUID. */
export const uuid = (random: SeededRandom): string =>
  `${random.word('0123456789abcdef', 8)}-${random.word('0123456789abcdef', 4)}-4${random.word('0123456789abcdef', 3)}-8${random.word('0123456789abcdef', 3)}-${random.word('0123456789abcdef', 12)}`;

export const v3Tokens = (random: SeededRandom): V3Tokens => {
  const secret = random.word('0123456789abcdef', 64);
  const sign = (payload: string): string =>
    `${HEAD}.${payload}.${createHmac('sha256', secret).update(`${HEAD}.${payload}`).digest('base64url')}`;
  return {
    write: ({ sessionId, transportId, participantId }) => sign(encoded({ sessionId, transportId, participantId })),
    sessionOf(token) {
      const [, payload = ''] = token.split('.');
      if (token !== sign(payload)) throw new Refusal('wrongKeys', 'x-nexus-client-key is no token of this server');
      const { sessionId }: V3Identity = JSON.parse(Buffer.from(payload, 'base64url').toString());
      return sessionId;
    },
  };
};
