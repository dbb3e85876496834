import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Where an example lies. */
export const exampleAt = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** The modules of an example, bundled as its page says, the package from its sources, by the path they are served at. */
export const bundled = async (...entries: readonly string[]): Promise<Record<string, string>> => {
  const { outputFiles } = await build({
    entryPoints: entries.map(exampleAt),
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

/** The page of an example, with the address of a chat server put where a reader would put it. */
export const pageWith = async (path: string, dataURL: string): Promise<string> => {
  const page = await readFile(exampleAt(path), 'utf8');
  const given = page.replace('https://gms.example.com/genesys/2/chat/support', dataURL);
  if (given === page) throw new Error(`${path} names no chat server.`);
  return given;
};
