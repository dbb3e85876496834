import type { CookieJar } from '../../lib/stores/cookieStore.js';

/** Cookies as a document has them: writing adds one, reading gives names and values. */
export const cookieJar = (protocol?: string): CookieJar & { readonly written: readonly string[] } => {
  const cookies = new Map<string, string>();
  const written: string[] = [];
  return {
    location: protocol === undefined ? null : { protocol },
    written,
    get cookie() {
      return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    },
    set cookie(text: string) {
      written.push(text);
      const [pair = '', ...attributes] = text.split('; ');
      const name = pair.slice(0, pair.indexOf('='));
      if (attributes.includes('max-age=0')) cookies.delete(name);
      else cookies.set(name, pair.slice(name.length + 1));
    },
  };
};
