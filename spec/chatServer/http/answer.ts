import type { ServerResponse } from 'node:http';

/** What a face has to say: JSON, or the bytes of a file. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Called once the whole of it is on its way. */
  readonly delivered?: () => void;
}

const encode = (body: unknown): { readonly type: string; readonly bytes: Uint8Array } => {
  if (body instanceof Uint8Array) return { type: 'application/octet-stream', bytes: body };
  if (typeof body === 'string') return { type: 'text/html; charset=utf-8', bytes: Buffer.from(body) };
  return { type: 'application/json; charset=utf-8', bytes: Buffer.from(JSON.stringify(body)) };
};

/** How much of an answer arrives: all, half as if it were all, or half before the connection breaks. */
export type Portion = 'whole' | 'half' | 'cut';

/** Writes an answer, unless the client has hung up. */
export const writeAnswer = (response: ServerResponse, answer: Answer, portion: Portion = 'whole'): void => {
  if (response.destroyed || response.headersSent) return;
  const { type, bytes } = encode(answer.body);
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  response.writeHead(answer.status, {
    'Content-Type': type,
    'Cache-Control': 'no-store',
    ...answer.headers,
    'Content-Length': portion === 'half' ? half.length : bytes.length,
  });
  if (portion === 'cut') response.write(half, () => response.destroy());
  else response.end(portion === 'half' ? half : bytes);
  if (portion === 'whole') answer.delivered?.();
};

/**
 * Breaks the connection instead of answering. Not in silence: a browser that gets nothing at all on a connection
 * it had used before repeats the request by itself, and a message would be on the server twice.
 */
export const breakOff = ({ socket }: ServerResponse): void => {
  socket?.end('connection lost\r\n', () => socket.destroy());
};
