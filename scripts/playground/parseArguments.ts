import { parseArgs } from 'node:util';

/** What `npm start` was asked for. */
export interface Arguments {
  readonly help: boolean;
  /** `undefined`: 8020, or another where that is taken. */
  readonly port?: number;
  /** A real GMS to talk to; `undefined`: the chat server that comes along. */
  readonly dataURL?: string;
  /** Sent with every request to that GMS. Secret. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Wrong arguments; the message says which and what to do. */
export class ArgumentsRefused extends Error {}

export const usage = `Usage: npm start -- [options]

Without options: a chat server with an agent, and a page that talks to it.

  --data-url URL       talk to a real GMS instead, e.g.
                       https://gms.example.com/genesys/2/chat/customer-support
  --api-key KEY        sent to it as the header "apikey"
  --header 'N: V'      another header for it; may be given several times
  --port N             where the page is served (default 8020, or a free one)
  --help               this text

npm repeats a command with its options on the screen. To keep a key off it, leave
--api-key out and put the key into the environment variable WEBCHAT_API_KEY.`;

const options = {
  'data-url': { type: 'string' },
  'api-key': { type: 'string' },
  header: { type: 'string', multiple: true },
  port: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const refuse = (message: string): never => {
  throw new ArgumentsRefused(message);
};

const readPort = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  const port = Number(text);
  return /^\d+$/.test(text) && port <= 65535
    ? port
    : refuse(`--port takes a number from 0 to 65535, and "${text}" is none.`);
};

const readDataURL = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    return refuse(`--data-url takes an http or https address, such as https://gms.example.com/genesys/2/chat/support.`);
  }
  if (url.username || url.password)
    return refuse(`--data-url holds a password: give it as --header 'Authorization: …'.`);
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
};

/** Never repeats the value: it may be a secret. */
const readHeader = (text: string): readonly [string, string] => {
  const [, name = '', value = ''] = /^([\w!#$%&'*+.^`|~-]+):\s*([\x20-\x7e]+)$/.exec(text) ?? [];
  return name ? [name, value.trim()] : refuse(`--header takes 'Name: value', e.g. --header 'Authorization: Basic …'.`);
};

const readValues = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: false }).values;
  } catch (error) {
    return refuse(error instanceof Error ? error.message : 'The arguments could not be read.');
  }
};

/** @throws ArgumentsRefused */
export const parseArguments = (args: readonly string[], environment: NodeJS.ProcessEnv = {}): Arguments => {
  const values = readValues(args);
  const dataURL = readDataURL(values['data-url']);
  const given = values.header ?? [];
  if (!dataURL && values['api-key'] !== undefined) refuse('--api-key is for a real GMS: give --data-url as well.');
  if (!dataURL && given.length > 0) refuse('--header is for a real GMS: give --data-url as well.');
  const apiKey = values['api-key'] ?? environment.WEBCHAT_API_KEY;
  const keyHeader = apiKey && dataURL ? [readHeader(`apikey: ${apiKey}`)] : [];
  return {
    help: values.help ?? false,
    port: readPort(values.port),
    dataURL,
    headers: Object.fromEntries([...keyHeader, ...given.map(readHeader)]),
  };
};
