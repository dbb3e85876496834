import { defer, type Observable, ReplaySubject, share, switchMap, timer } from 'rxjs';
import { bayeuxCalls } from './bayeuxCalls.js';
import { type ChatOverBayeux, chatOverBayeux } from './chatOverBayeux.js';
import type { CometdSettings } from './cometdSettings.js';
import { type Connection, connect } from './connect.js';
import type { GmsCometdOptions } from './gmsCometdOptions.js';
import { loadCometd } from './loadCometd.js';

/** How long an unused connection stays open, in ms: receiving takes over the connection of the start. */
const linger = 1000;

/** One connection for all that goes on at a time. */
const connected = (settings: CometdSettings): Observable<Connection> =>
  defer(() => loadCometd(settings)).pipe(
    switchMap((cometd) => connect(cometd, settings)),
    share({ connector: () => new ReplaySubject(1), resetOnRefCountZero: () => timer(linger) }),
  );

/** The operations of {@link gmsCometd} but those on files: loaded with the first connection, as CometD is. */
export const chatOverCometd = (settings: CometdSettings, { endpoint }: GmsCometdOptions): ChatOverBayeux =>
  chatOverBayeux(bayeuxCalls(connected(settings), settings.ajaxTimeout), endpoint);
