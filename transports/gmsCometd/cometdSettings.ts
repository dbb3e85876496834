import type { Configuration } from 'cometd';
import { checkOptions, wrongOption } from '../checkOptions.js';
import { type Calls, gmsCalls } from '../gmsRest/gmsCalls.js';
import { address } from '../optionRules.js';
import { gmsCometdRules } from './cometdRules.js';
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

/** @throws TypeError that names the wrong option */
export const cometdSettings = (options: GmsCometdOptions): CometdSettings => {
  checkOptions('gmsCometd', options, gmsCometdRules);
  const { cometURL, apiURL: dataURL, apikey, enableCustomHeader, header: headers, xhrFields, redirects } = options;
  const {
    channel = '/service/chatV2/customer-support',
    websocketEnabled = true,
    logLevel,
    ajaxTimeout = 3000,
  } = options;
  if (!cometURL) throw wrongOption('gmsCometd', 'cometURL', address[1]);
  const Authorization = (enableCustomHeader && headers?.Authorization) || '';
  const forFiles = { dataURL, redirects, apikey, enableCustomHeader, header: headers, xhrFields, ajaxTimeout };
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
