/** A client token as a v3 server makes them; what is not given is plain. */
export const tokenOf = (claims: Readonly<Record<string, unknown>> = {}): string => {
  const part = (json: unknown): string => Buffer.from(JSON.stringify(json)).toString('base64url');
  const payload = { sessionId: 'S1', transportId: 'T1', participantId: 'P1', ...claims };
  return [part({ alg: 'HS256', typ: 'JWT' }), part(payload), 'c2lnbmF0dXJl'].join('.');
};
