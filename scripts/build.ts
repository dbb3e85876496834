import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { build } from 'esbuild';
import { filesBelow } from '../spec/support/filesBelow.js';
import { browsers } from './browsers.js';
import { globalBuild, thirdPartyLicences } from './globalBuild.js';
import { run } from './run.js';
import { testingBuild } from './testingBuild.js';
import { version } from './version.js';

/** Puts files into dist. */
const put = (files: readonly { readonly name: string; readonly text: string }[]): void => {
  for (const { name, text } of files) {
    mkdirSync(dirname(`dist/${name}`), { recursive: true });
    writeFileSync(`dist/${name}`, text);
  }
  console.log(`dist: ${files.map(({ name }) => name).join(', ')}`);
};

/** fetch-retry is CommonJS, of which bundlers complain: it is put into the one module that uses it. */
const withFetchRetry = () =>
  build({
    entryPoints: ['lib/patientFetch.ts'],
    outdir: 'dist',
    outbase: '.',
    bundle: true,
    plugins: [
      {
        name: 'nothingElse',
        setup: ({ onResolve }) =>
          onResolve({ filter: /^\.\.?\// }, ({ path, kind, importer }) =>
            kind === 'import-statement' && !importer.includes('node_modules') ? { path, external: true } : undefined,
          ),
      },
    ],
    format: 'esm',
    target: browsers,
    banner: { js: '/*! fetch-retry by Jon K. Bernhardsen, MIT: webchat-streams.licenses.txt */' },
    sourcemap: true,
    // Its source is not shipped.
    sourcesContent: true,
    logLevel: 'warning',
  });

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
    target: browsers,
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
  });
  await withFetchRetry();
  console.log(`dist: ${filesBelow('dist', '.js').length} modules with types and maps`);
  put([...(await globalBuild(version)), await thirdPartyLicences()]);
  put(await testingBuild());
}
process.exitCode = declared;
