import type { Observable } from 'rxjs';
import { merge } from '../../streams/merge.js';
import { restoringDecisions } from '../../streams/restoring.js';
import { asFailure } from '../../transports/failures.js';
import type { Frame, SessionData } from '../../transports/frames.js';
import { CommandRejected } from '../commandRejected.js';
import { nothingToRestore } from '../rejections.js';
import type { StoredChat } from '../sessionKeeper.js';
import { answerTo, type Context, settle, tell } from './context.js';

/** A chat that was left, and how its server is asked for it. */
export interface Found extends Pick<StoredChat, 'session' | 'filters'> {
  /** Its last sign of life, where it matters how old it is. */
  readonly alive?: number;
  ask(session: SessionData): Observable<Frame>;
}

const emptyFrame: Frame = { entries: [], chatEnded: false, answer: {} };

/** Goes on with the chat that was kept, if its server does. */
export const goOn = async (context: Context, { session, filters, ask }: Found): Promise<void> => {
  const take = async (said: Frame, offline: boolean) => {
    const frame = await settle(context, merge([said]).pipe(context.takeIn));
    await tell(context, { kind: 'restored', session, frame, offline }, restoringDecisions);
  };
  await tell(context, { kind: 'filtersGiven', filters });
  try {
    const frame = await answerTo(context, () => ask(session));
    if (!frame.chatEnded) return await take(frame, false);
    await tell(context, { kind: 'restoreOverdue', session }, restoringDecisions);
  } catch (error) {
    const failure = asFailure(error);
    const { statusCode, status, frame } = failure;
    if (statusCode === 1) return await take(frame ?? emptyFrame, true);
    // E45: statusCode 2 is the final answer of the chat server; with HTTP 4xx and 5xx the chat server was not reached.
    const over = frame?.chatEnded || (statusCode === 2 && status < 400);
    await tell(context, { kind: over ? 'restoreOverdue' : 'restoreFailed', failure, session }, restoringDecisions);
    throw error;
  }
  throw new CommandRejected(nothingToRestore);
};
