import { EMPTY, map, of, startWith } from 'rxjs';
import type { UserData } from '../transports/transport.js';
import { listen, type Target } from './listen.js';
import type { Environment } from './options.js';

/** What is read of the global object: a page has all of it, workers and Node a part. */
export interface Host extends Partial<Target> {
  readonly fetch: typeof globalThis.fetch;
  readonly XMLHttpRequest?: typeof globalThis.XMLHttpRequest;
  readonly document?: Target & Pick<Document, 'hidden' | 'referrer' | 'title' | 'URL'>;
  readonly navigator?: Pick<Navigator, 'userAgent'>;
}

/** What a user agent calls itself, where that is not its name. */
const names: Readonly<Record<string, string>> = {
  Edg: 'Edge',
  OPR: 'Opera',
  FxiOS: 'Firefox',
  CriOS: 'Chrome',
  iPhone: 'iOS',
  iPad: 'iOS',
  CrOS: 'ChromeOS',
};

/** The last of the marks in the group, since Edge also says Chrome; the others count only without them. */
const named = (marks: RegExp, userAgent: string): string => {
  const [whole = 'unknown', mark = whole] = marks.exec(userAgent) ?? [];
  return names[mark] ?? mark;
};

/** What Widgets attach of the page they are on. */
const factsOf = ({ document, navigator }: Host): UserData => {
  if (!document) return {};
  const userAgent = navigator?.userAgent ?? '';
  return {
    _genesys_source: /Mobi|Android|iPad/.test(userAgent) ? 'mobile' : 'web',
    _genesys_referrer: document.referrer,
    _genesys_url: document.URL,
    _genesys_pageTitle: document.title,
    _genesys_browser: named(/.*(Edg|OPR|Firefox|FxiOS|Chrome|CriOS)|Safari/, userAgent),
    _genesys_OS: named(/.*(Windows|Android|iPhone|iPad|CrOS)|Mac OS|Linux/, userAgent),
    _genesys_widgets: '9.0.017.00',
  };
};

const isTarget = (host: Partial<Target>): host is Target => typeof host.addEventListener === 'function';

/**
 * Whatever surrounds us: a page, a worker, Node. Nothing is touched before the call,
 * and `fetch` is looked up at each request, so that one replaced later is used.
 */
export const defaultEnvironment = (host: Host = globalThis): Environment => {
  const { document } = host;
  return {
    fetch: (...request) => host.fetch(...request),
    XMLHttpRequest: host.XMLHttpRequest,
    now: () => Date.now(),
    random: () => Math.random(),
    online$: isTarget(host) ? listen(host, 'online') : EMPTY,
    hidden$: document
      ? listen(document, 'visibilitychange').pipe(
          startWith(0),
          map(() => document.hidden),
        )
      : of(false),
    pageFacts: () => factsOf(host),
  };
};
