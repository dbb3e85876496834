import { CommandRejected } from '../../commandRejected.js';
import { invalidConfiguration } from '../busRejections.js';

/**
 * The command `configure`: the first that can be carried out counts. Later ones are rejected and change nothing;
 * none or an empty one is rejected with `Invalid configuration`.
 */
export const configureOnce = (start: (configuration: object) => unknown): ((given?: object) => Promise<void>) => {
  let configured = false;
  return async (given = {}) => {
    if (Object.keys(given).length === 0) throw new CommandRejected(invalidConfiguration);
    if (configured) throw new CommandRejected('WebChatService is configured already: reload the page to change that.');
    configured = true;
    try {
      await start(given);
    } catch (error) {
      configured = false;
      throw error;
    }
  };
};
