import { firstValueFrom } from 'rxjs';
import { CommandRejected } from '../../commandRejected.js';
import type { WebChatService } from '../../service.js';
import type { BusCommand } from '../bus/bus.js';
import { pluginName } from './pluginName.js';

const denied = 'Access Denied to private command. Only WebChatService is allowed to invoke this command';
const notFinished = 'previous poll has not finished.';

const isForeign = ({ commander }: BusCommand): boolean => commander !== pluginName;

/** Starts the loop, for whoever speaks in the service's own name. */
export const poll = async (service: WebChatService, call: BusCommand): Promise<void> => {
  if (isForeign(call)) throw new CommandRejected(`${denied}.`);
  const { polling } = await firstValueFrom(service.state$, { defaultValue: { polling: false } });
  if (polling) throw new CommandRejected(notFinished);
  try {
    await service.startPoll();
  } catch (reason) {
    if (!(reason instanceof CommandRejected)) throw reason;
    throw new CommandRejected(reason.message.startsWith('This transport') ? `${reason.message}.` : notFinished);
  }
};

/** Goes on with a stored chat: for everybody where chats live on, elsewhere in the service's own name only. */
export const restore = async (service: WebChatService, call: BusCommand): Promise<void> => {
  if (isForeign(call) && !service.async) throw new CommandRejected(`${denied} in Non-Async mode.`);
  await service.restore(call.data);
};
