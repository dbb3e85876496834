import Cookies from 'js-cookie';
import { objectOf, textOf } from '../../../transports/json.js';
import type { SessionStore } from '../../options.js';
import { legacyParts, v3Parts } from './chatParts.js';
import { type Site, type SiteCookies, siteCookies } from './siteCookies.js';

/** Options of {@link widgetsCookies}. */
export interface WidgetsCookiesOptions extends Site {
  /** Whose names: those for GMS, or those for v3. @default 'legacy' */
  readonly mode?: 'legacy' | 'v3';
  /** The site keeps the keys itself (asynchronous chats). @default false */
  readonly withoutKeys?: boolean;
}

/** What browsers bear: name and value, in bytes. */
const longest = 4096;

/** Writes the cookies that have changed, and takes away those without a value; gives back which are too long. */
const write = ({ nameOf, attributes }: SiteCookies, values: Readonly<Record<string, string>>): string[] => {
  const there = Cookies.get();
  return Object.entries(values).flatMap(([part, value]) => {
    const name = nameOf(part);
    const isTooLong = encodeURIComponent(name).length + Cookies.converter.write(value, name).length > longest;
    const now = isTooLong ? '' : value;
    if (now !== (there[name] ?? '')) {
      if (now) Cookies.set(name, now, attributes());
      else Cookies.remove(name, attributes());
    }
    return isTooLong ? name : [];
  });
};

/**
 * Keeps one chat, whatever its key, in the cookies of Genesys Widgets 9: one begun with either goes on with the other,
 * also on another subdomain. The server sees them. A cookie that is as it should be is not written again.
 * Throws a TypeError where there is no document. `set` throws a RangeError that names the cookies over 4096 bytes:
 * these are not kept, the others are.
 */
export const widgetsCookies = (options: WidgetsCookiesOptions = {}): SessionStore => {
  if (!globalThis.document) throw new TypeError('widgetsCookies needs a document. Outside a page, use memoryStore().');
  const cookies = siteCookies(options);
  const { at, split, keysOf, rest } = options.mode === 'v3' ? v3Parts : legacyParts;
  const [session, keys, filters] = [`${at}.session`, `${at}.keys`, '.filters'];

  return {
    get() {
      const there = Cookies.get();
      const read = (part: string) => there[cookies.nameOf(part)];
      const sessionId = read(session);
      // A cookie that was never written may read so.
      if (!sessionId || sessionId === 'undefined' || sessionId === 'null') return undefined;
      const known = options.withoutKeys ? { sessionId } : keysOf(sessionId, read(keys));
      const hidden = objectOf(read(filters))?.custom ?? [];
      return known && JSON.stringify({ session: known, filters: hidden, ...rest((part) => read(at + part)) });
    },
    set(_key, text) {
      const chat = objectOf(text) ?? {};
      const named = objectOf(chat.session) ?? {};
      const tooLong = write(cookies, {
        [session]: textOf(named.sessionId),
        ...Object.fromEntries(Object.entries(split(named, chat)).map(([part, value]) => [at + part, value])),
        [filters]: Array.isArray(chat.filters) && chat.filters[0] ? JSON.stringify({ custom: chat.filters }) : '',
      });
      if (!tooLong[0]) return;
      throw new RangeError(
        `A cookie holds ${longest} bytes. Not kept: ${tooLong}. Use another store, or fewer filters.`,
      );
    },
    delete() {
      const names = [session, keys, `${at}.index`, `${at}.ping`, filters];
      write(cookies, Object.fromEntries(names.map((name) => [name, ''])));
    },
  };
};
