import { TransportFailure } from './failures.js';

/** What leads to another path, or may do so once a server has decoded it. (O21) */
export const wayOut = /\.\.|%2e|\\|^\.$/i;

/** An id from an answer or a store as one part of a path. @throws TransportFailure `Refused` */
export const pathPart = (id: string): string => {
  if (wayOut.test(id)) throw new TransportFailure('Refused', 'The id leads to another path');
  return encodeURIComponent(id);
};
