import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

type Model = Pick<typeof import('./run.js'), 'run'>;

/**
 * The model and the library in one file. What the library imports lazily then needs no time but a promise's turn, which virtual
 * time waits for: whether a module comes before the next timer is not left to luck.
 */
export const loadModel = async (): Promise<Model> => {
  const outfile = join('node_modules', '.cache', `model-${process.pid}-${performance.now()}.mjs`);
  await build({
    entryPoints: [join('spec', 'model', 'run.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    target: 'es2022',
    sourcemap: 'inline',
    outfile,
  });
  try {
    const model: Model = await import(pathToFileURL(outfile).href);
    return model;
  } finally {
    rmSync(outfile);
  }
};
