import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { objectOf } from '../../transports/json.js';
import { run, runQuietly } from '../run.js';

export const unreachable =
  /code (ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT)/;

/** Puts packages that are installed here into the folder. */
export const lend = (folder: string, names: Iterable<string>): void => {
  for (const name of names) {
    const place = join(folder, 'node_modules', name);
    if (existsSync(place)) continue;
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(resolve('node_modules', name), place);
  }
};

const layOut = async (archive: string, folder: string): Promise<number> => {
  const place = join(folder, 'node_modules', 'webchat-streams');
  mkdirSync(place, { recursive: true });
  const code = await run('tar', ['-xzf', archive, '-C', place, '--strip-components=1']);
  const { dependencies } = objectOf(readFileSync(join(place, 'package.json'), 'utf8')) ?? {};
  lend(folder, [...Object.keys(objectOf(dependencies) ?? {}), 'rxjs', 'tslib']);
  return code;
};

/**
 * Installs the archive into an empty folder by npm, with what it depends on.
 * Where no registry can be reached, it is laid out by hand beside the dependencies that are installed here, and that is said.
 */
export const installPacked = async (archive: string, folder: string): Promise<number> => {
  const options = ['--prefer-offline', '--no-audit', '--no-fund', '--fetch-retries=0', '--fetch-timeout=20000'];
  const { code, output } = await runQuietly('npm', ['i', '--prefix', folder, ...options, archive]);
  if (code === 0) return 0;
  if (!unreachable.test(output)) {
    console.error(output);
    return code;
  }
  console.log(
    'NOT PROVEN: that npm installs the archive. No registry can be reached, and npm has not all dependencies in its cache; ' +
      'the archive is unpacked by hand beside those that are installed here, and the rest is checked on that.',
  );
  return layOut(archive, folder);
};
