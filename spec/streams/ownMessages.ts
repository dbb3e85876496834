import type { Occurrence } from '../../streams/inputs.js';
import type { Outgoing, Submitted } from '../../streams/outgoing.js';
import type { SessionState } from '../../streams/state.js';
import type { TranscriptMessage } from '../../streams/transcript.js';

const retry: Submitted['retry'] = async () => ({});

/** A message of the customer's own, as it is handed in. */
export const ownOf = (id: string, text = id): Submitted => ({ id, text, retry });

/** A message is sent. */
export const sent = (id: string, text = id): Occurrence<'messageAsked'> => ({
  kind: 'messageAsked',
  own: ownOf(id, text),
});

export const dispatchedOne = (id: string): Occurrence<'messageDispatched'> => ({ kind: 'messageDispatched', id });

export const acceptedOne = (id: string): Occurrence<'messageAccepted'> => ({ kind: 'messageAccepted', id });

export const failedOne = (id: string, reason: Error): Occurrence<'messageFailed'> => ({
  kind: 'messageFailed',
  id,
  reason,
});

export const retriedOne = (id: string): Occurrence<'messageRetried'> => ({ kind: 'messageRetried', id });

/** What is shown behind the server's messages. */
const tailOf = ({ outgoing }: SessionState): TranscriptMessage[] =>
  outgoing.filter(({ echoed }: Outgoing) => !echoed).map(({ message }) => message);

/** Everything that is shown. */
export const shownBy = (state: SessionState): TranscriptMessage[] => [...state.shown, ...tailOf(state)];

/** The same in short: `text`, and the status of what the customer wrote: `hi (sending)`. */
export const linesOf = (messages: Iterable<TranscriptMessage>): string[] =>
  [...messages]
    .filter(({ type }) => type === 'Message')
    .map(({ text, status }) => text + (status ? ` (${status})` : ''));
