import type { Decisions } from '../../streams/draft.js';
import { keysDecisions } from '../../streams/foundKeys.js';
import type { Later } from '../../streams/inputs.js';
import { historyDecisions } from '../../streams/olderMessages.js';
import { restoringDecisions } from '../../streams/restoring.js';
import { retryDecisions } from '../../streams/retrying.js';

/** All decisions whose code loads later. */
export const laterDecisions: Pick<Decisions, keyof Later> = {
  ...restoringDecisions,
  ...historyDecisions,
  ...retryDecisions,
  ...keysDecisions,
};
