import type { AsyncChat, SavedSession } from '../../lib/options.js';
import type { TransportFailure } from '../../transports/failures.js';

/** What a site keeps of its customers' asynchronous chats: one at a time. */
export interface Vault {
  readonly async: Required<Pick<AsyncChat, 'save' | 'load' | 'remove'>>;
  /** JSON, as a site stores it; `undefined` where there is nothing. */
  readonly kept: string | undefined;
  /** What was removed, and why. */
  readonly removed: readonly { readonly sessionData: SavedSession; readonly failure?: TransportFailure }[];
}

/** An empty one. */
export const openVault = (): Vault => {
  let kept: string | undefined;
  const removed: Parameters<Vault['async']['remove']>[0][] = [];
  return {
    get kept() {
      return kept;
    },
    removed,
    async: {
      save(data) {
        kept = JSON.stringify(data);
      },
      load: async () => kept,
      remove(lost) {
        removed.push(lost);
        kept = undefined;
      },
    },
  };
};
