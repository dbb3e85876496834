import { parseArgs } from 'node:util';
import { type TransportName, transportNamed } from '../../spec/reference/abilities.js';
import { exampleServers } from './exampleServers.js';
import { readServers } from './readServers.js';
import { refuse } from './refuse.js';
import type { Servers } from './shared/servers.js';

/** What `npm start` was asked for. */
export interface Arguments {
  readonly help: boolean;
  /** `undefined`: 8020, or another where that is taken. */
  readonly port?: number;
  /** The server API to begin with. */
  readonly transport: TransportName;
  /** A real server to talk to; `undefined`: the chat server that comes along. */
  readonly servers?: Servers;
  /** Sent with every request to that server. Secret. */
  readonly headers: Readonly<Record<string, string>>;
}

export const usage = `Usage: npm start -- [options]

Without options: a chat server with an agent, and a page that talks to it.

  --transport NAME   the server API to begin with: gmsRest (default), v3Rest
                     or gmsCometd; the page lets you choose another
  --data-url URL     talk to a real server instead, of the kind --transport says:
                     gmsRest  ${exampleServers.gmsRest}
                     v3Rest   ${exampleServers.v3Rest}
  --comet-url URL    the same with --transport gmsCometd, e.g.
                     ${exampleServers.gmsCometd}
  --api-url URL      beside --comet-url: where files go, e.g.
                     ${exampleServers.files}
  --api-key KEY      sent as the header "apikey", on v3 as "x-api-key"
  --header 'N: V'    another header; may be given several times
  --port N           where the page is served (default 8020, or a free one)
  --help             this text

npm repeats the command line on the screen, with what --api-key and --header hold.
To keep that off it, put the key into the environment variable WEBCHAT_API_KEY,
and headers into WEBCHAT_HEADER, one 'Name: value' a line.`;

const options = {
  transport: { type: 'string' },
  'data-url': { type: 'string' },
  'comet-url': { type: 'string' },
  'api-url': { type: 'string' },
  'api-key': { type: 'string' },
  header: { type: 'string', multiple: true },
  port: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** What is wrong with an argument, said as an argument's trouble. */
const orRefuse = <Value>(read: () => Value): Value => {
  try {
    return read();
  } catch (error) {
    return refuse(error instanceof Error ? error.message : 'The arguments could not be read.');
  }
};

const readPort = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  const port = Number(text);
  return /^\d+$/.test(text) && port <= 65535
    ? port
    : refuse(`--port takes a number from 0 to 65535, and "${text}" is none.`);
};

/** Never repeats the value: it may be a secret. */
const readHeader =
  (source: string) =>
  (text: string): readonly [string, string] => {
    const [, name = '', value = ''] = /^([\w!#$%&'*+.^`|~-]+):\s*([\x20-\x7e]+)$/.exec(text) ?? [];
    return name
      ? [name.toLowerCase(), value.trim()]
      : refuse(`${source} takes 'Name: value', e.g. 'Authorization: Basic …'.`);
  };

const readValues = (args: readonly string[]) =>
  orRefuse(() => parseArgs({ args: [...args], options, allowPositionals: false }).values);

type Values = ReturnType<typeof readValues>;

/** Of a header that is given twice, the command line's counts. */
const readHeaders = (
  values: Values,
  transport: TransportName,
  { WEBCHAT_API_KEY, WEBCHAT_HEADER = '' }: NodeJS.ProcessEnv,
) => {
  const apiKey = values['api-key'] ?? WEBCHAT_API_KEY;
  const keyName = transport === 'v3Rest' ? 'x-api-key' : 'apikey';
  const kept = WEBCHAT_HEADER.split(/\r?\n/).filter((line) => line.trim() !== '');
  return Object.fromEntries([
    ...kept.map(readHeader('WEBCHAT_HEADER')),
    ...(apiKey ? [readHeader(values['api-key'] ? '--api-key' : 'WEBCHAT_API_KEY')(`${keyName}: ${apiKey}`)] : []),
    ...(values.header ?? []).map(readHeader('--header')),
  ]);
};

/** @throws ArgumentsRefused */
export const parseArguments = (args: readonly string[], environment: NodeJS.ProcessEnv = {}): Arguments => {
  const values = readValues(args);
  const transport = orRefuse(() => transportNamed(values.transport));
  const servers = readServers(transport, values);
  const [idle] = (['api-key', 'header'] as const).filter((name) => values[name] !== undefined);
  if (!servers && idle) {
    refuse(`--${idle} is for a real server: give ${transport === 'gmsCometd' ? '--comet-url' : '--data-url'} as well.`);
  }
  return {
    help: values.help ?? false,
    port: readPort(values.port),
    transport,
    servers,
    headers: servers ? readHeaders(values, transport, environment) : {},
  };
};
