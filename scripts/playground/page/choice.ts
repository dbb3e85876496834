import { type TransportName, transportNames } from '../../../spec/reference/abilities.js';
import { whyNot } from './whyNot.js';

/** What a chat is to be like: over which server API, and whether it lives on when the page goes. */
export interface Choice {
  readonly transport: TransportName;
  readonly async: boolean;
}

const key = 'playground.choice';

/** Why the server API has no asynchronous chats; `undefined` where it has. */
export const whyNotAsync = (transport: TransportName): string | undefined => whyNot('asyncChats', transport);

const parse = (text: string | null, of: string): Choice | undefined => {
  const given = new Map<string, unknown>(Object.entries(JSON.parse(text ?? '{}')));
  const transport = transportNames.find((name) => name === given.get('transport'));
  return transport && given.get('of') === of ? { transport, async: given.get('async') === true } : undefined;
};

/**
 * What was chosen: in this tab, or else in the one before.
 * @param of names the servers it was chosen among
 */
export const storedChoice = (of: string): Choice | undefined => {
  try {
    return parse(sessionStorage.getItem(key), of) ?? parse(localStorage.getItem(key), of);
  } catch {
    return undefined;
  }
};

export const storeChoice = (of: string, choice: Choice): void => {
  for (const storage of [sessionStorage, localStorage]) storage.setItem(key, JSON.stringify({ ...choice, of }));
};
