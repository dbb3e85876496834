import { type TransportName, transportNames } from '../spec/reference/abilities.js';
import { type Measured, measure } from './measure.js';

/** What a transport adds to a page. */
export interface TransportSize {
  readonly name: string;
  /** Bytes beside the core, minified and gzipped. */
  readonly own: number;
  /** What came along and should not have. */
  readonly strangers: readonly string[];
}

export interface TransportSizes {
  readonly each: readonly TransportSize[];
  /** Bytes of all of them beside the core. */
  readonly all: number;
}

/** Weighed without RxJS; cometd is there only after the first connect. */
const without = ['rxjs'];

/** Where a page finds them: in the sources, or in the package. */
interface Entries {
  readonly from?: string;
  readonly lib: string;
  readonly transports: Readonly<Record<TransportName, string>>;
}

const transportsOf = (transports: string, gmsCometd: string): Entries['transports'] => ({
  gmsRest: transports,
  v3Rest: transports,
  gmsCometd,
});

const sources: Entries = {
  lib: './lib/index.js',
  transports: transportsOf('./transports/index.js', './transports/gmsCometd/index.js'),
};

/** The package, as a reader has it. */
export const inPackage: Entries = {
  lib: 'webchat-streams',
  transports: transportsOf('webchat-streams/transports', 'webchat-streams/cometd'),
};

const others: Readonly<Record<TransportName, RegExp>> = {
  gmsRest: /v3Rest|gmsCometd|^cometd$/,
  v3Rest: /gmsRest|gmsCometd|^cometd$/,
  gmsCometd: /v3Rest|gmsRest\/gmsRest\.[jt]s|^cometd$/,
};

const strangersIn = (name: TransportName, { parts }: Measured): string[] =>
  [...parts].filter(([part, bytes]) => bytes > 0 && others[name].test(part)).map(([part]) => part);

/** Each transport by itself, and all of them with the core. */
export const transportSizes = async ({ from, lib, transports }: Entries = sources): Promise<TransportSizes> => {
  const core = `export { createWebChatService } from '${lib}';`;
  const weigh = (...taken: readonly TransportName[]) => {
    const more = taken.map((name) => `export { ${name} } from '${transports[name]}';`);
    return measure({ entry: [core, ...more].join('\n'), without, from });
  };
  const bare = await weigh();
  const each: TransportSize[] = [];
  for (const name of transportNames) {
    const measured = await weigh(name);
    each.push({ name, own: measured.gzip - bare.gzip, strangers: strangersIn(name, measured) });
  }
  const all = await weigh(...transportNames);
  return { each, all: all.gzip - bare.gzip };
};
