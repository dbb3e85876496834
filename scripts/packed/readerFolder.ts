import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Entry, firstSteps } from './entries.js';

/** Types with skipLibCheck off and no types of Node: an error in ours is a page's error. */
const strictly = {
  target: 'ES2022',
  lib: ['ES2022', 'DOM', 'DOM.Iterable'],
  types: [],
  strict: true,
  skipLibCheck: false,
  noEmit: true,
};

const nodeNext = { ...strictly, module: 'NodeNext', moduleResolution: 'NodeNext' };
const bundler = { ...strictly, module: 'ESNext', moduleResolution: 'Bundler' };
/** The bot and the test speak to Node. */
const examples = { ...bundler, types: ['node'], skipLibCheck: true };

/** Made CommonJS on the fly, the package is there twice: what is imported on demand is still ESM. */
const twoCopies = `
  import { CommandRejected, createWebChatService, gmsRest, TransportFailure } from 'webchat-streams';
  const service = createWebChatService({ transport: gmsRest({ dataURL: 'http://127.0.0.1:9/gms' }), store: new Map() });
  const reasonOf = (command: Promise<unknown>) => command.catch((reason: unknown) => reason);
  const check = async () => {
    const [started, said] = [await reasonOf(service.startChat()), await reasonOf(service.sendMessage({ message: 'hi' }))];
    if (!(started instanceof TransportFailure) || started.kind !== 'Offline') throw new Error(String(started));
    if (!(said instanceof CommandRejected)) throw new Error(String(said));
    await service.dispose();
  };
  void check();
`;

const modules = ['browser/chat', 'bot/bot', 'worker/page', 'worker/chatWorker', 'testing/supportChat.test'];

/** What a reader of the README and of the examples would have in a folder. */
export const fillFolder = async (folder: string, all: readonly Entry[]): Promise<void> => {
  const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const { esm, cjs } = firstSteps(all);
  put('package.json', '{ "type": "module", "private": true }');
  put('usage.ts', esm);
  put('usage.mjs', esm);
  put('usage.cjs', cjs);
  mkdirSync(join(folder, 'commonjs'));
  put('commonjs/package.json', '{ "private": true }');
  put('commonjs/usage.ts', twoCopies);
  put('unit.ts', `export { scripted } from 'webchat-streams/testing/scripted';`);
  put('tsconfig.nodeNext.json', JSON.stringify({ compilerOptions: nodeNext, files: ['usage.ts'] }));
  put('tsconfig.bundler.json', JSON.stringify({ compilerOptions: bundler, files: ['usage.ts'] }));
  put(
    'tsconfig.examples.json',
    JSON.stringify({ compilerOptions: examples, files: modules.map((name) => `examples/${name}.ts`) }),
  );
  mkdirSync(join(folder, 'examples'));
  for (const name of ['browser', 'bot', 'worker', 'testing']) {
    cpSync(`spec/examples/${name}`, join(folder, 'examples', name), { recursive: true });
  }
};

/** The examples, and what a unit test in a page needs, as a bundler makes them: only what a browser has. */
export const bundleExamples = (folder: string): Promise<unknown> =>
  build({
    entryPoints: [
      ...modules.filter((name) => /^(browser|worker)/.test(name)).map((name) => `examples/${name}.ts`),
      'unit.ts',
    ].map((name) => join(folder, name)),
    outdir: join(folder, 'bundled'),
    bundle: true,
    splitting: true,
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    logLevel: 'error',
  });

/** The example of a test, as Node runs it. @returns its path */
export const compileTest = async (folder: string): Promise<string> => {
  await build({
    entryPoints: ['supportChat', 'supportChat.test'].map((name) => join(folder, `examples/testing/${name}.ts`)),
    outdir: join(folder, 'tested'),
    format: 'esm',
    target: 'es2022',
    logLevel: 'error',
  });
  return join(folder, 'tested/supportChat.test.js');
};
