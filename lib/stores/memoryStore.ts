import type { SessionStore } from '../options.js';

/** Keeps sessions as long as the page or the process lives. */
export const memoryStore = (): SessionStore => new Map<string, string>();
