import { catchError, defer } from 'rxjs';
import { restoringDecisions } from '../../streams/restoring.js';
import type { SessionState } from '../../streams/state.js';
import { CommandRejected } from '../commandRejected.js';
import { inTime } from '../inTime.js';
import { nothingToRestore, noVerifySession } from '../rejections.js';
import { parseStoredChat } from '../storedChat.js';
import { type Context, restoring, settle, tell } from './context.js';
import { type Found, goOn } from './goOn.js';

const lookUp = async (context: Context, given: unknown): Promise<Found | undefined> => {
  const { restore: ask } = context.transport;
  if (!ask) return undefined;
  const { keeper, asyncCode } = context;
  const stored$ = inTime(() => keeper.load(parseStoredChat)).pipe(
    catchError(async (error) => void keeper.failed(error)),
  );
  const stored = (await settle(context, stored$)) || undefined;
  return asyncCode ? asyncCode.findAsync(context, ask, stored, given) : stored && { ...stored, ask };
};

/** The same; where that fails, nothing is waited for any longer. */
const looked = async (context: Context, given: unknown): Promise<Found | undefined> => {
  try {
    return await settle(
      context,
      defer(() => lookUp(context, given)),
    );
  } catch (error) {
    await tell(context, { kind: 'nothingStored' }, restoringDecisions);
    throw error;
  }
};

const isIn = ({ session }: Context, status: SessionState['status']): boolean => session.state.status === status;

/** The stored chat, unless it is too old or the status has changed meanwhile. */
const find = async (context: Context, status: SessionState['status'], given?: unknown): Promise<Found | undefined> => {
  const { restoreTimeout, environment } = context.settings;
  const found = await looked(context, given);
  if (!isIn(context, status)) return undefined;
  const overdue = found?.alive !== undefined && environment.now() - found.alive >= restoreTimeout;
  if (found && !overdue) return found;
  await tell(context, { kind: found ? 'restoreOverdue' : 'nothingStored' }, restoringDecisions);
  return undefined;
};

/** Restores the stored chat. The session has the status `restoring` already. */
export const restore = async (context: Context, given: unknown): Promise<void> => {
  const found = await find(context, 'restoring', given);
  if (!found) throw new CommandRejected(nothingToRestore);
  await goOn(context, found);
};

/** Whether there is a chat, live or stored. */
export const verifySession = async (context: Context): Promise<{ readonly sessionActive: boolean }> => {
  if (!context.transport.restore) throw new CommandRejected(noVerifySession);
  await restoring(context);
  const found = isIn(context, 'idle') && (await find(context, 'idle'));
  return { sessionActive: !!found || !isIn(context, 'idle') };
};
