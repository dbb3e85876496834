import { catchError, defer } from 'rxjs';
import type { SessionState } from '../../streams/state.js';
import { brought } from '../../transports/brought.js';
import { CommandRejected } from '../commandRejected.js';
import { inOrder } from '../inOrder.js';
import { inTime } from '../inTime.js';
import { nothingToRestore, noVerifySession } from '../rejections.js';
import type { WebChatService } from '../service.js';
import { admit, type Context, restoring, settle, tell } from './context.js';
import { type Found, goOn } from './goOn.js';

interface Restoration extends Pick<WebChatService, 'restore' | 'verifySession'> {
  /** Goes on with the chat that was left, where the session is restoring already. */
  goOnWithLeft(given?: unknown): Promise<void>;
}

const lookUp = async (context: Context, given: unknown): Promise<Found | undefined> => {
  const { restore: ask } = context.transport;
  if (!ask) return undefined;
  const { keeper, settings } = context;
  const stored$ = inTime(() => keeper.load()).pipe(catchError(async (error) => void keeper.failed(error)));
  const stored = (await settle(context, stored$)) || undefined;
  if (!settings.async) return stored && { ...stored, ask };
  const { findAsync } = await brought(() => import('../asyncChat.js'));
  return findAsync(context, ask, stored, given);
};

/** The same; where that fails, nothing is waited for any longer. */
const looked = async (context: Context, given: unknown): Promise<Found | undefined> => {
  try {
    return await settle(
      context,
      defer(() => lookUp(context, given)),
    );
  } catch (error) {
    await tell(context, { kind: 'nothingStored' });
    throw error;
  }
};

/** Commands about a chat that was left. */
export const restoration = (context: Context): Restoration => {
  const { session, transport, settings } = context;
  const { restoreTimeout, environment } = settings;
  const row = inOrder();
  const isIn = (status: SessionState['status']) => session.state.status === status;
  /** The chat that was left, unless that was too long ago or something else began meanwhile. */
  const find = async (status: SessionState['status'], given?: unknown): Promise<Found | undefined> => {
    const found = await looked(context, given);
    if (!isIn(status)) return undefined;
    const overdue = found?.alive !== undefined && environment.now() - found.alive >= restoreTimeout;
    if (found && !overdue) return found;
    await tell(context, { kind: found ? 'restoreOverdue' : 'nothingStored' });
    return undefined;
  };
  const goOnWithLeft = async (given?: unknown): Promise<void> => {
    const found = await find('restoring', given);
    if (!found) throw new CommandRejected(nothingToRestore);
    await goOn(context, found);
  };
  return {
    async restore(options) {
      await admit(context, { kind: 'restoreAsked' });
      await goOnWithLeft(options?.sessionData);
    },
    goOnWithLeft,
    // One after the other, so that an overdue chat is cleared, and told of, once.
    verifySession: () =>
      row(async () => {
        if (!transport.restore) throw new CommandRejected(noVerifySession);
        await restoring(context);
        const found = isIn('idle') && (await find('idle'));
        return { sessionActive: !!found || !isIn('idle') };
      }),
  };
};
