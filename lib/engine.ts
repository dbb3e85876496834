import { type BehaviorSubject, Subject } from 'rxjs';
import type { WebChatEvent } from '../streams/events.js';
import { SessionDisposed } from '../streams/sessionDisposed.js';
import type { SessionState } from '../streams/state.js';
import type { Transport } from '../transports/transport.js';
import type { Settings } from './checkServiceOptions.js';
import { filesOnDemand } from './commands/filesOnDemand.js';
import { lifecycle } from './commands/lifecycle.js';
import { polling } from './commands/polling.js';
import { records } from './commands/records.js';
import { restorationOnDemand } from './commands/restorationOnDemand.js';
import { shaping, talking } from './commands/talking.js';
import { typing } from './commands/typing.js';
import { createContext } from './createContext.js';
import { effects } from './effects.js';
import { guardedClock } from './guarded.js';
import { pageEvents } from './pageEvents.js';
import type { UploadProgress } from './service.js';
import type { WebChatCommands } from './webChatCommands.js';

/** What a service has before anything happens in it. */
export interface Parts {
  readonly settings: Settings;
  readonly transport: Transport;
  readonly state$: BehaviorSubject<SessionState>;
  readonly uploads$: Subject<UploadProgress>;
  publish(event: WebChatEvent): void;
}

/** What carries the commands out, and what happens by itself. */
export interface Engine extends WebChatCommands {
  dispose(): Promise<void>;
}

/** The code that asynchronous chats need in addition. */
export type AsyncCode = Pick<typeof import('./asyncChat.js'), 'keepSessionData' | 'loadSession' | 'findAsync'>;

/**
 * Restores the stored chat if the state is `restoring`.
 *
 * @param asyncCode given with the option `async`
 */
export const createEngine = (parts: Parts, asyncCode?: AsyncCode): Engine => {
  const { environment } = parts.settings;
  const surroundings = guardedClock({ ...pageEvents(), ...environment }, (data) =>
    parts.publish({ name: 'error', at: Date.now(), data }),
  );
  // The transport has this object already, and sends nothing before there is an engine.
  Object.assign(environment, surroundings);
  const disposed$ = new Subject<never>();
  const context = createContext(parts, disposed$, asyncCode);
  const { session, keeper, site, preview$ } = context;
  const { restoreStored, ...restoration } = restorationOnDemand(context);
  const pollingCommands = polling(context);
  const running = effects(context, pollingCommands, surroundings).subscribe();
  // A stored chat that cannot go on has been published; nobody waits for this promise.
  if (session.state.status === 'restoring') restoreStored().catch(() => undefined);
  return {
    ...lifecycle(context),
    ...restoration,
    ...talking(context),
    ...shaping(context),
    ...typing(context),
    ...pollingCommands,
    ...records(context),
    ...filesOnDemand(context),
    async dispose() {
      disposed$.error(new SessionDisposed());
      running.unsubscribe();
      preview$.next(undefined);
      session.complete();
      await Promise.all([keeper.done(), site.settled()]);
    },
  };
};
