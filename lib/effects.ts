import {
  catchError,
  concatMap,
  defer,
  distinctUntilChanged,
  EMPTY,
  exhaustMap,
  filter,
  map,
  merge,
  type Observable,
  of,
  switchMap,
  tap,
} from 'rxjs';
import { agentTypingLapses } from '../streams/agentTypingLapses.js';
import { lastPoll } from '../streams/lastPoll.js';
import { listenWhileActive } from '../streams/listenWhileActive.js';
import { HookFailure } from '../streams/serviceFailure.js';
import type { Taken } from '../streams/session.js';
import { brought } from '../transports/brought.js';
import { type Context, reportTo, tell } from './commands/context.js';
import { previewOf, typingNotices } from './commands/typing.js';
import { inTime } from './inTime.js';
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

/** The server does not accept the keys. */
const refusesKeys = ({ input }: Taken): boolean =>
  input.kind === 'heard' && input.failure !== undefined && [401, 403].includes(input.failure.status);

/**
 * Another tab may have newer keys of the chat: the store is read once for each refusal (E32). Until an answer comes, nothing is written
 * there, so that refused keys do not replace them.
 */
const newerKeys = (context: Context): Observable<unknown> => {
  const { session, keeper } = context;
  return session.steps$.pipe(
    filter(refusesKeys),
    exhaustMap(() => inTime(() => keeper.load()).pipe(catchError(() => EMPTY))),
    tap((stored) => {
      if (stored) void tell(context, { kind: 'keysFound', session: stored.session, request: session.nextRequest() });
    }),
  );
};

/** Receiving, typing and the last poll, for as long as there is a chat. */
const ofChat = (context: Context): Observable<unknown> => {
  const { session, transport, settings, keeper, takeIn } = context;
  const { now, random } = settings.environment;
  let refused = false;
  const keysRefused$ = session.steps$.pipe(
    tap((taken) => {
      if (taken.input.kind === 'heard') refused = refusesKeys(taken);
    }),
  );
  const heard$ = listenWhileActive(session, transport, {
    rates: settings,
    online$: surviving(context, 'online$', settings.environment.online$),
    random,
    preview: () => previewOf(context),
    takeIn,
    attempted: (chat) => refused || keeper.keep({ ...chat, alive: now() }),
  });
  const actions$ = merge(
    heard$,
    agentTypingLapses(session),
    transport.poll ? lastPoll(session, transport.poll, takeIn) : EMPTY,
  );
  return merge(
    keysRefused$,
    actions$.pipe(tap((occurrence) => tell(context, occurrence).catch(failingTo(context, 'session')))),
    newerKeys(context),
    typingNotices(context),
  );
};

const failingTo = (context: Context, hook: string) => (error: unknown) =>
  reportTo(context)(new HookFailure(hook, error));

/** A stream that was handed in: if it fails, that is an `error`, and the chat goes on without it (E33). */
const surviving = <Value>(context: Context, hook: string, source$: Observable<Value>): Observable<Value> =>
  defer(() => source$).pipe(
    catchError((error: unknown) => {
      void failingTo(context, hook)(error);
      return EMPTY;
    }),
  );

/** What the service does by itself while it lives. */
export const effects = (
  context: Context,
  { sleep, wake }: Pick<WebChatService, 'sleep' | 'wake'>,
): Observable<unknown> => {
  const { session, settings, keeper } = context;
  return merge(
    session.steps$.pipe(tap(keepChat(keeper))),
    settings.async ? sessionData(context) : EMPTY,
    // Most services wait for a chat that never comes: until then they hold next to nothing.
    session.state$.pipe(
      map(({ status }) => status === 'active' || status === 'ending'),
      distinctUntilChanged(),
      switchMap((running) => (running ? ofChat(context) : EMPTY)),
    ),
    (settings.sleepEnabled ? surviving(context, 'hidden$', settings.environment.hidden$) : EMPTY).pipe(
      tap((hidden) => {
        // What fails here is published as `error`.
        (hidden ? sleep() : wake()).catch(() => undefined);
      }),
    ),
  );
};
