import { posix } from 'node:path';

const isElsewhere = (target: string): boolean => /^(https?|mailto):/.test(target);

const plain = (text: string): string => decodeURIComponent(text.replaceAll('&amp;', '&'));

const idsOf = (html: string): Set<string> =>
  new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => plain(id)));

/** What a page loads, or leads to. */
const targetsOf = (html: string): string[] => [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, to = '']) => to);

/** What a page would ask the network for. */
const loadedBy = (html: string): string[] =>
  [...html.matchAll(/<(?:script|img|link|iframe|source)\b[^>]*?\s(?:href|src)="([^"]*)"/g)].map(
    ([, from = '']) => from,
  );

/**
 * Links of a site's pages that lead nowhere, and what they would load from elsewhere, as `page: what is wrong`.
 * @param pages their HTML by their address from the site's root
 * @param files every file of the site, pages too
 */
export const brokenSiteLinks = (pages: ReadonlyMap<string, string>, files: ReadonlySet<string>): string[] => {
  const ids = new Map([...pages].map(([page, html]) => [page, idsOf(html)] as const));
  const problem = (page: string, target: string): string | undefined => {
    const [path = '', hash = ''] = plain(target).split('#');
    if (path.startsWith('/') || /^[a-z]+:/.test(path)) return `links to ${target}, which depends on where the site is`;
    const address = path === '' ? page : posix.join(posix.dirname(page), path);
    if (!files.has(address)) return `links to ${target}, which is not there`;
    if (hash && ids.get(address)?.has(hash) === false) return `links to ${target}, where nothing has that id`;
    return undefined;
  };
  return [...pages].flatMap(([page, html]) => [
    ...new Set([
      // A bare name of a page reads like a host of Moldova.
      ...targetsOf(html)
        .filter((target) => /^https?:\/\/[^/]+\.md(\/|$)/.test(target))
        .map((target) => `${page}: links to ${target}, which is a page named without a link`),
      ...targetsOf(html)
        .filter((target) => !isElsewhere(target))
        .map((target) => problem(page, target))
        .filter((found) => found !== undefined)
        .map((found) => `${page}: ${found}`),
      ...loadedBy(html)
        .filter(isElsewhere)
        .map((from) => `${page}: loads ${from} from elsewhere`),
    ]),
  ]);
};
