import type { Taken } from '../../streams/session.js';
import { checkGiven } from '../../transports/checkOptions.js';
import { CommandRejected } from '../commandRejected.js';
import type { WakeOptions } from '../commands.js';
import { noCustomNotice, noPollExceptions, noPolling, noSession } from '../rejections.js';
import type { WebChatService } from '../service.js';
import { admit, ask, type Context } from './context.js';

type Polling = Pick<WebChatService, 'startPoll' | 'stopPoll' | 'resetPollExceptions' | 'sleep' | 'wake' | 'stayActive'>;

/** Tells the server that the customer is there, if the command woke the chat or the caller asks for it (C40). */
export const cancelIdleTimer = async (
  context: Context,
  { state, events }: Taken,
  { resetIdleState }: WakeOptions = {},
): Promise<void> => {
  const { customNotice } = context.transport;
  if (!customNotice || !(resetIdleState || events.some(({ name }) => name === 'waking'))) return;
  const eventAttributes = { purpose: 'cancel-idle-timer' };
  await ask(context, state, (session) => customNotice(session, { eventAttributes }));
};

/** Commands over the loop that asks for messages. */
export const polling = (context: Context): Polling => {
  const { poll, isPollException, customNotice } = context.transport;
  const loop = (kind: 'startPollAsked' | 'stopPollAsked') => async () => {
    if (!poll) throw new CommandRejected(noPolling);
    await admit(context, { kind }, noSession);
  };
  const wake: WebChatService['wake'] = async (options = {}) => {
    checkGiven('wake', options, { resetIdleState: 'boolean' });
    await cancelIdleTimer(context, await admit(context, { kind: 'woke' }), options);
  };
  return {
    startPoll: loop('startPollAsked'),
    stopPoll: loop('stopPollAsked'),
    async resetPollExceptions() {
      if (!isPollException) throw new CommandRejected(noPollExceptions);
      await admit(context, { kind: 'exceptionsReset' });
    },
    async sleep() {
      if (context.settings.sleepEnabled) await admit(context, { kind: 'slept' });
    },
    wake,
    async stayActive() {
      if (!customNotice) throw new CommandRejected(noCustomNotice);
      await wake({ resetIdleState: true });
    },
  };
};
