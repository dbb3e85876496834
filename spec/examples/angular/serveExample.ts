import { once } from 'node:events';
import { createServer } from 'node:http';
import type { ServedFile } from '../../../scripts/playground/bundlePage.js';
import { listen } from '../../../scripts/playground/listen.js';

/** A running example. */
export interface ServedExample {
  readonly url: string;
  close(): Promise<void>;
}

/** @param port any free one with 0 */
export const serveExample = async (files: ReadonlyMap<string, ServedFile>, port = 0): Promise<ServedExample> => {
  const server = createServer((request, response) => {
    const file = files.get(new URL(request.url ?? '/', 'http://page').pathname);
    response.writeHead(file ? 200 : 404, { 'content-type': `${file?.type ?? 'text/plain'}; charset=utf-8` });
    response.end(file?.body);
  });
  const at = await listen(server, port);
  return {
    url: `http://localhost:${at}/`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};
