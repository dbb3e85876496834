import type { Configuration } from 'cometd';
import { checkOptions, type OptionRule, wrongOption } from '../checkOptions.js';
import { authorization } from '../gmsRest/authorization.js';
import { type Calls, gmsCalls } from '../gmsRest/gmsCalls.js';
import { address, header, milliseconds } from '../optionRules.js';
import type { GmsCometdOptions } from './gmsCometdOptions.js';

/** What the options come to. */
export interface CometdSettings {
  readonly channel: string;
  readonly websocketEnabled: boolean;
  readonly logLevel: GmsCometdOptions['logLevel'];
  /** ms; 0: for ever */
  readonly ajaxTimeout: number;
  readonly configuration: Configuration;
  /** File calls, where there are any: every operation is at one address. */
  readonly call?: Calls;
}

// Timers end at 2 ** 31 ms, and CometD adds the server's patience.
const patience = [0, 2 ** 30] as const;

const rules = {
  cometURL: address,
  channel: [
    (value) => typeof value === 'string' && /^\/service(\/[\w !#$()+.@{}~-]+)+$/.test(value),
    'a channel of a service, e.g. /service/chatV2/customer-support',
  ],
  apiURL: address,
  websocketEnabled: 'boolean',
  logLevel: [(value) => /^(warn|info|debug)$/.test(`${value}`), "'warn', 'info' or 'debug'"],
  apikey: header,
  endpoint: 'string',
  enableCustomHeader: 'boolean',
  header: authorization,
  xhrFields: { withCredentials: 'boolean|undefined' },
  ajaxTimeout: patience,
  fileUploadTimeout: milliseconds,
} satisfies Record<keyof GmsCometdOptions, OptionRule>;

/** @throws TypeError that names the wrong option */
export const cometdSettings = (options: GmsCometdOptions): CometdSettings => {
  checkOptions('gmsCometd', options, rules);
  const { cometURL, apiURL: dataURL, apikey, enableCustomHeader, header: headers, xhrFields } = options;
  const {
    channel = '/service/chatV2/customer-support',
    websocketEnabled = true,
    logLevel,
    ajaxTimeout = 3000,
  } = options;
  if (!cometURL) throw wrongOption('gmsCometd', 'cometURL', address[1]);
  const Authorization = (enableCustomHeader && headers?.Authorization) || '';
  const forFiles = { dataURL, apikey, enableCustomHeader, header: headers, xhrFields, ajaxTimeout };
  return {
    channel,
    websocketEnabled,
    logLevel,
    ajaxTimeout,
    configuration: {
      url: cometURL.replace(/\/+$/, ''),
      ...(logLevel && { logLevel }),
      requestHeaders: Authorization ? { Authorization } : {},
      connectTimeout: ajaxTimeout,
      ...(ajaxTimeout && { maxNetworkDelay: ajaxTimeout }),
      // Once a WebSocket has failed, its handshake goes on without.
      stickyReconnect: false,
      // It would begin a worker with each connection, and end none.
      useWorkerScheduler: false,
      // How long a message may be is the server's to say.
      maxSendBayeuxMessageSize: Number.POSITIVE_INFINITY,
    },
    ...(dataURL && { call: gmsCalls({ ...forFiles, enableUrlTrailingSlash: false }) }),
  };
};
