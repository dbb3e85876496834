import { gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import { browsers } from './browsers.js';

/** What ends in a page that imports an entry. */
export interface Measured {
  /** Bytes, minified and gzipped at level 9. */
  readonly gzip: number;
  /** Minified bytes by package, and by file for our own. */
  readonly parts: ReadonlyMap<string, number>;
}

/** What to weigh. */
export interface Weighing {
  readonly entry: string;
  /** Packages that the page has anyway. */
  readonly without?: readonly string[];
  /** Where its imports are looked up. @default here */
  readonly from?: string;
  /** Of what is imported on demand: what counts too. @default nothing */
  readonly onDemand?: RegExp;
  /** Of the packages: which build. @default RxJS's es2015 */
  readonly conditions?: readonly string[];
}

const partOf = (input: string): string =>
  /node_modules\/(?!webchat-streams\/)((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? input;

/** What is imported on demand loads later, if at all. */
const leaveOnDemand = (but?: RegExp): Plugin => ({
  name: 'leaveOnDemand',
  setup: ({ onResolve }) => {
    onResolve({ filter: /.*/ }, ({ kind, path }) =>
      kind === 'dynamic-import' && !but?.test(path) ? { path, external: true } : undefined,
    );
  },
});

/** Bundles an entry as a page would and weighs it. RxJS's es2015 build is what current bundlers should take. */
export const measure = async ({
  entry,
  without = [],
  from = process.cwd(),
  onDemand,
  conditions = ['es2015'],
}: Weighing): Promise<Measured> => {
  const { outputFiles, metafile } = await build({
    stdin: { contents: entry, resolveDir: from, loader: 'ts', sourcefile: 'entry.ts' },
    plugins: [leaveOnDemand(onDemand)],
    bundle: true,
    minify: true,
    format: 'esm',
    target: browsers,
    conditions: [...conditions],
    external: [...without],
    // What loads later is in files of its own, as a page has it.
    splitting: true,
    outdir: 'weighed',
    write: false,
    metafile: true,
    legalComments: 'none',
    logLevel: 'error',
  });
  const parts = new Map<string, number>();
  for (const { inputs } of Object.values(metafile.outputs)) {
    for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
      parts.set(partOf(input), (parts.get(partOf(input)) ?? 0) + bytesInOutput);
    }
  }
  const gzip = outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0);
  return { gzip, parts };
};
