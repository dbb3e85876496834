type Source = Pick<Crypto, 'getRandomValues'> & Partial<Pick<Crypto, 'randomUUID'>>;

/** An id nobody else has. A page without TLS has no randomUUID. */
export const randomId = (source: Source = crypto): string =>
  source.randomUUID?.() ??
  Array.from(source.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
