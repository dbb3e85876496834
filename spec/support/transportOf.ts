import { gmsCometd } from '../../transports/gmsCometd/gmsCometd.js';
import { gmsRest } from '../../transports/gmsRest/gmsRest.js';
import type { TransportFactory } from '../../transports/transport.js';
import { v3Rest } from '../../transports/v3Rest/v3Rest.js';
import type { TransportName } from '../reference/abilities.js';

/** Where a chat server is reached. */
export interface ServerURLs {
  /** GMS over REST. */
  readonly dataURL: string;
  readonly v3URL: string;
  /** GMS over CometD, where the server speaks it. */
  readonly cometURL?: string;
  /** The files of GMS over CometD. */
  readonly apiURL?: string;
}

/** What the transports' options have in common. */
export interface CommonOptions {
  readonly ajaxTimeout?: number;
  readonly fileUploadTimeout?: number;
}

/** How a service gets to its server. */
export interface Route {
  readonly transport: TransportName;
  readonly urls: ServerURLs;
  readonly options: CommonOptions;
}

/** The transport for a route. */
export const transportOf = ({ transport, urls, options }: Route): TransportFactory => {
  const { dataURL, v3URL, cometURL = '', apiURL } = urls;
  switch (transport) {
    case 'gmsRest':
      return gmsRest({ dataURL, ...options });
    case 'v3Rest':
      return v3Rest({ dataURL: v3URL, headers: { 'x-api-key': 'story' }, ...options });
    case 'gmsCometd':
      return gmsCometd({ cometURL, apiURL, ...options });
  }
};
