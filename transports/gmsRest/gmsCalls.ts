import { checkOptions, type OptionRule, wrongOption } from '../checkOptions.js';
import { formBody } from '../formBody.js';
import type { SessionData } from '../frames.js';
import { address, header, milliseconds, redirects } from '../optionRules.js';
import { pathPart } from '../pathPart.js';
import type { Exchange } from '../request.js';
import { secretParts } from '../secretParts.js';
import { authorization } from './authorization.js';
import type { GmsRestOptions } from './gmsRestOptions.js';

/** Makes the call for an operation on a session: the fields are sent with its keys. */
export type Calls = (
  session: SessionData,
  operation: string,
  fields?: Readonly<Record<string, unknown>>,
  timeout?: number,
) => Exchange;

/** What the options have to be. */
export const gmsRules = {
  dataURL: address,
  serverURL: address,
  apikey: header,
  endpoint: 'string',
  enableCustomHeader: 'boolean',
  header: authorization,
  xhrFields: { withCredentials: 'boolean|undefined' },
  ajaxTimeout: milliseconds,
  fileUploadTimeout: milliseconds,
  enableUrlTrailingSlash: 'boolean',
  redirects,
} satisfies Record<keyof GmsRestOptions, OptionRule>;

/** @throws TypeError that names the wrong option */
export const gmsCalls = (options: GmsRestOptions): Calls => {
  checkOptions('gmsRest', options, gmsRules);
  const { dataURL = options.serverURL, apikey = '', ajaxTimeout = 3000, enableUrlTrailingSlash = true } = options;
  if (!dataURL) throw wrongOption('gmsRest', 'dataURL', address[1]);
  const base = dataURL.replace(/\/+$/, '');
  const Authorization = (options.enableCustomHeader && options.header?.Authorization) || '';
  const headers: Record<string, string> = { 'Content-Type': 'application/x-www-form-urlencoded' };
  if (apikey !== '') headers.apikey = `${apikey}`;
  if (Authorization) headers.Authorization = Authorization;
  const credentials = options.xhrFields?.withCredentials ? 'include' : 'same-origin';

  return ({ sessionId, alias, secureKey = '', userId }, operation, fields, timeout = ajaxTimeout) => ({
    url: base + (operation ? `/${pathPart(sessionId)}/${operation}` : enableUrlTrailingSlash ? '/' : ''),
    init: {
      method: 'POST',
      headers,
      credentials,
      redirect: options.redirects ?? 'manual',
      keepalive: operation === 'disconnect',
      body: formBody({ alias, secureKey, userId, ...fields }),
    },
    timeout,
    secrets: [secureKey, `${apikey}`, ...secretParts(Authorization)],
    sessionId,
    operation,
    failures: () => import('./gmsFailures.js'),
  });
};
