import type { Server } from 'node:http';

/** The port the page is at unless told otherwise. */
const usualPort = 8020;

const listenAt = (server: Server, port: number): Promise<number> =>
  new Promise((listening, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', failed);
      const address = server.address();
      listening(typeof address === 'object' && address ? address.port : port);
    });
  });

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES');

/**
 * Listens at the port that was asked for; without one at 8020, or at any free one where that is taken.
 * @returns the port
 */
export const listen = async (server: Server, port?: number): Promise<number> => {
  try {
    return await listenAt(server, port ?? usualPort);
  } catch (error) {
    if (!isTaken(error)) throw error;
    if (port !== undefined) throw new Error(`Port ${port} is taken. Give another with --port, or leave it out.`);
    return listenAt(server, 0);
  }
};
