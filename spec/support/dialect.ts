import type { Agent, Agents } from '../../streams/events.js';
import type { ChatMessage, ServerAnswer, SessionData } from '../../transports/frames.js';
import { isObject, objectOf } from '../../transports/json.js';
import type { Ability } from '../reference/abilities.js';
import { able } from './needs.js';

/** Whether an answer says yes: `statusCode` on GMS, `status.code` on v3. */
export const isYes = ({ statusCode, status }: ServerAnswer): boolean =>
  Number(statusCode ?? objectOf(status)?.code) === 0;

/** What nobody else may read: `secureKey` on GMS, `token` on v3. */
export const secretOf = ({ secureKey, token }: SessionData): string => {
  const secret = secureKey ?? token;
  if (!secret) throw new Error('The session has no secret.');
  return secret;
};

/** Events that are only published where the server can do something. */
const dependent: Readonly<Record<string, Ability>> = {
  pollingStarted: 'polling',
  pollingStopped: 'polling',
  botConnected: 'bots',
  botDisconnected: 'bots',
};

/** Those of the names that are published on the transport of this run. */
export const published = <Name extends string>(...names: readonly Name[]): Name[] =>
  names.filter((name) => {
    const ability = dependent[name];
    return ability === undefined || able(ability);
  });

/**
 * The names without `messageReceived`: while a chat ends, the server may tell who leaves before the last poll asks, or after it
 * (E27).
 */
export const withoutMessages = (names: readonly string[]): string[] =>
  names.filter((name) => name !== 'messageReceived');

/** The agent of that name: GMS counts participants, v3 gives them ids. */
export const agentNamed = (agents: Agents, name: string): Agent | undefined =>
  Object.values(agents).find((agent) => agent.name === name);

/** By what a file in a message is fetched: its id on GMS, the url of its content on v3. */
export const fileIdOf = ({ fileDetails, ...message }: ChatMessage): string | undefined => {
  const content: unknown = Reflect.get(message, 'content');
  const first: unknown = Array.isArray(content) ? content[0] : undefined;
  const id = fileDetails?.['file-id'] ?? (isObject(first) ? first.url : undefined);
  return id === undefined ? undefined : String(id);
};

/** Whether a message brings a file. */
export const withFile = ({ messages }: { readonly messages: readonly ChatMessage[] }): boolean =>
  messages.some((message) => fileIdOf(message) !== undefined);

/** What every server's own words for a message have in common with its transcript. */
export const asSaid = (originals: readonly unknown[]): unknown[] =>
  originals.map((original) =>
    isObject(original) ? [original.utcTime, original.text ?? original.url ?? ''] : original,
  );
