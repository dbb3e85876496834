import { filter } from 'rxjs';
import { isMissing, isOpen, wellFormed } from '../../streams/outgoing.js';
import type { Taken } from '../../streams/session.js';
import { activeOf, type SessionState } from '../../streams/state.js';
import { brought } from '../../transports/brought.js';
import { checkGiven } from '../../transports/checkOptions.js';
import { asFailure } from '../../transports/failures.js';
import type { ServerAnswer } from '../../transports/frames.js';
import type { OutgoingMessage } from '../../transports/transport.js';
import { CommandRejected } from '../commandRejected.js';
import {
  invalidFilters,
  messageTooLong,
  noActiveSession,
  noCustomNotice,
  noMessageText,
  noPreprocessor,
  noSession,
  notFailed,
  noUserDataUpdate,
} from '../rejections.js';
import type { WebChatService } from '../service.js';
import { admit, ask, type Context, restoring, settle, tell } from './context.js';
import { parseUserData } from './parseUserData.js';
import { cancelIdleTimer } from './polling.js';

type Talking = Pick<WebChatService, 'sendMessage' | 'sendFilteredMessage' | 'sendCustomNotice'>;
type Shaping = Pick<WebChatService, 'addPrefilter' | 'updateUserData' | 'registerPreProcessor'>;

const isText = (message: unknown): message is string => typeof message === 'string' && message.trim() !== '';

/** Also one from another frame. */
const isFilter = (value: unknown): value is RegExp => Object.prototype.toString.call(value) === '[object RegExp]';

/**
 * Its place in the row, and what comes of it; where it shows the message, the session learns of that before the caller.
 *
 * @param check what still speaks against it when its turn has come
 */
const deliver = async (
  context: Context,
  admitted: Taken,
  message: OutgoingMessage,
  { id, check }: { readonly id?: string; check?(): Promise<void> },
): Promise<ServerAnswer> => {
  // It also wakes the chat; then the server hears of that first (C40). What fails is published as `error`.
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

/**
 * The state in which it is known whether a message that failed has arrived. While polling is stopped it polls for that itself;
 * if the server pushes it does not wait: heartbeats are far between. C44
 */
const whenKnown = async (context: Context, id: string): Promise<SessionState> => {
  const { session, transport } = context;
  const isKnown = (now: SessionState) => !transport.poll || !activeOf(now) || !isOpen(now.outgoing, id);
  const isKnownOrStopped = (now: SessionState) => isKnown(now) || !activeOf(now)?.polling;
  const now = await settle(context, session.state$.pipe(filter(isKnownOrStopped)));
  if (isKnown(now)) return now;
  const { pollOnce } = await brought(() => import('./pollOnce.js'));
  // While the code was loading, the polls of another retry may have told.
  if (!isKnown(session.state)) await pollOnce(context);
  return whenKnown(context, id);
};

/** Sends what has failed once it is known that it has not arrived. */
const sendAgain = async (context: Context, message: OutgoingMessage, id: string): Promise<ServerAnswer> => {
  const { session } = context;
  const admitted = await admit(context, { kind: 'messageRetried', id });
  const known = whenKnown(context, id);
  // If it fails, the check does.
  await known.catch(() => undefined);
  const check = async () => {
    const now = await known;
    if (!isMissing(session.state.outgoing, id)) throw new CommandRejected(notFailed);
    // What only waited until the chat was over, or was being ended, does not go out any more.
    if (!activeOf(now)) throw new CommandRejected(noActiveSession);
  };
  return deliver(context, admitted, message, { id, check });
};

/** Takes its place in the row as soon as it is admitted; what follows the call changes nothing of it. */
const say = async (
  context: Context,
  given: OutgoingMessage,
  { id, filters, noChat }: { readonly id?: string; readonly filters?: readonly RegExp[]; readonly noChat?: string },
): Promise<ServerAnswer> => {
  const { maxMessageLength } = context.settings;
  const message = { ...given, message: wellFormed(given.message) }; // C45
  const tooLong = [...message.message].length > maxMessageLength;
  const retry = () => sendAgain(context, message, `${id}`);
  const own = id === undefined ? undefined : { id, text: message.message, retry };
  const admitted = await admit(context, tooLong ? { kind: 'sessionAsked' } : { kind: 'messageAsked', own }, noChat);
  if (tooLong) throw new CommandRejected(messageTooLong(maxMessageLength));
  if (filters) void tell(context, { kind: 'filtersGiven', filters });
  return deliver(context, admitted, message, { id });
};

/** Commands that say something. */
export const talking = (context: Context): Talking => {
  const { customNotice } = context.transport;
  let sent = 0;
  return {
    async sendMessage(options) {
      if (!isText(options?.message)) throw new CommandRejected(noMessageText);
      checkGiven('sendMessage', options, { type: 'string', parentMessageID: 'string' });
      return say(context, options, context.settings.messageStatus ? { id: `own-${++sent}` } : {});
    },
    async sendFilteredMessage(options) {
      const { message, regex } = options ?? {};
      if (isFilter(regex) && isText(message)) return say(context, { message }, { filters: [regex], noChat: noSession });
      await admit(context, { kind: 'sessionAsked' }, noSession);
      throw new CommandRejected(isFilter(regex) ? noMessageText : invalidFilters);
    },
    async sendCustomNotice(options = {}) {
      if (!customNotice) throw new CommandRejected(noCustomNotice);
      checkGiven('sendCustomNotice', options, { message: 'string' });
      const { message = '' } = options;
      const { state } = await admit(context, { kind: 'sessionAsked' });
      return ask(context, state, (session) => customNotice(session, { message }));
    },
  };
};

/** Commands that decide what is shown of what is said, and what goes with the chat. */
export const shaping = (context: Context): Shaping => {
  const { session, transport, preprocessors } = context;
  const { updateUserData: tellServer } = transport;
  return {
    async addPrefilter(options) {
      const filters: unknown[] = [options?.filters].flat();
      if (filters.length === 0 || !filters.every(isFilter)) throw new CommandRejected(invalidFilters);
      const { state } = await admit(context, { kind: 'filtersGiven', filters });
      return state.filters;
    },
    /** Kept for the next chat too. */
    async updateUserData(given) {
      const userData = parseUserData(given);
      if (userData instanceof CommandRejected) throw userData;
      await restoring(context);
      if (activeOf(session.state) && !tellServer) throw new CommandRejected(noUserDataUpdate);
      const { state } = await admit(context, { kind: 'userDataGiven', userData });
      return activeOf(state) && tellServer ? ask(context, state, (keys) => tellServer(keys, userData)) : state.userData;
    },
    async registerPreProcessor(options) {
      const preprocessor = options?.preprocessor;
      if (typeof preprocessor !== 'function') throw new CommandRejected(noPreprocessor(typeof preprocessor));
      preprocessors.push(preprocessor);
      return preprocessor;
    },
  };
};
