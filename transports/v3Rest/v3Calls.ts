import { checkOptions, wrongOption } from '../checkOptions.js';
import { TransportFailure } from '../failures.js';
import { formBody } from '../formBody.js';
import type { SessionData } from '../frames.js';
import { address, isPrintable } from '../optionRules.js';
import { pathPart } from '../pathPart.js';
import type { Exchange } from '../request.js';
import { secretParts } from '../secretParts.js';
import { randomId } from './randomId.js';
import type { V3RestOptions } from './v3RestOptions.js';
import { v3Rules } from './v3Rules.js';

/** Makes the call for a path below a session, or for the sessions themselves where there is none. */
export type Calls = (
  session: SessionData,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  fields?: Readonly<Record<string, unknown>>,
  timeout?: number,
) => Exchange;

/** @throws TypeError that names the wrong option */
export const v3Calls = (options: V3RestOptions): Calls => {
  checkOptions('v3Rest', options, v3Rules);
  const { dataURL, redirects: redirect = 'manual', ajaxTimeout = 3000 } = options;
  if (!dataURL) throw wrongOption('v3Rest', 'dataURL', address[1]);
  const base = dataURL.replace(/\/+$/, '');
  // In lower case, so that none is sent twice.
  const given = Object.entries(options.headers ?? {}).map(([name, value]) => [name.toLowerCase(), `${value}`] as const);
  const common = Object.fromEntries(given.filter(([name]) => name !== 'content-type'));
  // What is shorter is no secret, and would blot out half of an answer.
  const known = given.flatMap(([, value]) => secretParts(value)).filter((each) => each.length > 3);

  return ({ sessionId, token = '' }, method, path, fields, timeout = ajaxTimeout) => {
    if (!isPrintable(token)) throw new TransportFailure('Refused', 'The session token is none: pass on what was saved');
    const url = path ? `${base}/${pathPart(sessionId)}/${path}` : base;
    const said = formBody({ ...fields, operationId: randomId() });
    const asks = method === 'GET';
    const headers: Record<string, string> = { ...common };
    if (token) headers['x-nexus-client-key'] = token;
    if (!asks) headers['content-type'] = 'application/x-www-form-urlencoded; charset=UTF-8';
    return {
      url: asks ? `${url}?${said}` : url,
      init: { method, headers, redirect, keepalive: method === 'DELETE', ...(!asks && { body: said }) },
      timeout,
      secrets: [token, ...known],
      // A session that begins or is resumed is the server's to name.
      ...(path && { sessionId }),
      failures: () => import('./v3Failures.js'),
    };
  };
};
