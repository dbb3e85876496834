import type { IncomingMessage } from 'node:http';
import { Refusal } from '../conversation/refusal.js';

const MOST = 48 * 1024 * 1024;

/** The whole body; refused where it is larger than any upload could be. */
export const readBody = async (request: IncomingMessage): Promise<Buffer<ArrayBuffer>> => {
  const chunks: Buffer[] = [];
  let length = 0;
  // What is too much is read and dropped: a client that still sends would not see the answer.
  for await (const chunk of request) {
    length += chunk.length;
    if (length <= MOST) chunks.push(chunk);
  }
  if (length > MOST) throw new Refusal('bodyTooLarge', `the request has more than ${MOST} bytes`);
  return Buffer.concat(chunks);
};
