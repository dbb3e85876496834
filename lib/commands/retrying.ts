import { filter } from 'rxjs';
import { isMissing, isOpen, retryDecisions } from '../../streams/retrying.js';
import { activeOf, type SessionState } from '../../streams/state.js';
import type { ServerAnswer } from '../../transports/frames.js';
import type { OutgoingMessage } from '../../transports/transport.js';
import { CommandRejected } from '../commandRejected.js';
import { noActiveSession, notFailed } from '../rejections.js';
import { admit, type Context, settle } from './context.js';
import { deliver } from './delivering.js';
import { pollOnce } from './pollOnce.js';

/**
 * Resolves with the state once it is known whether a failed message has arrived. While polling is stopped it polls for that
 * itself; if the server pushes it does not wait, since heartbeats are rare. C44
 */
const whenKnown = async (context: Context, id: string): Promise<SessionState> => {
  const { session, transport } = context;
  const isKnown = (now: SessionState) => !transport.poll || !activeOf(now) || !isOpen(now.outgoing, id);
  const isKnownOrStopped = (now: SessionState) => isKnown(now) || !activeOf(now)?.polling;
  const now = await settle(context, session.state$.pipe(filter(isKnownOrStopped)));
  if (isKnown(now)) return now;
  await pollOnce(context, id);
  return whenKnown(context, id);
};

/** Sends what has failed once it is known that it has not arrived. */
export const sendAgain = async (context: Context, message: OutgoingMessage, id: string): Promise<ServerAnswer> => {
  const { session } = context;
  const admitted = await admit(context, { kind: 'messageRetried', id }, undefined, retryDecisions);
  const known = whenKnown(context, id);
  // The check below rejects with its failure.
  await known.catch(() => undefined);
  const check = async () => {
    const now = await known;
    if (!isMissing(session.state.outgoing, id)) throw new CommandRejected(notFailed);
    // If the chat has ended meanwhile, or is being ended, the message is not sent any more.
    if (!activeOf(now)) throw new CommandRejected(noActiveSession);
  };
  return deliver(context, admitted, message, { id, check });
};
