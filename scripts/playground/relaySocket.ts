import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { onwardRequest, pick, type RelayTarget } from './relay.js';

const there = [
  'connection',
  'upgrade',
  'sec-websocket-key',
  'sec-websocket-version',
  'sec-websocket-protocol',
  'sec-websocket-extensions',
] as const;
const back = [
  'connection',
  'upgrade',
  'sec-websocket-accept',
  'sec-websocket-protocol',
  'sec-websocket-extensions',
] as const;

/** Each goes where the other has gone. */
const join = (one: Duplex, other: Duplex): void => {
  one.on('error', () => other.destroy()).on('close', () => other.destroy());
  other.on('error', () => one.destroy()).on('close', () => one.destroy());
  one.pipe(other).pipe(one);
};

/** Hands a WebSocket on. A server that takes none refuses here too, and the page goes on without. */
export const relaySocket = (target: RelayTarget, rest: string, request: IncomingMessage, socket: Duplex): void => {
  const onward = onwardRequest(target, rest, 'GET', pick(request.headers, there));
  if (!onward) {
    socket.destroy();
    return;
  }
  socket.on('error', () => onward.destroy()).on('close', () => onward.destroy());
  onward.on('upgrade', (answer, theirs, head) => {
    target.cookies?.take(answer.headers['set-cookie']);
    const lines = Object.entries(pick(answer.headers, back)).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('')}\r\n`);
    if (head.length > 0) theirs.unshift(head);
    join(socket, theirs);
  });
  onward.on('response', () => socket.end('HTTP/1.1 502 Bad Gateway\r\nconnection: close\r\n\r\n'));
  onward.on('error', () => socket.destroy());
  onward.end();
};
