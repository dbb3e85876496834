import { CommandRejected } from '../commandRejected.js';
import { inOrder } from '../inOrder.js';
import { historyNeedsAsync } from '../rejections.js';
import type { WebChatService } from '../service.js';
import { type Context, loaded } from './context.js';

type Records = Pick<WebChatService, 'getTranscript' | 'getAgents' | 'getStats' | 'getSessionData' | 'fetchHistory'>;

/** Commands that tell what is known; but for history they ask nobody. */
export const records = (context: Context): Records => {
  const { session, transport, settings } = context;
  const { history } = transport;
  // A page begins where the one before has ended.
  const row = inOrder();
  const agentsNow = () => session.state.participants.agents;
  return {
    async getTranscript() {
      const { transcript, originals } = session.state;
      return { messages: transcript.slice(), originalMessages: originals.slice() };
    },
    getAgents: async () => ({ agents: agentsNow() }),
    async getStats() {
      const { transcript } = session.state;
      const startTime = transcript.at(0)?.timestamp ?? false;
      const endTime = transcript.at(-1)?.timestamp ?? false;
      const duration = startTime !== false && endTime !== false && endTime - startTime;
      return { agents: agentsNow(), startTime, endTime, duration };
    },
    async getSessionData() {
      const { state } = session;
      return ('session' in state ? state.session : state.lastSession) ?? transport.noSession; // C38
    },
    async fetchHistory() {
      if (!settings.async || !history) throw new CommandRejected(historyNeedsAsync);
      const { fetchHistory } = await loaded(context, () => import('./fetchHistory.js'));
      return row(() => fetchHistory(context, history));
    },
  };
};
