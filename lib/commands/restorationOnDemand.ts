import { defer } from 'rxjs';
import { asFailure } from '../../transports/failures.js';
import { inOrder } from '../inOrder.js';
import { loadedOnce } from '../loadedOnce.js';
import type { WebChatService } from '../service.js';
import { admit, type Context, settle, tell } from './context.js';

interface Restoration extends Pick<WebChatService, 'restore' | 'verifySession'> {
  /** Restores the stored chat. The session has the status `restoring` already. */
  restoreStored(given?: unknown): Promise<void>;
}

/** All services of a page share it. */
export const restorationCode = /* @__PURE__ */ loadedOnce(() => import('./restoration.js'));

/** Commands about a stored chat. Their code loads with the first of them, or after a reload: most chats need none of it. */
export const restorationOnDemand = (context: Context, { load: code } = restorationCode): Restoration => {
  const row = inOrder();
  const load = () => settle(context, defer(code));
  const restoreStored = async (given?: unknown): Promise<void> => {
    const { restore } = await load().catch(async (error) => {
      // The chat stays stored for the next try.
      await tell(context, { kind: 'restoreFailed', failure: asFailure(error) });
      throw error;
    });
    await restore(context, given);
  };
  return {
    restoreStored,
    async restore(options) {
      await admit(context, { kind: 'restoreAsked' });
      await restoreStored(options?.sessionData);
    },
    // One after the other, so that an overdue chat is cleared, and published, once.
    verifySession: () => row(async () => (await load()).verifySession(context)),
  };
};
