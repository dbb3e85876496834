import type { Taken } from '../streams/session.js';
import type { Chat } from '../streams/state.js';
import { isServerTrouble, type TransportFailure } from '../transports/failures.js';
import type { SessionKeeper } from './sessionKeeper.js';

/** The server itself refuses the chat, and not for now only: no network trouble, no redirect (0 in pages), no 408 or 429. E7 */
const isFinal = (failure: TransportFailure): boolean =>
  failure.kind === 'Refused' && !isServerTrouble(failure) && !/^(0|3..|408|429)$/.test(`${failure.status}`);

/** The chat is over, too old, or unknown to its server; otherwise it stays for the next try. */
const isOver = ({ input, events }: Taken): boolean =>
  events.some(({ name }) => name === 'ended' || name === 'restoreTimeout') ||
  (input.kind === 'restoreFailed' && isFinal(input.failure));

/** Follows the session: keeps each new set of keys and filters at once, forgets the chat when it is over. */
export const keepChat = (keeper: SessionKeeper): ((taken: Taken) => void) => {
  let kept: Chat | undefined;
  return (taken) => {
    if (isOver(taken)) keeper.forget();
    const { input, state: chat } = taken;
    // E53: also while it is being ended.
    if (!('session' in chat)) return;
    const changes = chat.session !== kept?.session || chat.filters !== kept.filters;
    // Keys that are tried because others were refused do not replace what another tab has stored (E32): the next poll writes them.
    if (changes && !(input.kind === 'heard' && input.failure)) keeper.keep({ ...chat, alive: input.at });
    kept = chat;
  };
};
