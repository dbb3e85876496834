import type { IncomingMessage } from 'node:http';

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/**
 * Whether a request comes from this machine: from a page that it serves, or from what is no page. Any other website could use its
 * visitor's browser to rule the chats; one that points its own name at this machine is known by the host that it asks for.
 */
export const isLoopback = ({ headers }: IncomingMessage): boolean => {
  const { host = '', origin } = headers;
  return loopback.test(host) && (origin === undefined || loopback.test(origin.replace(/^https?:\/\//, '')));
};
