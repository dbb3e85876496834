import type { TransportName } from '../../spec/reference/abilities.js';
import { exampleServers } from './exampleServers.js';
import { refuse } from './refuse.js';
import type { Servers } from './shared/servers.js';

/** The addresses as they were given. */
export type GivenAddresses = Readonly<Partial<Record<'data-url' | 'comet-url' | 'api-url', string>>>;

const readAddress = (option: string, text: string, example: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    return refuse(`--${option} takes an http or https address, such as ${example}.`);
  }
  if (url.username || url.password) {
    return refuse(`--${option} holds a password: give it as the header Authorization.`);
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
};

/** The real server that was named, with each of its addresses; `undefined` where none was. @throws ArgumentsRefused */
export const readServers = (transport: TransportName, given: GivenAddresses): Servers | undefined => {
  const { 'data-url': data, 'comet-url': comet, 'api-url': api } = given;
  if (transport === 'gmsCometd') {
    if (data !== undefined) return refuse('--transport gmsCometd takes --comet-url instead of --data-url.');
    if (comet === undefined) return api === undefined ? undefined : refuse('--api-url goes with --comet-url.');
    return {
      gmsCometd: readAddress('comet-url', comet, exampleServers.gmsCometd),
      ...(api !== undefined && { files: readAddress('api-url', api, exampleServers.files) }),
    };
  }
  const [other] = [comet !== undefined && '--comet-url', api !== undefined && '--api-url'].filter(Boolean);
  if (other) return refuse(`${other} is for GMS over CometD: give --transport gmsCometd as well.`);
  return data === undefined ? undefined : { [transport]: readAddress('data-url', data, exampleServers[transport]) };
};
