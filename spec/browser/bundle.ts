import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { type TransportName, transportNames } from '../reference/abilities.js';

const spec = fileURLToPath(new URL('../', import.meta.url));

/** The page has a world of its own. */
const browserWorld: Plugin = {
  name: 'browserWorld',
  setup({ onResolve }) {
    onResolve({ filter: /\/nodeWorld\.js$/ }, () => ({ path: `${spec}support/browserWorld.ts` }));
  },
};

/** These do their work on import, whatever package.json says of the package they lie beside. */
const sideEffects: Plugin = {
  name: 'sideEffects',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/(browser|stories)\// }, ({ path }) => ({ path: join(spec, path), sideEffects: true }));
  },
};

/** `from:spec/stories/x.story.ts` tells mocha, as its own loader would, which file the next tests are in. */
const fileMarks: Plugin = {
  name: 'fileMarks',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^from:/ }, ({ path }) => ({ path: path.slice(5), namespace: 'from' }));
    onLoad({ filter: /.*/, namespace: 'from' }, ({ path }) => ({
      contents: `mocha.suite.emit('pre-require', globalThis, ${JSON.stringify(path)}, mocha);`,
    }));
  },
};

const bundle = async (imports: readonly string[]): Promise<string> => {
  const contents = imports.map((path) => `import '${path}';`).join('\n');
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: spec, sourcefile: 'entry.ts', loader: 'ts' },
    plugins: [sideEffects, browserWorld, fileMarks],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['es2015'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  const [file] = outputFiles;
  if (!file) throw new Error('esbuild wrote nothing for the browser.');
  return file.text;
};

const storiesIn = async (folder: string): Promise<string[]> =>
  (await readdir(new URL(`../${folder}/`, import.meta.url)))
    .filter((name) => name.endsWith('.story.ts'))
    .sort()
    .flatMap((name) => [`from:spec/${folder}/${name}`, `./${folder}/${name}`]);

/**
 * What the page of the stories runs: mocha, each story, and last the start of it all.
 * Stories of the browser itself know no transport, and are told once, with the first.
 */
export const bundleStories = async (transport: TransportName): Promise<string> => {
  const ofBrowser = transport === transportNames[0] ? await storiesIn('browser') : [];
  const stories = [...ofBrowser, ...(await storiesIn('stories'))];
  return bundle(['./browser/page/setUpMocha.ts', ...stories, './browser/page/runMocha.ts']);
};

/** What a visited page runs: the library, and the way to it. */
export const bundleVisit = (): Promise<string> => bundle(['./browser/page/visitPage.ts']);

/** What a worker runs: the library alone. */
export const bundleWorker = (): Promise<string> => bundle(['./browser/page/worker.ts']);
