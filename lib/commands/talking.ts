import { defer } from 'rxjs';
import { wellFormed } from '../../streams/outgoing.js';
import { activeOf } from '../../streams/state.js';
import { checkGiven } from '../../transports/checkOptions.js';
import type { ServerAnswer } from '../../transports/frames.js';
import type { OutgoingMessage } from '../../transports/transport.js';
import { CommandRejected } from '../commandRejected.js';
import { loadedOnce } from '../loadedOnce.js';
import {
  invalidFilters,
  messageTooLong,
  noCustomNotice,
  noMessageText,
  noPreprocessor,
  noSession,
  noUserDataUpdate,
} from '../rejections.js';
import type { WebChatService } from '../service.js';
import { admit, ask, type Context, restoring, settle, tell } from './context.js';
import { deliver } from './delivering.js';
import { parseUserData } from './parseUserData.js';

type Talking = Pick<WebChatService, 'sendMessage' | 'sendFilteredMessage' | 'sendCustomNotice'>;
type Shaping = Pick<WebChatService, 'addPrefilter' | 'updateUserData' | 'registerPreProcessor'>;

const isText = (message: unknown): message is string => typeof message === 'string' && message.trim() !== '';

/** Also one from another frame. */
const isFilter = (value: unknown): value is RegExp => Object.prototype.toString.call(value) === '[object RegExp]';

/** All retries wait for one import, in the order of the calls; most chats never need it. */
const retryCode = /* @__PURE__ */ loadedOnce(() => import('./retrying.js'));

/** Takes its place in the row as soon as it is admitted; what follows the call changes nothing of it. */
const say = async (
  context: Context,
  given: OutgoingMessage,
  { id, filters, noChat }: { readonly id?: string; readonly filters?: readonly RegExp[]; readonly noChat?: string },
): Promise<ServerAnswer> => {
  const { maxMessageLength } = context.settings;
  const message = { ...given, message: wellFormed(given.message) }; // C45
  const tooLong = [...message.message].length > maxMessageLength;
  const retry = async () => {
    const { sendAgain } = await settle(context, defer(retryCode.load));
    return sendAgain(context, message, `${id}`);
  };
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
