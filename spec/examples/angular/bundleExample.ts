import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import type { ServedFile } from '../../../scripts/playground/bundlePage.js';

/** The versions of Angular that are installed for the example, each in a workspace of its own. */
export const angularVersions = ['20', '22'] as const;

export type AngularVersion = (typeof angularVersions)[number];

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const library: Readonly<Record<string, string>> = {
  'webchat-streams': here('../../../lib/index.ts'),
  'webchat-streams/angular': here('../../../lib/bridges/angular/index.ts'),
};

/** The package from its sources, and one Angular for everybody. */
const packages = (version: AngularVersion): Plugin => ({
  name: 'packages',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^webchat-streams(\/angular)?$/ }, ({ path }) => ({ path: library[path] }));
    onResolve({ filter: /^@angular\// }, ({ path, kind, pluginData }) =>
      pluginData === version
        ? undefined
        : resolve(path, { kind, resolveDir: here(`./angular${version}`), pluginData: version }),
    );
  },
});

const common = (version: AngularVersion) =>
  ({
    plugins: [packages(version)],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['es2015'],
    write: false,
    logLevel: 'warning',
  }) as const satisfies BuildOptions;

const typeOf = (path: string): string =>
  ({ js: 'text/javascript', css: 'text/css', html: 'text/html' })[path.split('.').at(-1) ?? ''] ?? 'application/json';

/**
 * The example's files by the path they are served at.
 * @param chatURL where its chat server is
 * @param main what is begun instead of the example's own main.ts
 */
export const bundleExample = async (
  version: AngularVersion,
  chatURL: string,
  main = here('./app/main.ts'),
): Promise<Map<string, ServedFile>> => {
  const { outputFiles } = await build({
    ...common(version),
    entryPoints: { main, styles: here('./app/styles.css') },
    splitting: true,
    outdir: '/',
    sourcemap: 'linked',
  });
  const page = await readFile(here('./app/index.html'), 'utf8');
  const files = outputFiles.map(({ path, contents }) => {
    const name = `/${path.replaceAll('\\', '/').split('/').at(-1)}`;
    return [name, { type: typeOf(name), body: contents }] as const;
  });
  const index = page.replace(/(?<=name="chat-url" content=")[^"]*/, chatURL);
  return new Map<string, ServedFile>([...files, ['/', { type: 'text/html', body: index }]]);
};

/** A script for Node, all in one. */
export const bundleForNode = async (version: AngularVersion, entry: string, outfile: string): Promise<void> => {
  await build({
    ...common(version),
    entryPoints: [entry],
    platform: 'node',
    outfile,
    write: true,
    // What is CommonJS asks for Node's own modules.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
};
