import type { Taken } from '../../streams/session.js';
import { asFailure } from '../../transports/failures.js';
import type { ServerAnswer } from '../../transports/frames.js';
import type { OutgoingMessage } from '../../transports/transport.js';
import { ask, type Context, tell } from './context.js';
import { cancelIdleTimer } from './polling.js';

/**
 * Its place in the row, and what comes of it; where it shows the message, the session learns of that before the caller.
 *
 * @param check what still speaks against it when its turn has come
 */
export const deliver = async (
  context: Context,
  admitted: Taken,
  message: OutgoingMessage,
  { id, check }: { readonly id?: string; check?(): Promise<void> },
): Promise<ServerAnswer> => {
  // It also wakes the chat; then the server learns of that first (C40). What fails is published as `error`.
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
