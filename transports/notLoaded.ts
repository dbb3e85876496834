import { TransportFailure } from './failures.js';

/** The failure where no answer came. */
export const offline = (
  cause: unknown,
  message = 'No answer: check the network, the address and its CORS rules',
): TransportFailure => new TransportFailure('Offline', message, { cause });

/** The failure of what needs code that could not be loaded. */
export const notLoaded = (cause: unknown): TransportFailure =>
  offline(cause, cause instanceof Error ? cause.message : 'A part of webchat-streams could not be loaded');
