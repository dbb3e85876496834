import { firstValueFrom, type Observable, takeUntil } from 'rxjs';
import { idle } from '../streams/state.js';
import { asFailure } from '../transports/failures.js';
import type { Parts } from './engine.js';
import type { LazyEngine } from './engineOnDemand.js';
import { timeOf } from './environment.js';
import { inTime } from './inTime.js';
import type { SessionStore } from './options.js';
import { storeKey } from './storeKey.js';

/** A store that has been looked into. */
export interface LookedInto extends SessionStore {
  /** What is there; rejects where the store is in trouble, or does not answer in time. The first `get` gives the same. */
  readonly look: Promise<unknown>;
  /** From here on `get` asks the store. */
  forgetLook(): void;
}

/** Looks into a store once, for the page that asks whether there is a chat and for the engine that goes on with it. */
export const lookInto = (store: SessionStore, name: string, over$: Observable<unknown>): LookedInto => {
  const look = firstValueFrom(inTime(() => store.get(storeKey(name))).pipe(takeUntil(over$)), {
    defaultValue: undefined,
  });
  let first: Promise<unknown> | undefined = look;
  // Whoever asks hears of it; there may be nobody.
  look.catch(() => undefined);
  const forgetLook = () => {
    first = undefined;
  };
  return {
    look,
    forgetLook,
    get(key) {
      const found = first ?? store.get(key);
      forgetLook();
      return found;
    },
    set(key, value) {
      forgetLook();
      return store.set(key, value);
    },
    delete: (key) => store.delete(key),
  };
};

/** Where a chat was left, brings the engine, which goes on with it; else nothing more is loaded. */
export const lookForChat = async (
  { settings, state$, publish }: Parts,
  engine: LazyEngine,
  { look, forgetLook }: LookedInto,
): Promise<void> => {
  try {
    // A store in trouble is the engine's to report.
    const mayBeThere = !!settings.async?.load || (await look.then(Boolean, () => true));
    if (mayBeThere) return await engine.use(async () => undefined);
  } catch (error) {
    // It stays stored for the next load.
    const at = timeOf(settings.environment);
    publish({ name: 'error', at, data: asFailure(error) });
    publish({ name: 'restoreFailed', at, data: {} });
  }
  if (engine.isMade) return;
  forgetLook();
  state$.next(idle(settings.userData));
};
