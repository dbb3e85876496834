import { EMPTY, filter, map, takeUntil } from 'rxjs';
import { merge } from '../../streams/merge.js';
import { newsOf } from '../../streams/newsOf.js';
import { equalsOf, isOpen } from '../../streams/retrying.js';
import { type Active, activeOf, type SessionState } from '../../streams/state.js';
import { TransportFailure } from '../../transports/failures.js';
import type { PollRequest } from '../../transports/transport.js';
import { answerTo, type Context, settle, tell } from './context.js';
import { previewOf } from './typing.js';

/** The chat, while it runs and its polling is stopped. */
const stoppedOf = (state: SessionState): Active | undefined => {
  const chat = activeOf(state);
  return chat?.polling === false ? chat : undefined;
};

/** Polls once; gives up when polling is resumed. Rejects with the poll's failure if polling is still stopped. */
const ask = async (context: Context, chat: Active): Promise<void> => {
  const { session, transport, settings, keeper, takeIn } = context;
  const { sessionId } = chat.session;
  const asked = session.nextRequest();
  const request: PollRequest = { after: chat.lastIndex, preview: previewOf(context), again: true };
  let resumed = false;
  const resumed$ = session.state$.pipe(
    filter((now) => {
      resumed ||= !stoppedOf(now);
      return resumed;
    }),
  );
  keeper.keep({ ...chat, alive: settings.environment.now() });
  try {
    const frame = await answerTo(context, () =>
      (transport.poll?.(chat.session, request) ?? EMPTY).pipe(
        map((said) => newsOf(chat.session, asked, said)),
        takeIn,
        takeUntil(resumed$),
      ),
    );
    await tell(context, { kind: 'heard', sessionId, poll: true, frame });
  } catch (failure) {
    if (resumed) return;
    if (failure instanceof TransportFailure) {
      // A refusal that ends the chat may carry the last messages.
      const last = failure.frame;
      const frame = last?.chatEnded ? await settle(context, merge([last]).pipe(takeIn)) : undefined;
      await tell(context, { kind: 'heard', sessionId, poll: true, frame, failure });
    }
    if (stoppedOf(session.state)) throw failure;
  }
};

/** The open poll of each service. Callers share it, so that another one begins only after it has ended. */
const polls = new WeakMap<Context, Promise<void>>();

/**
 * Polls once for a message that is to be sent again while polling is stopped; if only a response to an equal message is missing, it
 * waits for that instead. Two polls show what has arrived; more come only if an equal message is sent meanwhile. If it is known by
 * now, from the poll of another retry for example, nothing is asked. C44
 */
export const pollOnce = async (context: Context, id: string): Promise<void> => {
  const { session } = context;
  const awaits = ({ outgoing }: SessionState) => equalsOf(outgoing, id).some(({ awaiting }) => awaiting);
  const isDue = (now: SessionState) => awaits(now) || !isOpen(now.outgoing, id);
  await settle(context, session.state$.pipe(filter((now) => !stoppedOf(now) || isDue(now))));
  const chat = stoppedOf(session.state);
  if (!chat || !awaits(chat)) return;
  const poll = polls.get(context) ?? ask(context, chat).finally(() => polls.delete(context));
  polls.set(context, poll);
  await poll;
};
