import type { OptionRule } from '../checkOptions.js';
import { authorization } from '../gmsRest/authorization.js';
import { address, header, milliseconds, redirects } from '../optionRules.js';
import type { GmsCometdOptions } from './gmsCometdOptions.js';

/** As long as `ajaxTimeout` can be: timers end at 2 ** 31 ms, and CometD adds the server's patience. */
export const patience = [0, 2 ** 30] as const;

/** What the options of CometD alone have to be. */
export const cometdRules = {
  cometURL: address,
  channel: [
    (value) => typeof value === 'string' && /^\/service(\/[\w !#$()+.@{}~-]+)+$/.test(value),
    'a channel of a service, e.g. /service/chatV2/customer-support',
  ],
  apiURL: address,
  websocketEnabled: 'boolean',
  logLevel: [(value) => /^(warn|info|debug)$/.test(`${value}`), "'warn', 'info' or 'debug'"],
} satisfies Partial<Record<keyof GmsCometdOptions, OptionRule>>;

/** What all of its options have to be. */
export const gmsCometdRules = {
  ...cometdRules,
  apikey: header,
  endpoint: 'string',
  enableCustomHeader: 'boolean',
  header: authorization,
  xhrFields: { withCredentials: 'boolean|undefined' },
  ajaxTimeout: patience,
  fileUploadTimeout: milliseconds,
  redirects,
} satisfies Record<keyof GmsCometdOptions, OptionRule>;
