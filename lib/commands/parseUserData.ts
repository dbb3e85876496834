import { isObject, objectOf } from '../../transports/json.js';
import type { UserData } from '../../transports/transport.js';
import { CommandRejected } from '../commandRejected.js';
import { malformedUserData } from '../rejections.js';

/** Deeper than any server reads; beyond it the encoding of the form might overflow the stack. */
const deepest = 200;

/**
 * A copy as JSON carries it: `toJSON` is honoured. C34
 *
 * @param above the objects that contain the value
 * @throws TypeError that names what JSON cannot carry
 */
const serializable = (given: unknown, name: string, above: readonly unknown[] = []): unknown => {
  const value: unknown = isObject(given) && typeof given.toJSON === 'function' ? given.toJSON() : given;
  if (/function|symbol|bigint/.test(typeof value) || above.includes(value) || above[deepest])
    throw new TypeError(`${name}: JSON cannot carry this ${typeof value}`);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(
    ([key, item]) => [key, serializable(item, `${name}.${key}`, [...above, value])] as const,
  );
  return Array.isArray(value) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
};

/**
 * A copy of an object, or of the object in a JSON text, as it is sent. C2
 *
 * @returns the copy, or the rejection, whose cause names what cannot be sent
 */
export const parseUserData = (given: unknown): UserData | CommandRejected => {
  try {
    const userData = serializable(objectOf(given), 'userData');
    return isObject(userData) ? userData : new CommandRejected(malformedUserData);
  } catch (cause) {
    return new CommandRejected(malformedUserData, { cause });
  }
};
