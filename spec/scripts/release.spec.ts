import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { git } from '../../scripts/release/git.js';
import { release } from '../../scripts/release/release.js';
import { objectOf } from '../../transports/json.js';

const opening = '# Changelog\n\nAll of it.\n\n';
const entry = '## [Unreleased]\n\n### Added\n\n- Bread.\n';
const date = '2026-01-31';

describe('npm run release', () => {
  let folder = '';
  const put = (name: string, text: string) => writeFile(join(folder, name), text);
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  const commit = async () => {
    await git(folder, 'add', '--all');
    await git(folder, 'commit', '--quiet', '--message', 'Work');
  };
  const asked: string[] = [];
  const to = (version: string, passes = true) =>
    release({
      folder,
      version,
      date,
      check: async () => {
        asked.push(version);
        return passes;
      },
    });
  const log = () => git(folder, 'log', '--format=%s%d');

  beforeEach(async () => {
    asked.length = 0;
    folder = await mkdtemp(join(tmpdir(), 'release-'));
    await git(folder, 'init', '--quiet', '--initial-branch=main');
    await git(folder, 'config', 'user.name', 'Jo');
    await git(folder, 'config', 'user.email', 'jo@example.com');
    const named = { name: 'bakery', version: '1.2.0' };
    await put('package.json', JSON.stringify(named));
    await put('package-lock.json', JSON.stringify({ ...named, lockfileVersion: 3, packages: { '': named } }));
    await put('CHANGELOG.md', `${opening}${entry}`);
    await commit();
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('commits and tags a version, in the package, its lock file and the changelog', async () => {
    expect(await to('1.3.0')).to.deep.equal([]);

    expect(await log()).to.equal('Release 1.3.0 (HEAD -> main, tag: v1.3.0)\nWork');
    expect(await git(folder, 'status', '--porcelain')).to.equal('');
    expect(objectOf(await read('package.json'))?.version).to.equal('1.3.0');
    expect((await read('package-lock.json')).match(/"version": ?"1\.3\.0"/g)).to.have.lengthOf(2);
    expect(await read('CHANGELOG.md')).to.equal(
      `${opening}## [Unreleased]\n\n## [1.3.0] - ${date}\n\n### Added\n\n- Bread.\n`,
    );
  });

  it('puts a release above the ones before, and leaves those as they are', async () => {
    await to('1.3.0');
    const before = (await read('CHANGELOG.md')).split('## [1.3.0]')[1];
    await put('CHANGELOG.md', (await read('CHANGELOG.md')).replace('[Unreleased]\n', '[Unreleased]\n\n- Cake.\n'));
    await commit();
    expect(await to('2.0.0')).to.deep.equal([]);

    const text = await read('CHANGELOG.md');
    expect(text).to.include(`## [Unreleased]\n\n## [2.0.0] - ${date}\n\n- Cake.\n\n## [1.3.0]`);
    expect(text.endsWith(`## [1.3.0]${before}`)).to.equal(true);
  });

  it('takes the version that package.json has, where nothing was released before', async () => {
    expect(await to('1.2.0')).to.deep.equal([]);
    expect(await log()).to.equal('Release 1.2.0 (HEAD -> main, tag: v1.2.0)\nWork');
  });

  /** Why not, and nothing has happened. */
  const refuses = async (version: string, reason: RegExp, passes = true): Promise<void> => {
    const before = [await log(), await git(folder, 'status', '--porcelain'), await read('CHANGELOG.md')];
    const reasons = await to(version, passes);
    expect(reasons).to.have.lengthOf(1);
    expect(reasons[0]).to.match(reason);
    expect([await log(), await git(folder, 'status', '--porcelain'), await read('CHANGELOG.md')]).to.deep.equal(before);
    expect(asked).to.deep.equal(passes ? [] : [version]);
  };

  it('refuses a tree with changes, and names them', async () => {
    await put('cake.txt', 'cake');
    await refuses('1.3.0', /not committed.*\n\?\? cake\.txt/);
  });

  it('refuses where the changelog tells nothing new', async () => {
    await put('CHANGELOG.md', `${opening}## [Unreleased]\n\n## [1.2.0] - 2026-01-01\n\n- Flour.\n`);
    await commit();
    await refuses('1.3.0', /CHANGELOG\.md tells nothing under \[Unreleased\]/);
    await put('CHANGELOG.md', opening);
    await commit();
    await refuses('1.3.0', /CHANGELOG\.md tells nothing/);
  });

  it('refuses another branch', async () => {
    await git(folder, 'switch', '--quiet', '--create', 'cake');
    await refuses('1.3.0', /branch "cake"/);
  });

  it('refuses a version that does not come after the last', async () => {
    await refuses('1.1.9', /1\.1\.9 does not come after 1\.2\.0/);
    await git(folder, 'tag', 'v1.3.0');
    await refuses('1.3.0', /There is a tag v1\.3\.0/);
    await refuses('1.2.0', /1\.2\.0 does not come after 1\.2\.0/);
  });

  it('refuses where a check fails', () => refuses('1.3.0', /checks have failed/, false));

  it('says all that speaks against it at once', async () => {
    await put('CHANGELOG.md', opening);
    await git(folder, 'switch', '--quiet', '--create', 'cake');
    expect(await to('1.0.0')).to.have.lengthOf(4);
  });
});
