import { firstValueFrom } from 'rxjs';
import type { Entry, SessionData } from '../../../transports/frames.js';
import { isObject } from '../../../transports/json.js';
import type { Transport } from '../../../transports/transport.js';

/** A payload whose messages have all fields of the server's JSON (B20). A message that cannot be enriched stays as it is. */
export const enriched = async (
  enrich: NonNullable<Transport['enrich']>,
  entryOf: (message: object) => Entry | undefined,
  session: SessionData,
  payload: unknown,
): Promise<unknown> => {
  const detail = (given: unknown): unknown => {
    const entry = isObject(given) && entryOf(given);
    return entry ? firstValueFrom(enrich(session, entry)).catch(() => given) : given;
  };
  if (!isObject(payload)) return payload;
  const { message, messages } = payload;
  if (Array.isArray(messages)) return { ...payload, messages: await Promise.all(messages.map(detail)) };
  return isObject(message) ? { ...payload, message: await detail(message) } : detail(payload);
};
