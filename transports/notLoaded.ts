import type { TransportFailure } from './failures.js';
import { offline } from './request.js';

/** The failure of what needs code that could not be loaded. */
export const notLoaded = (cause: unknown): TransportFailure =>
  offline(cause, cause instanceof Error ? cause.message : 'A part of webchat-streams could not be loaded');
