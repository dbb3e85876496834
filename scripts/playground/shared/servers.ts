import { gmsRest, type TransportFactory, v3Rest } from '../../../lib/index.js';
import type { TransportName } from '../../../spec/reference/abilities.js';
import { gmsCometd } from '../../../transports/gmsCometd/index.js';

/** Where each server API is; one that is not there has no address. */
export interface Servers extends Readonly<Partial<Record<TransportName, string>>> {
  /** The files of GMS over CometD. */
  readonly files?: string;
}

/** What people call the server APIs, in the order they are offered. */
export const apiNames: Readonly<Record<TransportName, string>> = {
  gmsRest: 'GMS REST v2',
  gmsCometd: 'GMS over CometD',
  v3Rest: 'v3 REST',
};

/** Where the page reaches them, below its own origin. */
export const mounts = {
  gmsRest: '/gms',
  v3Rest: '/v3/sessions',
  gmsCometd: '/comet',
  files: '/files',
} as const satisfies Required<Servers>;

/** The transport to one of them. */
export const transportTo = (name: TransportName, servers: Servers): TransportFactory => {
  const { files: apiURL } = servers;
  const url = servers[name] ?? '';
  switch (name) {
    case 'gmsRest':
      return gmsRest({ dataURL: url });
    case 'gmsCometd':
      return gmsCometd({ cometURL: url, apiURL });
    case 'v3Rest':
      return v3Rest({ dataURL: url });
  }
};
