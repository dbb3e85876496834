import { HookFailure } from '../../../streams/serviceFailure.js';
import { TransportFailure } from '../../../transports/failures.js';
import { CommandRejected } from '../../commandRejected.js';
import { busFailure } from './busFailure.js';
import { plain } from './plain.js';

/** What a command is rejected with on a bus: the reference's sentence itself, a failed request as Widgets tell of one, or the error. */
export const rejectionOf = (reason: unknown): unknown => {
  if (reason instanceof CommandRejected) return reason.message;
  return reason instanceof TransportFailure || reason instanceof HookFailure ? plain(busFailure(reason)) : reason;
};
