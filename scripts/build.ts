import { rmSync } from 'node:fs';
import { build } from 'esbuild';
import { filesBelow } from '../spec/support/filesBelow.js';
import { run } from './run.js';

// One module a file, so that a bundler drops what is not imported; the sources are shipped beside the maps.
rmSync('dist', { recursive: true, force: true });
const declared = await run('tsc', ['-p', 'scripts/tsconfig.build.json']);
if (declared === 0) {
  await build({
    entryPoints: ['lib', 'streams', 'transports'].flatMap((folder) => filesBelow(folder, '.ts')),
    outdir: 'dist',
    outbase: '.',
    bundle: false,
    format: 'esm',
    target: 'es2022',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
  });
  console.log(`dist: ${filesBelow('dist', '.js').length} modules with types and maps`);
}
process.exitCode = declared;
