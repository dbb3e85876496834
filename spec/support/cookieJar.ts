import type { CookieJar } from '../../lib/stores/cookieStore.js';

/** One cookie: the same name may be there once a domain and a path. */
interface Crumb {
  readonly name: string;
  readonly path: string;
  value: string;
}

/**
 * Cookies as a document has them: writing adds one, reading gives names and values, the longest path first and then the
 * oldest. A cookie that is written again keeps its place.
 */
export const cookieJar = (protocol?: string): CookieJar & { readonly written: readonly string[] } => {
  const crumbs = new Map<string, Crumb>();
  const written: string[] = [];
  return {
    location: protocol === undefined ? null : { protocol },
    written,
    get cookie() {
      return [...crumbs.values()]
        .sort((one, other) => other.path.length - one.path.length)
        .map(({ name, value }) => `${name}=${value}`)
        .join('; ');
    },
    set cookie(text: string) {
      written.push(text);
      const [pair = '', ...attributes] = text.split('; ');
      const attribute = (name: string) =>
        attributes.find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1);
      const name = pair.slice(0, pair.indexOf('='));
      const value = pair.slice(name.length + 1);
      const path = attribute('path') ?? '/';
      const key = [name, path, attribute('domain')?.replace(/^\./, '') ?? ''].join(';');
      const there = crumbs.get(key);
      if (attribute('max-age') === '0') crumbs.delete(key);
      else if (there) there.value = value;
      else crumbs.set(key, { name, path, value });
    },
  };
};
