import type { IncomingMessage } from 'node:http';

const localHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/**
 * Whether a request comes from our own page or from this machine's address bar.
 * Anything else would be another website that uses the visitor's browser to reach the chat server;
 * one that points its own name at this machine is known by the host it asks for.
 */
export const isOurs = ({ headers }: IncomingMessage): boolean => {
  const { host = '', origin } = headers;
  if (!localHost.test(host)) return false;
  const site = headers['sec-fetch-site'];
  return site === undefined
    ? origin === undefined || origin === `http://${host}`
    : site === 'same-origin' || site === 'none';
};
