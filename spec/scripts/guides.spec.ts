import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { build } from 'esbuild';
import { examplesIn } from '../../scripts/examples.js';
import { contents } from '../../scripts/site/contents.js';

const page = 'scripts/site/guides/testing.md';

/** A block of a page as a module, the package's names leading to its sources. */
const bundled = async (text: string): Promise<string> => {
  const { outputFiles } = await build({
    stdin: { contents: text, resolveDir: resolve('.'), loader: 'ts' },
    alias: Object.fromEntries(contents.entries.map(({ name, file }) => [name, resolve(file)])),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['cometd', 'cometd-nodejs-server', 'faye', 'faye-websocket'],
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
};

describe('the guide to testing', function () {
  this.timeout(20_000);
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guide-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('shows only what runs', async () => {
    const examples = examplesIn(page, await readFile(page, 'utf8'));
    const names: string[] = [];
    for (const { line, text } of examples) {
      const path = join(folder, `${line}.mjs`);
      await writeFile(path, await bundled(text));
      const run: Record<string, () => Promise<void>> = await import(pathToFileURL(path).href);
      for (const [name, test] of Object.entries(run)) {
        await test();
        names.push(name);
      }
    }

    expect(names).to.deep.equal(['answersTheCustomer', 'survivesAnOutage', 'greets']);
  });
});
