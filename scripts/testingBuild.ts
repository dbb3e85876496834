import { posix, relative, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';
import ts from 'typescript';

/** One file of `webchat-streams/testing`, by its place in dist. */
export interface TestingFile {
  readonly name: string;
  readonly text: string;
}

const sources = 'spec/chatServer';
const folder = 'testing';

/** What the chat server's files import of the rest, seen from where they end in dist. */
const outside = /^\.\.\/\.\.\/transports\//;
const inside = '../transports/';

/** The transports are the package's own, so that a failure made by one is a failure to the other. */
const packageOwn: Plugin = {
  name: 'packageOwn',
  setup: ({ onResolve }) => {
    onResolve({ filter: outside }, ({ path }) => ({ path: path.replace(outside, inside), external: true }));
  },
};

const modules = async (): Promise<TestingFile[]> => {
  const { outputFiles } = await build({
    entryPoints: { index: `${sources}/testing.ts` },
    outdir: folder,
    plugins: [packageOwn],
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'es2022',
    write: false,
    sourcemap: true,
    // The sources of spec are not shipped.
    sourcesContent: true,
    logLevel: 'warning',
  });
  return outputFiles.map(({ path, text }) => ({ name: relative('.', path).replaceAll('\\', '/'), text }));
};

/** Declarations by the path of their source, without its ending. */
const declarations = (): Map<string, string> => {
  const { config } = ts.readConfigFile('scripts/tsconfig.testing.json', ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, resolve('scripts'));
  const program = ts.createProgram(fileNames, options);
  const emitted = new Map<string, string>();
  const { diagnostics } = program.emit(undefined, (path, text) => {
    const source = relative('dist', path).replaceAll('\\', '/');
    emitted.set(source.replace(/\.d\.ts$/, ''), text);
  });
  const wrong = [...ts.getPreEmitDiagnostics(program), ...diagnostics];
  if (wrong.length > 0) {
    throw new Error(ts.formatDiagnostics(wrong, { ...ts.sys, getNewLine: () => '\n', getCanonicalFileName: String }));
  }
  return emitted;
};

/** The declarations that the entry reaches; what lies behind them is nobody's business. */
const types = (): TestingFile[] => {
  const emitted = declarations();
  const entry = `${sources}/testing`;
  const reached = new Set([entry]);
  for (const source of reached) {
    for (const [, specifier = ''] of (emitted.get(source) ?? '').matchAll(/from '(\.[^']+)\.js'/g)) {
      if (!outside.test(specifier)) reached.add(posix.join(posix.dirname(source), specifier));
    }
  }
  return [...reached].map((source) => {
    const name = source === entry ? 'index' : relative(sources, source).replaceAll('\\', '/');
    const text = (emitted.get(source) ?? '').replace(/(?<=from ')[^']+/g, (path) => path.replace(outside, inside));
    return { name: posix.join(folder, `${name}.d.ts`), text };
  });
};

/** `webchat-streams/testing`: the chat server in one module, for Node, and what is published of its types. */
export const testingBuild = async (): Promise<TestingFile[]> => [...(await modules()), ...types()];
