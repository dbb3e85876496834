import { createHash } from 'node:crypto';
import { createServer, request } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What a proxy does to WebSockets: never lets them open, lets them open and passes nothing on, or closes them at once. */
export type Malice = 'unanswered' | 'silent' | 'closed';

/** A proxy through which only long-polling gets to `target`. */
export const startBadProxy = async (target: string, malice: Malice) => {
  const sockets = new Set<Socket>();
  const server = createServer((asked, answer) => {
    const { method, headers, url } = asked;
    const onward = request(new URL(url ?? '', target), { method, headers }, (said) => {
      answer.writeHead(said.statusCode ?? 502, said.headers);
      said.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    asked.pipe(onward);
  });
  server.on('connection', (socket) => sockets.add(socket));
  server.on('upgrade', ({ headers }, socket) => {
    if (malice === 'unanswered') return;
    const key = `${headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash('sha1').update(key).digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    if (malice === 'closed') socket.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port }: Partial<AddressInfo> = Object(server.address());
  return {
    url: `http://127.0.0.1:${port}${new URL(target).pathname}`,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};
