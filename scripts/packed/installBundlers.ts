import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly } from '../run.js';
import { unreachable } from './installPacked.js';

const source = 'scripts/packed/bundlers';
/** Kept from one run to the next; git ignores it. */
const cache = '.bundlers';
const lock = 'package-lock.json';
/** What is left there by an install that ended well. */
const stamp = join(cache, 'installed.json');

const isInstalled = (): boolean =>
  existsSync(stamp) && readFileSync(stamp, 'utf8') === readFileSync(join(source, lock), 'utf8');

/**
 * Installs the bundlers from their own lock file, unless they are there from an earlier run.
 * @returns where they are; nothing where no registry can be reached, which is said
 * @throws where they cannot be installed
 */
export const installBundlers = async (): Promise<string | undefined> => {
  if (isInstalled()) return cache;
  rmSync(stamp, { force: true });
  mkdirSync(cache, { recursive: true });
  for (const file of ['package.json', lock]) cpSync(join(source, file), join(cache, file));
  const options = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--fetch-timeout=20000'];
  const { code, output } = await runQuietly('npm', ['ci', '--prefix', cache, ...options]);
  if (code === 0) {
    cpSync(join(source, lock), stamp);
    return cache;
  }
  if (!unreachable.test(output)) throw new Error(output);
  console.log(
    'NOT PROVEN: that bundlers build the archive. No registry can be reached, and npm does not have them in its cache.',
  );
  return undefined;
};
