import { numberOf, objectOf } from '../../transports/json.js';
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

/** The last sign of life of the chat that the text holds. */
const aliveIn = (text: string): number => numberOf(objectOf(text)?.alive) ?? 0;

/**
 * Keeps sessions in session cookies: they end with the browser, and may follow to subdomains. The server sees them,
 * and every subdomain can write those of the whole domain.
 * Throws a TypeError where there is no document. `set` throws a RangeError over 4096 bytes.
 */
export const cookieStore = (options: CookieStoreOptions = {}): SessionStore => {
  const jar: CookieJar | undefined = options.document ?? globalThis.document;
  if (!jar) throw new TypeError('cookieStore needs a document. Outside a page, use memoryStore().');
  const { domain, path = '/', sameSite = 'strict', secure = jar.location?.protocol === 'https:' } = options;
  const attributesFor = (at: string, of?: string) =>
    `; path=${at}; samesite=${sameSite}${of ? `; domain=${of}` : ''}${secure ? '; secure' : ''}`;
  const attributes = attributesFor(path, domain);

  return {
    // The same name may be there once for this host and once for the domain: the newest counts. O17
    get(key) {
      const start = `${encodeURIComponent(key)}=`;
      return jar.cookie
        .split('; ')
        .flatMap((cookie) => (cookie.startsWith(start) ? (decoded(cookie.slice(start.length)) ?? []) : []))
        .reverse()
        .sort((one, other) => aliveIn(other) - aliveIn(one))[0];
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
      for (const at of new Set([path, '/'])) {
        for (const of of new Set([domain, undefined])) {
          jar.cookie = `${encodeURIComponent(key)}=; max-age=0${attributesFor(at, of)}`;
        }
      }
    },
  };
};
