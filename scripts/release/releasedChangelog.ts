const unreleased = /^## \[Unreleased\]\n([\s\S]*?)(?=^## \[|(?![\s\S]))/m;

/** Whether anything is told of what has not been released: a point of a list. */
export const hasUnreleased = (changelog: string): boolean => /^- \S/m.test(unreleased.exec(changelog)?.[1] ?? '');

/**
 * The changelog with what was unreleased under the heading of its release, and nothing unreleased.
 * @param date e.g. `2026-01-31`
 */
export const releasedChangelog = (changelog: string, version: string, date: string): string =>
  changelog.replace(unreleased, (_, entries: string) => `## [Unreleased]\n\n## [${version}] - ${date}\n${entries}`);
