import Cookies from 'js-cookie';
import { isObject, jsonOf, jsonText } from '../../../transports/json.js';

/** Attributes of cookies, as in `main.cookieOptions`. */
export interface WidgetsCookieOptions {
  /** @default the widest domain of the page that takes cookies; none on localhost and for IP addresses */
  readonly domain?: string;
  /** @default '/' */
  readonly path?: string;
  /** @default undefined: the attribute is not written, and the browser applies its own default */
  readonly sameSite?: 'strict' | 'Strict' | 'lax' | 'Lax' | 'none' | 'None';
  /** @default false */
  readonly secure?: boolean;
  /** In days, or until when. @default undefined: they end with the browser */
  readonly expires?: number | Date;
  readonly [attribute: string]: unknown;
}

/** Whose cookies, and with which attributes. */
export interface Site {
  /** Put in front of every name. @default none */
  readonly deploymentID?: string;
  /** @default those of a session cookie on the widest domain */
  readonly cookieOptions?: WidgetsCookieOptions;
}

/** The cookies of one deployment, under the names of Genesys Widgets. */
export interface SiteCookies {
  nameOf(part: string): string;
  /** `undefined` where there is nothing to say: on localhost and for IP addresses. */
  attributes(): WidgetsCookieOptions | undefined;
}

/** An attribute's value, as far as js-cookie can write it. */
const isAttribute = ([name, value]: readonly [string, unknown]): boolean => {
  if (value === undefined) return true;
  if (name === 'sameSite') return typeof value === 'string' && /^([Ss]trict|[Ll]ax|[Nn]one)$/.test(value);
  if (name === 'expires') return typeof value === 'number' || value instanceof Date;
  return typeof value === (name === 'secure' ? 'boolean' : 'string') || typeof value === 'boolean';
};

/** What `main.cookieOptions` has to be. */
export const cookieOptionsRule = [
  (value: unknown) => isObject(value) && Object.entries(value).every(isAttribute),
  'an object of cookie attributes',
] as const;

const probe = '_genesys.widgets.domain';

/** No list of public suffixes: the browser has one. */
const widestDomain = (hostname: string, options: WidgetsCookieOptions | undefined): string | undefined => {
  // localhost, IPv4, IPv6
  if (/^[^.]*$|^[\d.]+$|:/.test(hostname)) return undefined;
  const labels = hostname.split('.');
  for (let from = labels.length - 2; from >= 0; from--) {
    // Of another path it could not be read here.
    const attributes = { ...options, path: '/', domain: `.${labels.slice(from).join('.')}` };
    Cookies.set(probe, '1', attributes);
    const isTaken = Cookies.get(probe) === '1';
    Cookies.remove(probe, attributes);
    if (isTaken) return attributes.domain;
  }
  return undefined;
};

/** Every value under a name, the oldest first: there may be one for this host and one for its domain. */
export const cookieValues = (name: string): string[] =>
  globalThis.document.cookie.split('; ').flatMap((pair) => {
    const at = pair.indexOf('=');
    try {
      return decodeURIComponent(pair.slice(0, at)) === name ? [Cookies.converter.read(pair.slice(at + 1), name)] : [];
    } catch {
      return []; // Written by another page.
    }
  });

export const siteCookies = ({ deploymentID, cookieOptions }: Site): SiteCookies => {
  const prefix = `${deploymentID ? `${deploymentID}.` : ''}_genesys.widgets.webchat.state`;
  let known: readonly [WidgetsCookieOptions | undefined] | undefined;
  const find = (): WidgetsCookieOptions | undefined => {
    const hostname = globalThis.document?.location.hostname ?? '';
    const domain = cookieOptions?.domain ?? widestDomain(hostname, cookieOptions);
    // B15: like Widgets, no `SameSite` unless `cookieOptions` say so.
    return domain ? { path: '/', ...cookieOptions, domain } : cookieOptions;
  };
  return {
    nameOf: (part) => prefix + part,
    attributes: () => {
      known ??= [find()];
      return known[0];
    },
  };
};

/** js-cookie as the hooks of a site know it: version 2 wrote objects as JSON, and read them. */
export const cookieForHooks = (): object =>
  Object.assign(
    Cookies.withConverter<unknown>({
      write: (value, name) =>
        Cookies.converter.write(typeof value === 'string' ? value : (jsonText(value) ?? ''), name),
    }),
    { getJSON: (name: string) => jsonOf(Cookies.get(name) ?? '') },
  );
