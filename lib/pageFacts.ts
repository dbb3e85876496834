import type { UserData } from '../transports/transport.js';

/** What is read of a page; elsewhere there is none of it. */
export interface PageHost {
  readonly document?: Pick<Document, 'referrer' | 'title' | 'URL'>;
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
export const pageFacts = ({ document, navigator }: PageHost = globalThis): UserData => {
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
