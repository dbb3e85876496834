import { catchError } from 'rxjs';
import { HookFailure } from '../streams/serviceFailure.js';
import type { Taken } from '../streams/session.js';
import type { Chat } from '../streams/state.js';
import type { SessionData } from '../transports/frames.js';
import { objectOf } from '../transports/json.js';
import type { Transport } from '../transports/transport.js';
import type { Settings } from './checkServiceOptions.js';
import { attaching } from './commands/attaching.js';
import { type Context, settle, tell } from './commands/context.js';
import type { Found } from './commands/goOn.js';
import { inTime } from './inTime.js';
import type { SavedSession } from './options.js';
import type { StoredChat } from './sessionKeeper.js';
import { parseSession } from './storedChat.js';
import type { Writing } from './writing.js';

/** Messages on a page of history. */
export const pageSize = ({ async }: Settings): number => Math.trunc(async?.maxMessagePageSize ?? 20);

/** A saved session: as it was handed to `save`, its JSON, or a bare token. */
export const parseSavedSession = (given: unknown): SavedSession | undefined => {
  const { messageIndex: _, ...found } = objectOf(given) ?? { token: given };
  const { token } = found;
  // A cookie that was never written reads so.
  if (token === 'undefined' || token === 'null') return undefined;
  return parseSession(found) ?? (typeof token === 'string' && token ? { sessionId: '', token } : undefined);
};

/** The session that a service's server has lost last. */
const lost = new WeakMap<Writing, string>();

const keyOf = ({ sessionId, token = sessionId }: SavedSession): string => token;

/** The sites whose `load` took too long the last time. */
const slow = new WeakSet<Writing>();

/**
 * What `load` gives back, if it is a session, after everything is saved and removed.
 *
 * @param waited the command has waited for the site before: it does not wait again for a `load` that took too long. O16
 */
export const loadSession = async (context: Context, { waited = false } = {}): Promise<SavedSession | undefined> => {
  const { site, settings } = context;
  const isSlow = slow.delete(site);
  if (waited && isSlow) return undefined;
  let hangs = true;
  const load = async () => {
    try {
      await site.settled();
      return await settings.async?.load?.();
    } finally {
      hangs = false;
    }
  };
  const loaded$ = inTime(load).pipe(
    catchError((error: unknown) => {
      if (hangs) slow.add(site);
      return tell(context, { kind: 'hookFailed', failure: new HookFailure('load', error) });
    }),
  );
  const session = parseSavedSession(await settle(context, loaded$));
  // A site without `remove`, or whose `remove` failed, still has what its server has lost.
  return session && lost.get(site) !== keyOf(session) ? session : undefined;
};

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
  const ask =
    known || !resume
      ? again
      : (session: SessionData) => resume(session, newest, attaching(context)(context.session.state.userData));
  return { session: kept, filters: known ? stored.filters : [], ask };
};

const savedOf = ({ session, lastIndex }: Chat): SavedSession => ({
  ...session,
  ...(lastIndex !== undefined && { messageIndex: lastIndex }),
});

/** Follows the session: `save` with each change of a chat's session data, `remove` when its server has lost or ended it. */
export const keepSessionData = ({ settings, site, transport }: Context): ((taken: Taken) => void) => {
  const hooks = settings.async ?? {};
  let kept: Chat | undefined;
  let saved: SavedSession = transport.noSession;
  return ({ input, state, events }) => {
    // E53
    if ('session' in state && (state.session !== kept?.session || state.lastIndex !== kept.lastIndex)) {
      const data = savedOf(state);
      kept = state;
      saved = data;
      site.put(() => hooks.save?.(data));
    }
    if (!events.some(({ name }) => name === 'sessionLost' || name === 'restoreTimeout')) return;
    const sessionData = ('session' in input && input.session) || saved;
    const failure = events.find((event) => event.name === 'sessionLost')?.data;
    lost.set(site, keyOf(sessionData));
    // No save may come behind it and put back what is lost.
    site.put(() => hooks.remove?.({ sessionData, failure }), true);
  };
};
