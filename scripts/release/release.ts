import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { versionIn } from '../version.js';
import { execute, git } from './git.js';
import { reasonsAgainst } from './reasonsAgainst.js';
import { releasedChangelog } from './releasedChangelog.js';

/** What a release is made of. */
export interface Release {
  readonly folder: string;
  readonly version: string;
  /** e.g. `2026-01-31` */
  readonly date: string;
  /** Whether all is well; asked once nothing else speaks against it. */
  check(): Promise<boolean>;
}

/**
 * Gives what is unreleased a version: in package.json, the lock file and the changelog, as one commit with a tag. Publishes nothing.
 * @returns why not; nothing is changed then
 */
export const release = async ({ folder, version, date, check }: Release): Promise<readonly string[]> => {
  const [changes, branch, tags] = await Promise.all([
    git(folder, 'status', '--porcelain'),
    git(folder, 'rev-parse', '--abbrev-ref', 'HEAD'),
    git(folder, 'tag', '--list'),
  ]);
  const path = join(folder, 'CHANGELOG.md');
  const changelog = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const current = versionIn(folder);
  const standing = { changes, branch, tags: tags.split('\n').filter(Boolean), changelog, current };
  const reasons = reasonsAgainst(version, standing);
  if (reasons.length > 0) return reasons;
  if (!(await check())) return ['The checks have failed; mend what they say.'];
  writeFileSync(path, releasedChangelog(changelog, version, date));
  // In package.json and in the lock file.
  await execute('npm', ['version', version, '--no-git-tag-version', '--allow-same-version'], { cwd: folder });
  await git(folder, 'commit', '--quiet', '--all', '--message', `Release ${version}`);
  await git(folder, 'tag', '--annotate', '--message', `Release ${version}`, `v${version}`);
  return [];
};
