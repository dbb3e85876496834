import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { run } from './run.js';
import { transportSizes } from './transportSizes.js';

const folder = mkdtempSync(join(tmpdir(), 'packed-'));
const modules = join(folder, 'node_modules');

/** What a reader of the README writes first. */
const usage = `
import { createWebChatService } from 'webchat-streams';
import { gmsRest } from 'webchat-streams/transports';
const service = createWebChatService({ transport: gmsRest({ dataURL: 'http://localhost/gms' }), store: new Map() });
service.events.messageReceived$.subscribe(({ messages }) => messages);
await service.dispose();
`;

/** Types with skipLibCheck off and no types of Node: an error in ours is a page's error. */
const options = {
  target: 'ES2022',
  module: 'NodeNext',
  lib: ['ES2022', 'ESNext.Disposable', 'DOM', 'DOM.Iterable'],
  types: [],
  strict: true,
  skipLibCheck: false,
  noEmit: true,
};

/** Lays the package out as npm would, beside the dependencies that are installed here. */
const install = async (archive: string): Promise<number> => {
  mkdirSync(join(modules, 'webchat-streams'), { recursive: true });
  for (const name of ['rxjs', 'tslib', 'fetch-retry', 'idb-keyval', 'rxjs-for-await']) {
    symlinkSync(resolve('node_modules', name), join(modules, name));
  }
  writeFileSync(join(folder, 'usage.ts'), usage);
  writeFileSync(join(folder, 'usage.mjs'), usage.replace(/<[^>]*>/g, ''));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['usage.ts'] }));
  return run('tar', ['-xzf', archive, '-C', join(modules, 'webchat-streams'), '--strip-components=1']);
};

/** A bundler brings one transport without another, and cometd only behind an import(). */
const bundleEach = async (): Promise<number> => {
  const { each } = await transportSizes({
    from: folder,
    lib: 'webchat-streams',
    transports: 'webchat-streams/transports',
  });
  for (const { name, own, strangers } of each) {
    console.log(
      `${name}: ${own} B beside the core${strangers.map((part) => `, and it brings ${part} along`).join('')}`,
    );
  }
  return each.every(({ own, strangers }) => own > 0 && strangers.length === 0) ? 0 : 1;
};

/** Each step on the package as it would be published; stops at the first that fails. */
const steps = async (): Promise<number> => {
  const packed = await run('npm', ['pack', '--silent', '--pack-destination', folder]);
  const archive = join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '');
  return (
    packed ||
    (await run('publint', ['run', archive, '--strict'])) ||
    (await run('attw', [archive, '--profile', 'esm-only', '--no-emoji', '--format', 'table'])) ||
    (await install(archive)) ||
    (await run('node', [join(folder, 'usage.mjs')])) ||
    (await run('tsc', ['-p', folder])) ||
    (await bundleEach())
  );
};

const code = await steps();
rmSync(folder, { recursive: true, force: true });
if (code === 0) console.log('packed, published on paper, installed, imported, compiled and bundled as a reader would');
process.exitCode = code;
