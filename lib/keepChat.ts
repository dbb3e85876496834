import { refusesKeys } from '../streams/answers.js';
import type { Taken } from '../streams/session.js';
import type { Chat } from '../streams/state.js';
import { isServerTrouble, type TransportFailure } from '../transports/failures.js';
import type { SessionKeeper } from './sessionKeeper.js';

/** The server itself refuses the chat for good: no network trouble, no redirect (status 0 in pages), no 408 or 429. E7 */
const isFinal = (failure: TransportFailure): boolean =>
  failure.kind === 'Refused' && !isServerTrouble(failure) && !/^(0|3..|408|429)$/.test(`${failure.status}`);

/** The chat is over, too old, or unknown to its server; otherwise it stays for the next try. */
const isOver = ({ input, events }: Taken): boolean =>
  events.some(({ name }) => name === 'ended' || name === 'restoreTimeout') ||
  (input.kind === 'restoreFailed' && isFinal(input.failure));

/**
 * Follows the session: keeps each new set of keys and filters at once, also while the chat is being ended (E53), and forgets the chat when
 * it is over. If the server refuses the keys, nothing is kept until a good answer has proved them (E32).
 */
export const keepChat = (keeper: SessionKeeper): ((taken: Taken) => void) => {
  let kept: Chat | undefined;
  return (taken) => {
    if (isOver(taken)) keeper.forget();
    const { input, state: chat } = taken;
    if (!('session' in chat)) return keeper.release();
    if (input.kind === 'heard') {
      if (!input.failure) keeper.release();
      else if (refusesKeys(input.failure)) keeper.hold();
    }
    const isNew = chat.session !== kept?.session || chat.filters !== kept.filters;
    if (isNew && keeper.keep({ ...chat, alive: input.at })) kept = chat;
  };
};
