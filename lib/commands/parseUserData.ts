import { isSayable, objectOf } from '../../transports/json.js';
import type { UserData } from '../../transports/transport.js';

/** A copy of an object that can be sent, or of the one in a JSON text; nothing else. */
export const parseUserData = (given: unknown): UserData | undefined => {
  const found = objectOf(given);
  return found && isSayable(found) ? { ...found } : undefined;
};
