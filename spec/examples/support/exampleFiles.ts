import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';

/** Where an example lies. */
export const exampleAt = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Modules as a page has them, the package from its sources, by the path they are served at. */
export const bundledFrom = async (
  what: Pick<BuildOptions, 'entryPoints' | 'stdin'>,
): Promise<Record<string, string>> => {
  const { outputFiles } = await build({
    ...what,
    outdir: '/',
    bundle: true,
    splitting: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    logLevel: 'warning',
  });
  return Object.fromEntries(
    outputFiles.map(({ path, text }) => [`/${path.replaceAll('\\', '/').split('/').at(-1)}`, text]),
  );
};

/** The modules of an example, bundled as its page says. */
export const bundled = (...entries: readonly string[]): Promise<Record<string, string>> =>
  bundledFrom({ entryPoints: entries.map(exampleAt) });

/** The page of an example, with the address of a chat server put where a reader would put it. */
export const pageWith = async (path: string, dataURL: string): Promise<string> => {
  const page = await readFile(exampleAt(path), 'utf8');
  const given = page.replace('https://gms.example.com/genesys/2/chat/support', dataURL);
  if (given === page) throw new Error(`${path} names no chat server.`);
  return given;
};
