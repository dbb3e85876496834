import type { Taken } from '../../streams/session.js';
import { asFailure } from '../../transports/failures.js';
import type { ServerAnswer } from '../../transports/frames.js';
import type { OutgoingMessage } from '../../transports/transport.js';
import { ask, type Context, tell } from './context.js';
import { cancelIdleTimer } from './polling.js';

/**
 * Sends a message when its turn has come. If the message has an id, the session gets the outcome before the caller does.
 *
 * @param check runs when the turn has come; if it rejects, the message is not sent
 */
export const deliver = async (
  context: Context,
  admitted: Taken,
  message: OutgoingMessage,
  { id, check }: { readonly id?: string; check?(): Promise<void> },
): Promise<ServerAnswer> => {
  // If the message wakes the chat, the notice about that is sent first (C40). Its failure is published as `error`.
  cancelIdleTimer(context, admitted).catch(() => undefined);
  const send = () => ask(context, admitted.state, (keys) => context.transport.send(keys, message), true);
  if (id === undefined) return context.inOrder(send);
  const sending = context.inOrder(async () => {
    await check?.();
    await tell(context, { kind: 'messageDispatched', id });
    return send();
  });
  const reason = await sending.then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error : asFailure(error)),
  );
  await tell(context, reason ? { kind: 'messageFailed', id, reason } : { kind: 'messageAccepted', id });
  return sending;
};
