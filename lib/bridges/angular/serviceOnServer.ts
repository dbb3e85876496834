import { BehaviorSubject, NEVER } from 'rxjs';
import { createHotEvents } from '../../../streams/hotEvents.js';
import { idle, type SessionState } from '../../../streams/state.js';
import { viewsOf } from '../../../streams/views.js';
import { commandsOnDemand } from '../../commandsOnDemand.js';
import type { WebChatService } from '../../service.js';

/**
 * What stands for a service while a page is rendered on a server. Nothing is ever published, and each command rejects.
 * As in the browser at first (unless `restore: 'manual'`), it is not known whether there is a chat: what is rendered is what
 * hydration finds.
 */
export const serviceOnServer = (): WebChatService => {
  const { streams, all$ } = createHotEvents();
  const use = async (): Promise<never> => {
    throw new Error(
      'There is no chat on a server. Call commands in the browser: in a handler, or in afterNextRender().',
    );
  };
  const dispose = async (): Promise<void> => undefined;
  return {
    async: false,
    events: streams,
    events$: all$,
    ...viewsOf(new BehaviorSubject<SessionState>({ ...idle({}), status: 'restoring' })),
    uploads$: NEVER,
    ...commandsOnDemand({ isMade: true, use, dispose }),
    dispose,
    [Symbol.asyncDispose]: dispose,
  };
};
