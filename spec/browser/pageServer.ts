import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a running page server is. */
export interface PageServer {
  /** Its origin, another than the chat server's. */
  readonly url: string;
  close(): Promise<void>;
}

const typeOf = (path: string): string => (path.endsWith('.js') ? 'text/javascript' : 'text/html');

const isAddress = (address: AddressInfo | string | null): address is AddressInfo =>
  typeof address === 'object' && address !== null;

/** A page that runs one script; its icon is empty so that nobody asks for one. */
export const pageOf = (script: string): string =>
  `<!doctype html><meta charset="utf-8"><title>stories</title><link rel="icon" href="data:,">` +
  `<body><script type="module" src="${script}"></script></body>`;

/** Serves texts by their path on the loopback interface. */
export const servePages = async (texts: Readonly<Record<string, string>>): Promise<PageServer> => {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://page').pathname;
    const text = texts[path];
    response.writeHead(text === undefined ? 404 : 200, {
      'content-type': `${typeOf(path)}; charset=utf-8`,
      'cache-control': 'max-age=3600',
    });
    response.end(text);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (!isAddress(address)) throw new Error('The page server has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
};
