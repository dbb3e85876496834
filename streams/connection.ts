import { isNetworkTrouble, isServerTrouble, type TransportFailure } from '../transports/failures.js';
import type { Draft } from './draft.js';

/** How well the servers are reached. `pending`: poll exceptions; `serverOffline`: too many; `disconnected`: no network. */
export type Connection = 'idle' | 'online' | 'pending' | 'serverOffline' | 'disconnected';

/** What keeps the session from its servers; the network and the chat server are counted apart. */
export interface Trouble {
  readonly network: boolean;
  readonly server: 'online' | 'pending' | 'serverOffline';
  /** Poll exceptions in a row. */
  readonly exceptions: number;
  /** This run of 5xx polls has published its `error`. */
  readonly reported: boolean;
}

export const noTrouble: Trouble = { network: false, server: 'online', exceptions: 0, reported: false };

/** Only a good poll shows that the chat server is there; any answer that is one shows that the network is. */
const recover = (draft: Draft, { network, server }: Trouble): Trouble => {
  if (server === 'serverOffline') draft.tell('chatServerBackOnline');
  if (server !== 'online') draft.tell('connectionRestored');
  if (network) draft.tell('reconnected');
  return noTrouble;
};

/** One more poll exception of a run: the first is told, and the one that exceeds the limit. */
const except = (draft: Draft, trouble: Trouble): Trouble => {
  const exceptions = trouble.exceptions + 1;
  const { server } = trouble;
  const wasOffline = server === 'serverOffline';
  const offline = wasOffline || exceptions > draft.rules.pollExceptionLimit;
  if (server === 'online') draft.tell('connectionPending');
  if (offline && !wasOffline) draft.tell('chatServerWentOffline');
  return { ...trouble, server: offline ? 'serverOffline' : 'pending', exceptions };
};

/** Too long a preview is no trouble. */
const isLongPreview = ({ errors }: TransportFailure): boolean =>
  errors.length > 0 && errors.every(({ code }) => Number(code) === 204);

/**
 * What a poll's or a command's answer shows. Network trouble is told once an outage; whatever else failed, the server did answer.
 * A failure is published as `error` once a run of 5xx polls, never for the network, nor for a statusCode 1 that is counted or rejects its command.
 */
export const reach = (draft: Draft, before: Trouble, poll: boolean, failure?: TransportFailure): Trouble => {
  if (poll && !failure) return recover(draft, before);
  const lost = failure !== undefined && isNetworkTrouble(failure);
  const isUpload = failure?.errorReason !== undefined;
  if (lost && isUpload) {
    // A large body may fail on a connection that works: that says nothing about the connection. (E36)
    draft.publish('error', failure);
    return before;
  }
  let trouble = before;
  if (lost !== before.network && failure?.kind !== 'Garbled') {
    draft.tell(lost ? 'disconnected' : 'reconnected');
    trouble = { ...before, network: lost };
  }
  if (!failure) return trouble;
  if (poll && draft.rules.isPollException(failure)) trouble = except(draft, trouble);
  // Where a statusCode 1 is not counted, nothing else would tell of it.
  if (lost || (failure.statusCode === 1 && !isUpload && (!poll || draft.rules.isPollException(failure))))
    return trouble;
  const again = poll && isServerTrouble(failure);
  if (!(again && before.reported) && !(poll && isLongPreview(failure))) draft.publish('error', failure);
  return again ? { ...trouble, reported: true } : trouble;
};
