import { type Measured, measure } from './measure.js';

/** What a transport adds to a page. */
export interface TransportSize {
  readonly name: string;
  /** Bytes beside the core, minified and gzipped. */
  readonly own: number;
  /** What came along and should not have. */
  readonly strangers: readonly string[];
}

/** Weighed without RxJS; cometd is there only after the first connect. */
const names = ['gmsRest', 'v3Rest', 'gmsCometd'];
const without = ['rxjs'];

const core = "export { createWebChatService } from './lib/index.js';";
const others: Readonly<Record<string, RegExp>> = {
  gmsRest: /v3Rest|gmsCometd|^cometd$/,
  v3Rest: /gmsRest|gmsCometd|^cometd$/,
  gmsCometd: /v3Rest|gmsRest\/gmsRest\.ts|^cometd$/,
};

const strangersIn = (name: string, { parts }: Measured): string[] =>
  [...parts].filter(([part, bytes]) => bytes > 0 && others[name]?.test(part)).map(([part]) => part);

/** Each transport by itself, and all of them with the core. */
export const transportSizes = async (): Promise<{ readonly each: readonly TransportSize[]; readonly all: number }> => {
  const bare = await measure({ entry: core, without });
  const each: TransportSize[] = [];
  for (const name of names) {
    const measured = await measure({ entry: `${core} export { ${name} } from './transports/index.js';`, without });
    each.push({ name, own: measured.gzip - bare.gzip, strangers: strangersIn(name, measured) });
  }
  const all = await measure({ entry: `${core} export { ${names.join(', ')} } from './transports/index.js';`, without });
  return { each, all: all.gzip - bare.gzip };
};
