import Cookies from 'js-cookie';
import { jsonText, objectOf, textOf } from '../../../transports/json.js';
import type { SessionStore } from '../../options.js';
import { type ChatParts, legacyParts, v3Parts } from './chatParts.js';
import { cookieValues, type Site, type SiteCookies, siteCookies } from './siteCookies.js';

/** Options of {@link widgetsCookies}. */
export interface WidgetsCookiesOptions extends Site {
  /** Whose names: those for GMS, or those for v3. @default 'legacy' */
  readonly mode?: 'legacy' | 'v3';
  /** The site keeps the keys itself (asynchronous chats). @default false */
  readonly withoutKeys?: boolean;
}

/** What browsers bear: name and value, in bytes. */
const longest = 4096;

/** Writes the cookies that have changed, removes those without a value, and returns the names that are too long. O17 */
const write = ({ nameOf, attributes }: SiteCookies, values: Readonly<Record<string, string>>): string[] =>
  Object.entries(values).flatMap(([part, value]) => {
    const name = nameOf(part);
    const isTooLong = encodeURIComponent(name).length + Cookies.converter.write(value, name).length > longest;
    const now = isTooLong ? '' : value;
    const there = cookieValues(name);
    if (there.length > 1 || now !== (there[0] ?? '')) {
      // Widgets read the oldest, which may be for this host alone.
      if (there[1] !== undefined || !now) Cookies.remove(name, { ...attributes(), domain: undefined });
      if (now) Cookies.set(name, now, attributes());
      else Cookies.remove(name, attributes());
    }
    return isTooLong ? name : [];
  });

type Read = (part: string) => string | undefined;

/** The chat in one set of cookies, if there is one. */
const chatIn = ({ at, keysOf, rest }: ChatParts, read: Read, withoutKeys = false) => {
  const sessionId = read(`${at}.session`);
  // A cookie that was never written may read so.
  if (!sessionId || sessionId === 'undefined' || sessionId === 'null') return [];
  const session = withoutKeys ? { sessionId } : keysOf(sessionId, read(`${at}.keys`));
  const filters = objectOf(read('.filters'))?.custom ?? [];
  return session ? [{ session, filters, ...rest((part) => read(at + part)) }] : [];
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
  const parts = options.mode === 'v3' ? v3Parts : legacyParts;
  const { at, split } = parts;
  const [session, keys, filters] = [`${at}.session`, `${at}.keys`, '.filters'];

  return {
    get() {
      const values = (part: string) => cookieValues(cookies.nameOf(part));
      const chats = values(session).flatMap((_, back) =>
        chatIn(parts, (part) => values(part).at(-1 - back) ?? values(part).at(-1), options.withoutKeys),
      );
      const [newest] = chats.sort((one, other) => other.alive - one.alive);
      return newest && jsonText(newest);
    },
    set(_key, text) {
      const chat = objectOf(text) ?? {};
      const named = objectOf(chat.session) ?? {};
      const tooLong = write(cookies, {
        [session]: textOf(named.sessionId),
        ...Object.fromEntries(Object.entries(split(named, chat)).map(([part, value]) => [at + part, value])),
        [filters]: Array.isArray(chat.filters) && chat.filters[0] ? jsonText({ custom: chat.filters }) : '',
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
