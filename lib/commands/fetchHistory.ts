import { merge } from '../../streams/merge.js';
import { isBefore } from '../../streams/messages.js';
import { newsOf } from '../../streams/newsOf.js';
import { historyDecisions } from '../../streams/olderMessages.js';
import { activeOf } from '../../streams/state.js';
import type { ServerAnswer } from '../../transports/frames.js';
import type { Transport } from '../../transports/transport.js';
import { pageSize } from '../asyncChat.js';
import { admit, answerTo, type Context, failing, keysOf, settle, tell } from './context.js';

/** The next older page; rejected where there is none. Polling goes on meanwhile. */
export const fetchHistory = async (
  context: Context,
  history: NonNullable<Transport['history']>,
): Promise<ServerAnswer> => {
  const { state } = await admit(context, { kind: 'sessionAsked' });
  const session = keysOf(context, state);
  const { sessionId } = session;
  const page = { before: activeOf(state)?.seen.at(0), count: pageSize(context.settings) };
  const request = context.session.nextRequest();
  const said = await answerTo(context, () => history(session, page)).catch((error: unknown) =>
    failing(context, sessionId, error),
  );
  await tell(context, { kind: 'heard', sessionId, poll: false, frame: newsOf(session, request, said) });
  const first = activeOf(context.session.state)?.seen.at(0);
  // What is known has been through filters and preprocessors.
  const entries = said.entries.filter(({ message }) => isBefore(message.index, first));
  const frame = await settle(context, merge([{ ...said, entries }]).pipe(context.takeIn));
  await admit(context, { kind: 'olderHeard', sessionId, frame }, undefined, historyDecisions);
  return said.answer;
};
