import { firstValueFrom } from 'rxjs';
import { idle } from '../streams/state.js';
import { asFailure } from '../transports/failures.js';
import type { Parts } from './engine.js';
import type { LazyEngine } from './engineOnDemand.js';
import { inTime } from './inTime.js';
import { storeKey } from './storeKey.js';

/** Whether there may be one; a store in trouble is the engine's to report. */
const mayBeThere = async ({ async, store, name }: Parts['settings']): Promise<boolean> =>
  !!async?.load || firstValueFrom(inTime(() => store.get(storeKey(name)))).then(Boolean, () => true);

/** Where a chat was left, brings the engine, which goes on with it; else nothing more is loaded. */
export const lookForChat = async ({ settings, state$, publish }: Parts, engine: LazyEngine): Promise<void> => {
  if (engine.isMade) return;
  try {
    if (await mayBeThere(settings)) return await engine.use(async () => undefined);
  } catch (error) {
    // It stays stored for the next load.
    const at = settings.environment.now();
    publish({ name: 'error', at, data: asFailure(error) });
    publish({ name: 'restoreFailed', at, data: {} });
  }
  if (!engine.isMade) state$.next(idle(settings.userData));
};
