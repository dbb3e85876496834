/** One cookie, as a browser keeps it. */
interface Kept {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  readonly hostOnly: boolean;
  readonly path: string;
}

/** A browser's cookies, of all sites. */
export type Cookies = Map<string, Kept>;

/** A page that is open: `document` is its own until `close`. */
export interface Page {
  /** What was written to `document.cookie`, as it was. */
  readonly written: readonly string[];
  /** The page's cookies, as they stand there. */
  cookies(): Record<string, string>;
  /** As `document.cookie = text`. */
  write(text: string): void;
  close(): void;
}

const suffixes = ['com', 'uk', 'co.uk'];

const attributesOf = (texts: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    texts.map((text) => {
      const [name = '', ...value] = text.trim().split('=');
      return [name.toLowerCase(), value.join('=')];
    }),
  );

/** Opens a page on a host, in a browser with these cookies and a short list of public suffixes. */
export const openPage = (hostname = 'www.example.com', jar: Cookies = new Map(), pathname = '/chat'): Page => {
  const written: string[] = [];
  const isOfHost = ({ domain, hostOnly }: Kept): boolean =>
    hostname === domain || (!hostOnly && hostname.endsWith(`.${domain}`));
  const isHere = (kept: Kept): boolean =>
    isOfHost(kept) && `${pathname}/`.startsWith(`${kept.path}/`.replace('//', '/'));
  const visible = () => [...jar.values()].filter(isHere);
  const write = (text: string): void => {
    written.push(text);
    const [pair = '', ...others] = text.split(';');
    const attributes = attributesOf(others);
    const at = pair.indexOf('=');
    const given = attributes.get('domain')?.replace(/^\./, '');
    const kept = {
      name: pair.slice(0, at),
      value: pair.slice(at + 1),
      domain: given || hostname,
      hostOnly: !given,
      path: attributes.get('path') ?? pathname,
    };
    if (pair.length > 4096 || !isOfHost(kept) || (given !== undefined && suffixes.includes(given))) return;
    const key = JSON.stringify([kept.name, kept.domain, kept.hostOnly, kept.path]);
    const isOver = attributes.has('expires') && Date.parse(attributes.get('expires') ?? '') <= Date.now();
    if (isOver) jar.delete(key);
    else jar.set(key, kept);
  };
  const page = {
    location: { hostname },
    get cookie() {
      return visible()
        .map(({ name, value }) => `${name}=${value}`)
        .join('; ');
    },
    set cookie(text: string) {
      write(text);
    },
  };
  Object.defineProperty(globalThis, 'document', { value: page, configurable: true });
  return {
    written,
    write,
    cookies: () => Object.fromEntries(visible().map(({ name, value }) => [name, decodeURIComponent(value)])),
    close: () => {
      Reflect.deleteProperty(globalThis, 'document');
    },
  };
};
