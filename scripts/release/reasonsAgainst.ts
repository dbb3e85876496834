import { gt } from 'semver';
import { hasUnreleased } from './releasedChangelog.js';

/** How a folder stands before a release. */
export interface Standing {
  /** As `git status --porcelain` says it. */
  readonly changes: string;
  readonly branch: string;
  readonly tags: readonly string[];
  readonly changelog: string;
  /** What package.json says. */
  readonly current: string;
}

/** Why this version must not be released from here: all of it, so that it is mended in one go. */
export const reasonsAgainst = (version: string, standing: Standing): string[] => {
  const { changes, branch, tags, changelog, current } = standing;
  const isFirst = version === current && tags.length === 0;
  return [
    ...(changes === '' ? [] : [`These changes are not committed; commit or drop them:\n${changes}`]),
    ...(branch === 'main' ? [] : [`This is the branch "${branch}"; releases are made on main.`]),
    ...(tags.includes(`v${version}`) ? [`There is a tag v${version}; take another version.`] : []),
    ...(isFirst || gt(version, current) ? [] : [`${version} does not come after ${current}, which package.json says.`]),
    ...(hasUnreleased(changelog)
      ? []
      : ['CHANGELOG.md tells nothing under [Unreleased]; say there what is new for those who use this.']),
  ];
};
