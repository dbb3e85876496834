import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** Which module of RxJS each public name is in. */
const modules = (): ReadonlyMap<string, string> => {
  const index = readFileSync('node_modules/rxjs/dist/esm/index.js', 'utf8');
  const exported = index.matchAll(/export \{ ([^}]+) \} from '\.\/([^']+)';/g);
  return new Map([...exported].flatMap(([, names = '', path = '']) => names.split(', ').map((name) => [name, path])));
};

/**
 * Imports each name from its own module: through the index, whatever any file takes from RxJS
 * ends in the file that all of them share.
 */
export const rxjsByModule = (): Plugin => ({
  name: 'rxjsByModule',
  setup: ({ onLoad }) => {
    const moduleOf = modules();
    const byModule = (_: string, names: string): string =>
      names
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name && !name.startsWith('type '))
        .map((name) => `import { ${name} } from 'rxjs/${moduleOf.get(name)}';`)
        .join('');
    onLoad({ filter: /[\\/](lib|streams|transports)[\\/].*\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      return { contents: text.replace(/^import \{([^}]+)\} from 'rxjs';$/m, byModule), loader: 'ts' };
    });
  },
});
