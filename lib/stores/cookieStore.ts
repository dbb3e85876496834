import type { SessionStore } from '../options.js';

/** The part of a document that holds cookies. */
export interface CookieJar {
  /** As `document.cookie`. */
  cookie: string;
  /** Where the page is from: `https:` makes cookies secure. */
  readonly location?: { readonly protocol: string } | null;
}

/** Options of {@link cookieStore}. */
export interface CookieStoreOptions {
  /** E.g. `example.com`, so that a chat follows to every subdomain. @default this host alone */
  readonly domain?: string;
  /** @default '/' */
  readonly path?: string;
  /** @default 'strict' */
  readonly sameSite?: 'strict' | 'lax' | 'none';
  /** Send over HTTPS only. @default true on a page that came over HTTPS */
  readonly secure?: boolean;
  /** Whose cookies. @default the page's */
  readonly document?: CookieJar;
}

/** What browsers bear: name and value, in bytes. */
const longest = 4096;

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined; // Not written here: somebody else's cookie.
  }
};

/**
 * Keeps sessions in session cookies: they end with the browser, and may follow to subdomains. The server sees them.
 * Throws a TypeError where there is no document. `set` throws a RangeError over 4096 bytes.
 */
export const cookieStore = (options: CookieStoreOptions = {}): SessionStore => {
  const jar: CookieJar | undefined = options.document ?? globalThis.document;
  if (!jar) throw new TypeError('cookieStore needs a document. Outside a page, use memoryStore().');
  const { domain, path = '/', sameSite = 'strict', secure = jar.location?.protocol === 'https:' } = options;
  const attributes = `; path=${path}; samesite=${sameSite}${domain ? `; domain=${domain}` : ''}${secure ? '; secure' : ''}`;

  return {
    get(key) {
      const start = `${encodeURIComponent(key)}=`;
      const pair = jar.cookie.split('; ').find((cookie) => cookie.startsWith(start));
      return pair === undefined ? undefined : decoded(pair.slice(start.length));
    },
    set(key, value) {
      const pair = `${encodeURIComponent(key)}=${encodeURIComponent(value)}`;
      if (pair.length > longest) {
        throw new RangeError(
          `'${key}' needs ${pair.length} bytes, a cookie holds ${longest}. Use indexedDbStore() for sessions this large.`,
        );
      }
      jar.cookie = pair + attributes;
    },
    delete(key) {
      jar.cookie = `${encodeURIComponent(key)}=; max-age=0${attributes}`;
    },
  };
};
