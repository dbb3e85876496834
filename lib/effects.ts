import { catchError, defer, distinctUntilChanged, EMPTY, filter, map, type Observable, switchMap, tap } from 'rxjs';
import { agentTypingLapses } from '../streams/agentTypingLapses.js';
import { refusesKeys } from '../streams/answers.js';
import { listenWhileActive } from '../streams/listenWhileActive.js';
import { merge } from '../streams/merge.js';
import { HookFailure } from '../streams/serviceFailure.js';
import { type Context, lastWordsOf, reportTo, tell, tellEnd } from './commands/context.js';
import { previewOf, typingNotices } from './commands/typing.js';
import { keepChat } from './keepChat.js';
import { loadedOnce } from './loadedOnce.js';
import type { Environment } from './options.js';
import type { WebChatService } from './service.js';

/** All services of a page share it. */
export const refusedKeysCode = /* @__PURE__ */ loadedOnce(() => import('./refusedKeys.js'));

/** If the server refuses the keys, another tab may have newer ones: the store is read once for each refusal (E32). */
const findsOtherKeys = (context: Context): Observable<unknown> =>
  context.session.steps$.pipe(
    filter(({ input }) => input.kind === 'heard' && !!input.failure && refusesKeys(input.failure)),
    tap(() => {
      refusedKeysCode
        .load()
        .then(({ findKeys }) => findKeys(context))
        // If the code cannot be loaded, the next refusal tries again.
        .catch(() => undefined);
    }),
  );

/** The server has ended the chat in the answer to a command: asks for the last words, then the chat is over (E27). */
const endedByServer = (context: Context): Observable<unknown> =>
  context.session.state$.pipe(
    map((state) => (state.status === 'ending' && state.byServer ? state : undefined)),
    distinctUntilChanged((one, other) => !one === !other),
    tap(async (chat) => {
      if (chat) await tellEnd(context, await lastWordsOf(context, chat));
    }),
  );

type Surroundings = Omit<Environment, 'pageFacts'>;

/** Receiving and typing, for as long as there is a chat. */
const ofChat = (context: Context, { now, random, online$ }: Surroundings): Observable<unknown> => {
  const { session, transport, settings, keeper, takeIn } = context;
  const heard$ = listenWhileActive(session, transport, {
    rates: settings,
    online$: surviving(context, 'online$', online$),
    random,
    preview: () => previewOf(context),
    takeIn,
    attempted: (chat) => keeper.keep({ ...chat, alive: now() }),
  });
  return merge(
    findsOtherKeys(context),
    merge(heard$, agentTypingLapses(session)).pipe(
      tap((occurrence) => tell(context, occurrence).catch(failingTo(context, 'session'))),
    ),
    endedByServer(context),
    typingNotices(context),
  );
};

const failingTo = (context: Context, hook: string) => (error: unknown) =>
  reportTo(context)(new HookFailure(hook, error));

/** A stream that was handed in: if it fails, that is an `error`, and the chat goes on without it (E33). */
const surviving = <Value>(context: Context, hook: string, source$: Observable<Value>): Observable<Value> => {
  let reported = false;
  return defer(() => source$).pipe(
    catchError((error: unknown) => {
      if (!reported) void failingTo(context, hook)(error);
      reported = true;
      return EMPTY;
    }),
  );
};

/** What the service does by itself while it lives. */
export const effects = (
  context: Context,
  { sleep, wake }: Pick<WebChatService, 'sleep' | 'wake'>,
  surroundings: Surroundings,
): Observable<unknown> => {
  const { session, settings, keeper, asyncCode } = context;
  return merge(
    session.steps$.pipe(tap(keepChat(keeper))),
    asyncCode ? session.steps$.pipe(tap(asyncCode.keepSessionData(context))) : EMPTY,
    // Most services wait for a chat that never comes: until then they hold next to nothing.
    session.state$.pipe(
      map(({ status }) => status === 'active' || status === 'ending'),
      distinctUntilChanged(),
      switchMap((running) => (running ? ofChat(context, surroundings) : EMPTY)),
    ),
    (settings.sleepEnabled ? surviving(context, 'hidden$', surroundings.hidden$) : EMPTY).pipe(
      tap((hidden) => {
        // What fails here is published as `error`.
        (hidden ? sleep() : wake()).catch(() => undefined);
      }),
    ),
  );
};
