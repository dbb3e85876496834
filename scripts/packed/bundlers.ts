import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** What a bundler is to build. */
export interface Job {
  /** Where the package is installed. */
  readonly folder: string;
  /** Files of that folder. */
  readonly entries: readonly string[];
  readonly out: string;
  /** For Node rather than for a page. */
  readonly node?: boolean;
}

/** Builds, and tells all that went wrong or was warned of. */
type Bundler = (job: Job) => Promise<readonly string[]>;

/** What webpack and Rspack tell of a build. */
interface Stats {
  toJson(options: object): Record<'errors' | 'warnings', readonly { readonly message: string }[]>;
}
type Pack = (settings: object, done: (failure: Error | null, stats: Stats) => void) => void;

const webpackLike =
  (pack: Pack): Bundler =>
  ({ folder, entries, out, node }) =>
    new Promise((settle, fail) => {
      const settings = {
        context: folder,
        mode: 'production',
        devtool: false,
        target: node ? 'node20' : 'web',
        entry: Object.fromEntries(entries.map((name) => [name, `./${name}.mjs`])),
        output: { path: out, filename: '[name].cjs', chunkFilename: '[name].[id].cjs' },
        // How large a page becomes is not asked here; to minify would be most of the time.
        performance: false,
        optimization: { minimize: false },
      };
      pack(settings, (failure, stats) => {
        if (failure) return fail(failure);
        const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
        settle([...errors, ...warnings].map(({ message }) => message));
      });
    });

interface Rollup {
  rollup(options: object): Promise<{ write(options: object): Promise<unknown>; close(): Promise<void> }>;
}

const rollupWith =
  ({ rollup }: Rollup, nodeResolve: (options: object) => unknown): Bundler =>
  async ({ folder, entries, out, node }) => {
    const problems: string[] = [];
    const bundle = await rollup({
      input: entries.map((name) => join(folder, `${name}.mjs`)),
      plugins: [nodeResolve({ browser: !node, preferBuiltins: true })],
      onwarn: ({ message }: Error) => problems.push(message),
    });
    await bundle.write({ dir: out, format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' });
    await bundle.close();
    return problems;
  };

interface Vite {
  build(options: object): Promise<unknown>;
}

const viteWith =
  ({ build: buildWith }: Vite): Bundler =>
  async ({ folder, entries, out, node = false }) => {
    const problems: string[] = [];
    const note = (message: string) => problems.push(message);
    const nothing = () => undefined;
    await buildWith({
      root: folder,
      configFile: false,
      logLevel: 'warn',
      customLogger: {
        info: nothing,
        clearScreen: nothing,
        warn: note,
        warnOnce: note,
        error: note,
        hasErrorLogged: nothing,
      },
      ssr: { noExternal: true },
      build: {
        ssr: node,
        outDir: out,
        chunkSizeWarningLimit: 10_000,
        rollupOptions: {
          input: entries.map((name) => join(folder, `${name}.mjs`)),
          output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
        },
      },
    });
    return problems;
  };

const withEsbuild: Bundler = async ({ folder, entries, out, node }) => {
  const { warnings } = await build({
    entryPoints: entries.map((name) => join(folder, `${name}.mjs`)),
    outdir: out,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    minify: true,
    platform: node ? 'node' : 'browser',
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
  });
  return warnings.map(({ text }) => text);
};

/** The bundlers by name. @param cache where they are installed */
export const bundlersIn = async (cache: string): Promise<ReadonlyMap<string, Bundler>> => {
  const { resolve: find } = createRequire(resolve(cache, 'package.json'));
  const load = (name: string) => import(pathToFileURL(find(name)).href);
  const { default: newest } = await load('webpack');
  const { default: oldest } = await load('webpack-5.76');
  const { rspack, rspackVersion } = await load('@rspack/core');
  const rollup = await load('rollup');
  const { nodeResolve } = await load('@rollup/plugin-node-resolve');
  const vite = await load('vite');
  return new Map([
    [`webpack ${oldest.version}`, webpackLike(oldest)],
    [`webpack ${newest.version}`, webpackLike(newest)],
    [`Rspack ${rspackVersion}`, webpackLike(rspack)],
    [`Rollup ${rollup.VERSION}`, rollupWith(rollup, nodeResolve)],
    [`Vite ${vite.version}`, viteWith(vite)],
    ['esbuild', withEsbuild],
  ]);
};
