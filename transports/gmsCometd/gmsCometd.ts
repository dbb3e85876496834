import { defer, type Observable, ReplaySubject, share, switchMap, timer } from 'rxjs';
import { filesOnDemand } from '../gmsRest/filesOnDemand.js';
import type { TransportFactory } from '../transport.js';
import { bayeuxCalls } from './bayeuxCalls.js';
import { chatOverBayeux } from './chatOverBayeux.js';
import { type CometdSettings, cometdSettings } from './cometdSettings.js';
import { type Connection, connect } from './connect.js';
import type { GmsCometdOptions } from './gmsCometdOptions.js';
import { loadCometd } from './loadCometd.js';

/** How long a connection outlives its last use, in ms: that of the start is taken over by what follows. */
const linger = 1000;

/**
 * Genesys Mobile Services, Chat API version 2, over CometD: the server pushes. For pages, and only with the package `cometd`
 * installed; where there is no window, the service cannot be created.
 *
 * @throws TypeError that names the option that is wrong
 * @example
 * import { gmsCometd } from 'webchat-streams/cometd';
 *
 * createWebChatService({ transport: gmsCometd({ cometURL: 'https://host/genesys/cometd' }) });
 */
export const gmsCometd = (options: GmsCometdOptions): TransportFactory => {
  const settings = cometdSettings(options);
  const { call, ajaxTimeout } = settings;
  return (wire) => {
    if (typeof window === 'undefined') {
      throw new Error("gmsCometd: CometD's client needs a window: in a worker and on a server use gmsRest");
    }
    return {
      ...chatOverBayeux(bayeuxCalls(connected(settings), ajaxTimeout), options.endpoint),
      ...(call &&
        filesOnDemand(
          () => import('./cometdFiles.js'),
          ({ cometdFiles }) => cometdFiles(call, wire, options.fileUploadTimeout),
        )),
    };
  };
};

/** One connection for all that goes on at a time. */
const connected = (settings: CometdSettings): Observable<Connection> =>
  defer(() => loadCometd(settings)).pipe(
    switchMap((cometd) => connect(cometd, settings)),
    share({ connector: () => new ReplaySubject(1), resetOnRefCountZero: () => timer(linger) }),
  );
