import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, posix, resolve } from 'node:path';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import { browsers } from './browsers.js';
import { rxjsByModule } from './rxjsByModule.js';

/** One file of the script-tag build. */
export interface GlobalFile {
  readonly name: string;
  readonly text: string;
}

/** Where the files of the build meet on the page. */
const meeting = `globalThis[Symbol.for("webchat-streams.parts")]`;
const stage = 'stage';
const entry = `./${stage}/global.js`;
/** A page's own jQuery stays. */
const jquery = `./${stage}/jquery.js`;

const common = {
  bundle: true,
  target: browsers,
  conditions: ['es2015'],
  write: false,
  legalComments: 'none',
  logLevel: 'error',
} as const satisfies BuildOptions;

/** The modules as a bundler splits them: what is there from the start, and what is imported on demand. */
interface Split {
  /** Texts by name, with their maps inside. */
  readonly texts: ReadonlyMap<string, string>;
  readonly outputs: Metafile['outputs'];
  /** What a module is called on the page. */
  idOf(name: string): string;
  /** Tells the files of one build from those of another. */
  readonly build: string;
}

/** Where the other files are fetched by script tags. */
const byTag: Plugin = {
  name: 'byTag',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/brought\.js$/ }, () => ({ path: resolve('scripts/broughtByTag.ts') }));
  },
};

const split = async (): Promise<Split> => {
  const { outputFiles, metafile } = await build({
    ...common,
    entryPoints: { global: 'lib/bridges/global/global.ts' },
    splitting: true,
    format: 'esm',
    // Also the names that the files share.
    minify: true,
    plugins: [rxjsByModule(), byTag],
    // tslib's helpers are what ES2022 has.
    alias: { tslib: './scripts/nativeAsync.ts' },
    outdir: stage,
    sourcemap: 'inline',
    metafile: true,
  });
  const texts = new Map(outputFiles.map(({ path, text }) => [`./${stage}/${basename(path)}`, text]));
  texts.set(
    jquery,
    `import jQuery from 'jquery'; if (!('jQuery' in globalThis)) Object.assign(globalThis, { jQuery, $: jQuery });`,
  );
  const outputs = Object.fromEntries(Object.entries(metafile.outputs).map(([path, output]) => [`./${path}`, output]));
  const hash = createHash('sha256');
  for (const { text } of outputFiles) hash.update(text);
  const names = Object.keys(outputs);
  return {
    texts,
    outputs,
    idOf: (name) => JSON.stringify(names.indexOf(name).toString(36)),
    build: JSON.stringify(hash.digest('hex').slice(0, 8)),
  };
};

/** The outputs that an output imports, and those that they import. */
const closureOf = (outputs: Split['outputs'], from: string, met = new Set([from])): Set<string> => {
  for (const { path, kind } of outputs[from]?.imports ?? []) {
    if (kind !== 'import-statement' || met.has(`./${path}`)) continue;
    met.add(`./${path}`);
    closureOf(outputs, `./${path}`, met);
  }
  return met;
};

/** What is imported on demand lies in three files: the transports that few pages want, and all the rest. */
const fileOf = (outputs: Split['outputs'], name: string): string => {
  const [transport = 'chat'] = /cometd|v3/i.exec(outputs[name]?.entryPoint ?? '') ?? [];
  return `webchat-streams.${transport.toLowerCase()}.js`;
};

/** The stage's modules, as one file sees them. @param shared those that it finds on the page */
const fromStage = ({ texts, outputs, idOf }: Split, shared: ReadonlySet<string>): Plugin => ({
  name: 'fromStage',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^\.\// }, ({ path, namespace }) => {
      const name = namespace === stage ? `./${posix.join(stage, path)}` : path;
      return texts.has(name) ? { path: name, namespace: stage } : undefined;
    });
    onLoad({ filter: /.*/, namespace: stage }, ({ path }) => {
      if (shared.has(path)) {
        const names = outputs[path]?.exports.join(', ');
        return { contents: `export const { ${names} } = ${meeting}.shared[${idOf(path)}];` };
      }
      const text = texts.get(path) ?? '';
      const onDemand = /\bimport\("\.\/([^"]+)"\)/g;
      const load = (_: string, name: string) => {
        const module = `./${stage}/${name}`;
        return `${meeting}.load(${JSON.stringify(fileOf(outputs, module))}, ${idOf(module)})`;
      };
      return { contents: text.replace(onDemand, load), resolveDir: process.cwd() };
    });
  },
});

const namespaces = ({ idOf }: Split, names: Iterable<string>): { imports: string; object: string } => {
  const all = [...names];
  return {
    imports: all.map((name, place) => `import * as part${place} from ${JSON.stringify(name)};`).join('\n'),
    object: `{ ${all.map((name, place) => `${idOf(name)}: part${place}`).join(', ')} }`,
  };
};

/**
 * The script-tag build: `webchat-streams.global.js`, the same with jQuery inside, and beside them what is loaded on demand.
 * All of them are plain scripts.
 */
export const globalBuild = async (version: string): Promise<GlobalFile[]> => {
  const found = await split();
  const { outputs, build: id } = found;
  const here = closureOf(outputs, entry);
  const onDemand = Object.keys(outputs).filter((name) => outputs[name]?.entryPoint && name !== entry);
  const pack = async (name: string, contents: string, shared: ReadonlySet<string>): Promise<GlobalFile[]> => {
    const { outputFiles } = await build({
      ...common,
      stdin: { contents, resolveDir: process.cwd(), sourcefile: name },
      plugins: [fromStage(found, shared)],
      format: 'iife',
      minify: true,
      outfile: name,
      sourcemap: true,
      sourcesContent: true,
      banner: { js: `/*! webchat-streams ${version}, MIT. Third parties: webchat-streams.licenses.txt */` },
    });
    return outputFiles.map(({ path, text }) => ({ name: basename(path), text }));
  };
  here.delete(entry);
  const { imports, object } = namespaces(found, here);
  const main = `${imports}\nimport ${JSON.stringify(entry)};\n${meeting}.share(${id}, ${object});`;
  const files = new Map<string, string[]>();
  for (const name of onDemand) {
    const file = fileOf(outputs, name);
    files.set(file, [...(files.get(file) ?? []), name]);
  }
  const later = [...files].map(([file, names]) => {
    const modules = namespaces(found, names);
    return pack(file, `${modules.imports}\n${meeting}.add(${id}, ${modules.object});`, here);
  });
  const none = new Set<string>();
  const built = await Promise.all([
    pack('webchat-streams.global.js', main, none),
    pack('webchat-streams.global.jquery.js', `import ${JSON.stringify(jquery)};\n${main}`, none),
    ...later,
  ]);
  return built.flat();
};

/** The packages of which something is in the files. */
const packagesIn = ({ outputs }: Split): string[] => {
  const inputs = Object.values(outputs).flatMap(({ inputs }) => Object.entries(inputs));
  const held = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
  const names = held.flatMap((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
  // One of the files begins with it.
  return [...new Set(names).add('jquery')].sort();
};

/** The licences of what the files hold. */
export const thirdPartyLicences = async (): Promise<GlobalFile> => {
  const texts = packagesIn(await split()).map((name) => {
    const file = readdirSync(`node_modules/${name}`).find((each) => /^licen[cs]e/i.test(each));
    if (!file) throw new Error(`node_modules/${name} has no licence: its terms must be known before it is shipped.`);
    return `${name}\n\n${readFileSync(`node_modules/${name}/${file}`, 'utf8').trim()}\n`;
  });
  return { name: 'webchat-streams.licenses.txt', text: texts.join(`\n${'-'.repeat(40)}\n\n`) };
};
