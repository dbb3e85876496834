import type { Row } from './row.js';

/** How a row sounds: colours follow it. */
export type Tone = 'trouble' | 'recovery' | 'event' | 'quiet';

const troubles = new Set([
  'error',
  'sessionLost',
  'disconnected',
  'connectionPending',
  'chatServerWentOffline',
  'restoreFailed',
  'restoreTimeout',
  'restoredOffline',
]);
const recoveries = new Set(['reconnected', 'connectionRestored', 'chatServerBackOnline', 'restored']);

export const toneOf = ({ kind, name }: Row): Tone => {
  if (kind === 'rejected') return 'trouble';
  if (kind !== 'event') return 'quiet';
  // On a bus the plugin's name stands in front.
  const own = name.slice(name.lastIndexOf('.') + 1);
  if (troubles.has(own)) return 'trouble';
  return recoveries.has(own) ? 'recovery' : 'event';
};
