import type { ChatStatus, Connection } from '../../../lib/index.js';

/** How well it is: colours follow it. */
export type Mood = 'calm' | 'good' | 'wary' | 'bad';

export const chatWords: Readonly<Record<ChatStatus, readonly [words: string, mood: Mood]>> = {
  idle: ['No chat', 'calm'],
  restoring: ['Restoring', 'wary'],
  starting: ['Starting', 'wary'],
  active: ['Active', 'good'],
  ending: ['Ending', 'wary'],
};

export const connectionWords: Readonly<Record<Connection, readonly [words: string, mood: Mood]>> = {
  idle: ['Idle', 'calm'],
  online: ['Online', 'good'],
  pending: ['Chat server hesitates', 'wary'],
  serverOffline: ['Chat server offline', 'bad'],
  disconnected: ['No network', 'bad'],
};
