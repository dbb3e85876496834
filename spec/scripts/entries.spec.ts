import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { expect } from 'chai';
import { build } from 'esbuild';
import { contents } from '../../scripts/site/contents.js';

/** What has to be installed for each way into the package; what it loads later counts too, since bundlers look for it as well. */
const packages: Readonly<Record<string, readonly string[]>> = {
  'webchat-streams': ['fetch-retry', 'idb-keyval', 'rxjs', 'rxjs-for-await'],
  'webchat-streams/transports': ['rxjs'],
  'webchat-streams/cometd': ['cometd', 'rxjs'],
  'webchat-streams/cxbus': ['js-cookie', 'rxjs'],
  'webchat-streams/angular': ['@angular/core', 'fetch-retry', 'idb-keyval', 'rxjs'],
  'webchat-streams/testing': ['rxjs'],
  'webchat-streams/testing/scripted': ['rxjs'],
};

const { peerDependencies, peerDependenciesMeta, dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));

/** The packages that a module names, and all that it leads to. */
const namedBy = async (file: string): Promise<string[]> => {
  const { metafile } = await build({
    entryPoints: [file],
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  const names = Object.values(metafile.outputs)
    .flatMap(({ imports }) => imports)
    .filter(({ external, path }) => external && !isBuiltin(path))
    .map(({ path }) => /^(@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? path);
  return [...new Set(names)].sort();
};

describe('the entries of the package', () => {
  for (const { name, file } of contents.entries) {
    it(`${name} names no package but those that it needs`, async () => {
      expect(await namedBy(file)).to.deep.equal(packages[name]);
    });
  }

  it('need what everybody installs, but for one optional package each', () => {
    const always = [...Object.keys(dependencies), 'fetch-retry', 'rxjs'];
    const optional = Object.values(packages).flatMap((names) => names.filter((name) => !always.includes(name)));
    expect(optional).to.deep.equal(['cometd', '@angular/core']);
    for (const name of optional) {
      expect(peerDependencies).to.have.property(name);
      expect(peerDependenciesMeta[name]).to.deep.equal({ optional: true });
    }
  });

  it('are those of package.json, each with a page of the site', () => {
    const { exports } = JSON.parse(readFileSync('package.json', 'utf8'));
    const modules = Object.keys(exports).filter((path) => !['./global', './package.json'].includes(path));
    expect(modules.map((path) => path.replace(/^\./, 'webchat-streams'))).to.have.members(Object.keys(packages));
    expect(Object.keys(packages)).to.include.members(contents.entries.map(({ name }) => name));
  });
});
