import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** A file as it is served. */
export interface ServedFile {
  readonly type: string;
  readonly body: string | Uint8Array;
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.map': 'application/json',
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const page = (name: string): string => fileURLToPath(new URL(`./page/${name}`, import.meta.url));

const typeOf = (path: string): string => types[path.slice(path.lastIndexOf('.'))] ?? 'application/octet-stream';

/** Builds the page in memory: its files by the path they are served at. */
export const bundlePage = async (): Promise<ReadonlyMap<string, ServedFile>> => {
  const { outputFiles } = await build({
    entryPoints: ['main.ts', 'setTheme.ts', 'style.css', 'index.html', 'icon.svg'].map(page),
    outdir: '/',
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['es2015'],
    sourcemap: 'linked',
    loader: { '.html': 'copy', '.svg': 'copy' },
    logLevel: 'error',
  });
  const files = outputFiles.map(({ path, contents }) => {
    const name = `/${path.replaceAll('\\', '/').split('/').at(-1)}`;
    return [name === '/index.html' ? '/' : name, { type: typeOf(name), body: contents }] as const;
  });
  return new Map(files);
};
