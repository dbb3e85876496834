import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { bundleEverywhere } from './packed/bundleEverywhere.js';
import { entries } from './packed/entries.js';
import { installPacked, lend } from './packed/installPacked.js';
import { bundleExamples, compileTest, fillFolder } from './packed/readerFolder.js';
import { run, runQuietly } from './run.js';
import { inPackage, transportSizes } from './transportSizes.js';

const folder = mkdtempSync(join(tmpdir(), 'packed-'));
const all = entries();

/** `./global` is a script for a tag, and has no types. */
const attwOptions = ['--profile', 'esm-only', '--no-emoji', '--format', 'table', '--exclude-entrypoints', 'global'];

/** Several at once; what failed says so. */
const together = async (...commands: readonly (readonly [string, ...string[]])[]): Promise<number> => {
  const codes = await Promise.all(
    commands.map(async ([command, ...args]) => {
      const { code, output } = await runQuietly(command, args);
      if (code !== 0) console.error(`${command} ${args.join(' ')}\n${output}`);
      return code;
    }),
  );
  return Math.max(...codes);
};

/** Of spec and scripts nothing is published but the chat server, built. */
const holdsItsOwn = async (archive: string): Promise<number> => {
  const { output } = await runQuietly('tar', ['-tzf', archive]);
  const expected = /^package\/((dist\/(lib|streams|transports|testing)|lib|streams|transports)\/|(dist\/)?[^/]+$)/;
  const strangers = output
    .trim()
    .split('\n')
    .filter((path) => !expected.test(path));
  for (const path of strangers) console.error(`The package holds ${path}`);
  return strangers.length === 0 ? 0 : 1;
};

/** What a page loads by a script tag is there, and is no module. */
const scriptTags = (): number => {
  const dist = join(folder, 'node_modules/webchat-streams/dist');
  const scripts = readdirSync(dist).filter((name) => /^webchat-streams\..*\.js$/.test(name));
  for (const name of scripts) new Script(readFileSync(join(dist, name), 'utf8'), { filename: name });
  console.log(`script tags: ${scripts.join(', ')}`);
  return scripts.includes('webchat-streams.global.js') ? 0 : 1;
};

/** A bundler brings one transport without another, and cometd only behind an import(). */
const bundleEach = async (): Promise<number> => {
  await bundleExamples(folder);
  const { each } = await transportSizes({ ...inPackage, from: folder });
  for (const { name, own, strangers } of each) {
    console.log(
      `${name}: ${own} B beside the core${strangers.map((part) => `, and it brings ${part} along`).join('')}`,
    );
  }
  return each.every(({ own, strangers }) => own > 0 && strangers.length === 0) ? 0 : 1;
};

const typesOf = (name: string): readonly [string, ...string[]] => ['tsc', '-p', join(folder, `tsconfig.${name}.json`)];

/** Each step on the package as it would be published; stops at the first that fails. */
const steps = async (): Promise<number> => {
  const packed = await run('npm', ['pack', '--silent', '--pack-destination', folder]);
  const archive = join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '');
  await fillFolder(folder, all);
  const installed =
    packed ||
    (await holdsItsOwn(archive)) ||
    (await run('publint', ['run', archive, '--strict'])) ||
    (await run('attw', [archive, ...attwOptions])) ||
    (await installPacked(archive, folder));
  if (installed !== 0) return installed;
  // Before anything else is lent: no optional package is there.
  const bundled = scriptTags() || (await bundleEverywhere(folder));
  if (bundled !== 0) return bundled;
  lend(folder, ['@types/node', ...all.flatMap(({ needs = [] }) => needs)]);
  const test = await compileTest(folder);
  return (
    (await together(
      ['node', join(folder, 'usage.mjs')],
      ['node', join(folder, 'usage.cjs')],
      ['tsx', join(folder, 'commonjs/usage.ts')],
      ['node', '--test', test],
      typesOf('nodeNext'),
      typesOf('bundler'),
      typesOf('examples'),
    )) || (await bundleEach())
  );
};

try {
  process.exitCode = await steps();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (process.exitCode === 0) {
  const names = all.map(({ specifier }) => specifier).join(', ');
  console.log(
    `packed, published on paper, installed, imported, required, compiled and bundled as a reader would: ${names}`,
  );
}
