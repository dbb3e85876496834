import type { GmsRestOptions } from '../gmsRest/gmsRestOptions.js';

type Shared = 'redirects' | 'apikey' | 'endpoint' | 'enableCustomHeader' | 'header' | 'xhrFields' | 'fileUploadTimeout';

/**
 * Options of {@link gmsCometd}, named as in the `cometD` section of the Widgets' configuration; times in ms.
 * `apikey` and `xhrFields` concern file calls only; `Authorization` travels with long-polling and file calls.
 */
export interface GmsCometdOptions extends Pick<GmsRestOptions, Shared> {
  /** The Bayeux server, e.g. `https://host/genesys/cometd`; trailing slashes do not matter. */
  readonly cometURL: string;
  /** The channel of the chat service. @default '/service/chatV2/customer-support' */
  readonly channel?: string;
  /** Where files go, e.g. `https://host/genesys/2/chat-ntf`. @default undefined: there are no files */
  readonly apiURL?: string;
  /** Try WebSocket first, then long-polling. @default true */
  readonly websocketEnabled?: boolean;
  /** What CometD itself tells the console, without what is in the messages. @default undefined: nothing */
  readonly logLevel?: 'warn' | 'info' | 'debug';
  /** How long to wait for an answer; 0: for ever, though each request of CometD's fails after 10 s. @default 3000 */
  readonly ajaxTimeout?: number;
}
