import type { SessionStore } from '../options.js';
import { indexedDbStore } from './indexedDbStore.js';
import { memoryStore } from './memoryStore.js';

/** IndexedDB in a browser, memory elsewhere. */
export const defaultStore = (): SessionStore => ('indexedDB' in globalThis ? indexedDbStore() : memoryStore());
