import type { TransportName } from '../../spec/reference/abilities.js';
import { ArgumentsRefused } from './argumentsRefused.js';
import type { Servers } from './shared/servers.js';

/** The addresses as they were given. */
export type GivenAddresses = Readonly<Partial<Record<'data-url' | 'comet-url' | 'api-url', string>>>;

const examples = {
  gmsRest: 'https://gms.example.com/genesys/2/chat/customer-support',
  v3Rest: 'https://gms.example.com/nexus/v3/chat/sessions',
  gmsCometd: 'https://gms.example.com/genesys/cometd',
  files: 'https://gms.example.com/genesys/2/chat-ntf',
} as const satisfies Required<Servers>;

const readAddress = (option: string, text: string, example: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new ArgumentsRefused(`--${option} takes an http or https address, such as ${example}.`);
  }
  if (url.username || url.password) {
    throw new ArgumentsRefused(`--${option} holds a password: give it as the header Authorization.`);
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
};

const refuse = (message: string): never => {
  throw new ArgumentsRefused(message);
};

/** The real server that was named, with each of its addresses; `undefined` where none was. @throws ArgumentsRefused */
export const readServers = (transport: TransportName, given: GivenAddresses): Servers | undefined => {
  const { 'data-url': data, 'comet-url': comet, 'api-url': api } = given;
  if (transport === 'gmsCometd') {
    if (data !== undefined) return refuse('--transport gmsCometd takes --comet-url instead of --data-url.');
    if (comet === undefined) return api === undefined ? undefined : refuse('--api-url goes with --comet-url.');
    return {
      gmsCometd: readAddress('comet-url', comet, examples.gmsCometd),
      ...(api !== undefined && { files: readAddress('api-url', api, examples.files) }),
    };
  }
  const [other] = [comet !== undefined && '--comet-url', api !== undefined && '--api-url'].filter(Boolean);
  if (other) return refuse(`${other} is for GMS over CometD: give --transport gmsCometd as well.`);
  return data === undefined ? undefined : { [transport]: readAddress('data-url', data, examples[transport]) };
};
