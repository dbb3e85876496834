import { Subject } from 'rxjs';
import { createHotEvents } from '../streams/hotEvents.js';
import { SessionDisposed } from '../streams/session.js';
import { viewsOf } from '../streams/views.js';
import { checkServiceOptions } from './checkServiceOptions.js';
import { tell } from './commands/context.js';
import { filesOnDemand } from './commands/filesOnDemand.js';
import { lifecycle } from './commands/lifecycle.js';
import { polling } from './commands/polling.js';
import { records } from './commands/records.js';
import { restoration } from './commands/restoration.js';
import { shaping, talking } from './commands/talking.js';
import { typing } from './commands/typing.js';
import { createContext } from './createContext.js';
import { effects } from './effects.js';
import type { WebChatServiceOptions } from './options.js';
import type { WebChatService } from './service.js';

/**
 * A chat service over a transport. It takes commands at once; unless `restore: 'manual'`,
 * it goes on with the chat that was stored before a reload.
 *
 * @throws TypeError that names a wrong option and what was expected
 */
export const createWebChatService = (options: WebChatServiceOptions): WebChatService => {
  const settings = checkServiceOptions(options);
  const events = createHotEvents();
  const disposed$ = new Subject<never>();
  const context = createContext(settings, disposed$, events.publish);
  const { session, keeper, site, preview$, uploads$ } = context;
  const restorationCommands = restoration(context);
  const pollingCommands = polling(context);
  const running = effects(context, pollingCommands).subscribe();
  const dispose = async () => {
    disposed$.error(new SessionDisposed());
    running.unsubscribe();
    preview$.next(undefined);
    session.complete();
    events.complete();
    uploads$.complete();
    await Promise.all([keeper.settled(), site.settled()]);
  };
  void tell(context, { kind: 'opened' });
  // A stored chat that cannot go on has been published; nobody waits for this promise.
  if (settings.restore === 'auto') restorationCommands.restore().catch(() => undefined);
  return {
    events: events.streams,
    events$: events.all$,
    ...viewsOf(session),
    uploads$: uploads$.asObservable(),
    ...lifecycle(context),
    ...restorationCommands,
    ...talking(context),
    ...shaping(context),
    ...typing(context),
    ...pollingCommands,
    ...records(context),
    ...filesOnDemand(context),
    dispose,
    [Symbol.asyncDispose]: dispose,
  };
};
