import { BehaviorSubject, Subject } from 'rxjs';
import { createHotEvents } from '../streams/hotEvents.js';
import { idle, type SessionState } from '../streams/state.js';
import { viewsOf } from '../streams/views.js';
import { checkServiceOptions } from './checkServiceOptions.js';
import { commandsOnDemand } from './commandsOnDemand.js';
import type { Parts } from './engine.js';
import { engineOnDemand } from './engineOnDemand.js';
import { enrichingBy } from './enriching.js';
import { timeOf } from './environment.js';
import { lookForChat, lookInto } from './lookForChat.js';
import type { WebChatServiceOptions } from './options.js';
import type { UploadProgress, WebChatService } from './service.js';
import { transportOf } from './transportOf.js';

/**
 * A chat service over a transport. It takes commands at once; unless `restore: 'manual'`,
 * it goes on with the chat that was stored before a reload.
 * What carries the commands out is loaded with the first of them, or with the stored chat.
 *
 * @throws TypeError that names a wrong option and what was expected
 */
export const createWebChatService = (options: WebChatServiceOptions): WebChatService => {
  const events = createHotEvents();
  const given = checkServiceOptions(options);
  const transport = transportOf(given);
  const over$ = new Subject<void>();
  const looked = given.restore === 'auto' ? lookInto(given.store, given.name, over$) : undefined;
  const settings = { ...given, store: looked ?? given.store };
  const first = idle(settings.userData);
  const parts: Parts = {
    settings,
    transport,
    state$: new BehaviorSubject<SessionState>(looked ? { ...first, status: 'restoring' } : first),
    uploads$: new Subject<UploadProgress>(),
    publish: events.publish,
  };
  const { state$, uploads$ } = parts;
  const engine = engineOnDemand(parts);
  const dispose = async () => {
    const disposed = engine.dispose();
    over$.next();
    state$.complete();
    events.complete();
    uploads$.complete();
    await disposed;
  };
  events.publish({ name: 'ready', at: timeOf(settings.environment), data: {} });
  if (looked) void lookForChat(parts, engine, looked);
  return {
    async: !!settings.async,
    events: events.streams,
    events$: events.all$,
    ...viewsOf(state$, settings.messageStatus),
    uploads$: uploads$.asObservable(),
    ...commandsOnDemand(engine, transport.noSession),
    dispose,
    [Symbol.asyncDispose]: dispose,
    ...enrichingBy(transport),
  };
};
