import type { IncomingMessage, ServerResponse } from 'node:http';

/** Lets pages of any origin in, with credentials. Returns true where the request was a preflight and is answered. */
export const cors = (request: IncomingMessage, response: ServerResponse): boolean => {
  response.setHeader('Vary', 'Origin');
  const { origin } = request.headers;
  if (origin !== undefined) {
    response.setHeader('Access-Control-Allow-Origin', origin);
    response.setHeader('Access-Control-Allow-Credentials', 'true');
    response.setHeader('Access-Control-Expose-Headers', 'Retry-After, Content-Disposition');
  }
  if (request.method !== 'OPTIONS') return false;
  response.setHeader('Access-Control-Allow-Methods', 'GET, POST, PUT, DELETE');
  response.setHeader(
    'Access-Control-Allow-Headers',
    'apikey, Authorization, content-type, x-api-key, x-nexus-client-key',
  );
  response.setHeader('Access-Control-Max-Age', '600');
  response.writeHead(204).end();
  return true;
};
