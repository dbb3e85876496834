import { concatMap, distinctUntilChanged, EMPTY, map, merge, type Observable, of, switchMap, tap } from 'rxjs';
import { agentTypingLapses } from '../streams/agentTypingLapses.js';
import { listenWhileActive } from '../streams/listenWhileActive.js';
import type { Taken } from '../streams/session.js';
import { activeOf } from '../streams/state.js';
import { brought } from '../transports/brought.js';
import { type Context, tell } from './commands/context.js';
import { previewOf, typingNotices } from './commands/typing.js';
import { keepChat } from './keepChat.js';
import type { WebChatService } from './service.js';

/** Async mode: what the site keeps. No step is lost while its code is loaded; without that code no chat begins or goes on. */
const sessionData = (context: Context): Observable<unknown> => {
  let keep: ((taken: Taken) => void) | undefined;
  // Where it fails, whoever begins a chat hears of it.
  const load = () =>
    brought(() => import('./asyncChat.js')).then(
      ({ keepSessionData }) => {
        keep = keepSessionData(context);
      },
      () => undefined,
    );
  const first = load();
  const keepLater = async (taken: Taken): Promise<void> => {
    await first;
    if (!keep) await load();
    keep?.(taken);
  };
  return context.session.steps$.pipe(
    // At once where that can be: who asks next what the site has kept waits for it.
    concatMap((taken) => (keep ? of(keep(taken)) : keepLater(taken))),
  );
};

/** What the service does by itself while it lives. */
export const effects = (
  context: Context,
  { sleep, wake }: Pick<WebChatService, 'sleep' | 'wake'>,
): Observable<unknown> => {
  const { session, transport, settings, keeper, takeIn } = context;
  const { online$, hidden$, now, random } = settings.environment;
  const heard$ = listenWhileActive(session, transport, {
    rates: settings,
    online$,
    random,
    preview: () => previewOf(context),
    takeIn,
    attempted: (chat) => keeper.keep({ ...chat, alive: now() }),
  });
  const ofChat$ = merge(
    merge(heard$, agentTypingLapses(session)).pipe(tap((occurrence) => tell(context, occurrence))),
    typingNotices(context),
  );
  return merge(
    session.steps$.pipe(tap(keepChat(keeper))),
    settings.async ? sessionData(context) : EMPTY,
    // Most services wait for a chat that never comes: until then they hold next to nothing.
    session.state$.pipe(
      map((state) => activeOf(state) !== undefined),
      distinctUntilChanged(),
      switchMap((active) => (active ? ofChat$ : EMPTY)),
    ),
    (settings.sleepEnabled ? hidden$ : EMPTY).pipe(
      tap((hidden) => {
        // What fails here is published as `error`.
        (hidden ? sleep() : wake()).catch(() => undefined);
      }),
    ),
  );
};
