import { catchError, concatMap, distinctUntilChanged, filter, ignoreElements, map, merge, type Observable } from 'rxjs';
import { HookFailure } from '../streams/serviceFailure.js';
import { type Active, activeOf } from '../streams/state.js';
import type { SessionData } from '../transports/frames.js';
import { objectOf } from '../transports/json.js';
import type { Transport } from '../transports/transport.js';
import type { Settings } from './checkServiceOptions.js';
import { type Context, settle, tell } from './commands/context.js';
import type { Found } from './commands/goOn.js';
import { inTime } from './inTime.js';
import type { AsyncChat, SavedSession } from './options.js';
import { parseSession, type StoredChat } from './sessionKeeper.js';

/** Messages on a page of history. */
export const pageSize = ({ async }: Settings): number => Math.max(async?.maxMessagePageSize ?? 20, 16);

/** Calls one of the user's functions, if there is one, and waits for it; what it throws is published as `error`. */
const call = (
  context: Context,
  name: 'save' | 'load' | 'remove',
  run: (hooks: AsyncChat) => unknown,
): Observable<unknown> =>
  inTime(() => run(context.settings.async ?? {})).pipe(
    catchError((error: unknown) => tell(context, { kind: 'hookFailed', failure: new HookFailure(name, error) })),
  );

/** A saved session: as it was handed to `save`, its JSON, or a bare token. */
export const parseSavedSession = (given: unknown): SavedSession | undefined => {
  const { messageIndex: _, ...found } = objectOf(given) ?? { token: given };
  const { token } = found;
  // A cookie that was never written reads so.
  if (token === 'undefined') return undefined;
  return parseSession(found) ?? (typeof token === 'string' && token ? { sessionId: '', token } : undefined);
};

/** What `load` gives back, where it is a session. */
export const loadSession = async (context: Context): Promise<SavedSession | undefined> =>
  parseSavedSession(
    await settle(
      context,
      call(context, 'load', (hooks) => hooks.load?.()),
    ),
  );

/**
 * The asynchronous chat that was left: given by hand, or kept by the site, or else, where the site keeps none, by ourselves.
 * @throws TypeError where what was given is no session data
 */
export const findAsync = async (
  context: Context,
  restore: NonNullable<Transport['restore']>,
  stored: StoredChat | undefined,
  given: unknown,
): Promise<Found | undefined> => {
  const { settings, transport } = context;
  const newest = pageSize(settings);
  const again = (session: SessionData) => restore(session, newest);
  const kept = given === undefined ? await loadSession(context) : parseSavedSession(given);
  if (given !== undefined && !kept) throw new TypeError('restore: sessionData must be what save was given, or a token');
  if (!kept) return settings.async?.load || !stored ? undefined : { ...stored, alive: undefined, ask: again };
  const known = kept.sessionId === stored?.session.sessionId;
  const { resume } = transport;
  const ask = known || !resume ? again : (session: SessionData) => resume(session, newest);
  return { session: kept, filters: known ? stored.filters : [], ask };
};

const savedOf = ({ session, lastIndex }: Active): SavedSession => ({
  ...session,
  ...(lastIndex !== undefined && { messageIndex: lastIndex }),
});

/** Calls `save` with each change of a chat's session data, and `remove` when the server has lost it, one call after the other. */
export const keepSessionData = (context: Context): Observable<never> => {
  const { state$, steps$ } = context.session;
  let saved: SavedSession = context.transport.noSession;
  const saves$ = state$.pipe(
    map(activeOf),
    filter((chat) => chat !== undefined),
    distinctUntilChanged((one, other) => one.session === other.session && one.lastIndex === other.lastIndex),
    map((chat) => {
      const data = savedOf(chat);
      saved = data;
      return () => call(context, 'save', (hooks) => hooks.save?.(data));
    }),
  );
  const losses$ = steps$.pipe(
    filter(({ events }) => events.some(({ name }) => name === 'sessionLost' || name === 'restoreTimeout')),
    map(({ input, events }) => {
      const sessionData = ('session' in input && input.session) || saved;
      const failure = events.find((event) => event.name === 'sessionLost')?.data;
      return () => call(context, 'remove', (hooks) => hooks.remove?.({ sessionData, failure }));
    }),
  );
  return merge(saves$, losses$).pipe(
    // No save may come behind the remove and put back what is lost.
    concatMap((work) => work()),
    ignoreElements(),
  );
};
