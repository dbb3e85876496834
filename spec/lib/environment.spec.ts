import { expect } from 'chai';
import { defaultEnvironment, type Host } from '../../lib/environment.js';
import { pageEvents } from '../../lib/pageEvents.js';
import { pageFacts } from '../../lib/pageFacts.js';

const agents = {
  chromeOnWindows:
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
  edgeOnWindows:
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0',
  firefoxOnLinux: 'Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0',
  safariOnMac:
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15',
  safariOnPhone:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
  chromeOnAndroid:
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36',
  chromeOnTablet:
    'Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0.0.0 Safari/604.1',
  curious: 'Lynx',
};

const answer = async (): Promise<Response> => new Response();

const page = (userAgent = agents.chromeOnWindows) => {
  const document = Object.assign(new EventTarget(), {
    hidden: false,
    referrer: 'https://example.com/',
    title: 'Shop',
    URL: 'https://example.com/shop',
  });
  return Object.assign(new EventTarget(), { fetch: answer, document, navigator: { userAgent } });
};

describe('defaultEnvironment', () => {
  it('works in Node, and says nothing of a page', () => {
    const { now, random, XMLHttpRequest } = defaultEnvironment();
    const { online$, hidden$ } = pageEvents();
    const log: unknown[] = [];
    online$.subscribe((value) => log.push(value)).unsubscribe();
    hidden$.subscribe((hidden) => log.push(hidden));

    expect(now()).to.be.closeTo(Date.now(), 1000);
    expect(random()).to.be.within(0, 1);
    expect(pageFacts()).to.deep.equal({});
    expect(log).to.deep.equal([false]);
    expect(XMLHttpRequest).to.equal(undefined);
  });

  it('looks fetch up at each call, with all its arguments', async () => {
    const calls: unknown[] = [];
    const host = { fetch: answer };
    const { fetch } = defaultEnvironment(host);
    host.fetch = async (...request: unknown[]) => {
      calls.push(request);
      return new Response('later');
    };

    expect(await (await fetch('https://example.com', { method: 'POST' })).text()).to.equal('later');
    expect(calls).to.deep.equal([['https://example.com', { method: 'POST' }]]);
  });

  it('tells when the network may be back, and lets go of the page', () => {
    const host = page();
    let times = 0;
    const subscription = pageEvents(host).online$.subscribe(() => {
      times += 1;
    });
    host.dispatchEvent(new Event('online'));
    subscription.unsubscribe();
    host.dispatchEvent(new Event('online'));

    expect(times).to.equal(1);
  });

  it('E34: tells when the page is seen again, or shown from the back/forward cache', () => {
    const host = page();
    let times = 0;
    const subscription = pageEvents(host).online$.subscribe(() => {
      times += 1;
    });
    for (const hidden of [true, false]) {
      host.document.hidden = hidden;
      host.document.dispatchEvent(new Event('visibilitychange'));
      expect(times).to.equal(hidden ? 0 : 1);
    }
    host.dispatchEvent(new Event('pageshow'));
    subscription.unsubscribe();
    host.document.dispatchEvent(new Event('visibilitychange'));

    expect(times).to.equal(2);
  });

  it('tells whether the page is hidden, now and at each change, and lets go of it', () => {
    const host = page();
    const show = (hidden: boolean): void => {
      host.document.hidden = hidden;
      host.document.dispatchEvent(new Event('visibilitychange'));
    };
    const { hidden$ } = pageEvents(host);
    const log: boolean[] = [];
    show(true);
    const subscription = hidden$.subscribe((hidden) => log.push(hidden));
    show(false);
    show(true);
    subscription.unsubscribe();
    show(false);

    expect(log).to.deep.equal([true, false, true]);
  });

  it('has the facts of the page as they are when asked', () => {
    const host = page();
    host.document.title = 'Basket';

    expect(pageFacts(host)).to.deep.equal({
      _genesys_source: 'web',
      _genesys_referrer: 'https://example.com/',
      _genesys_url: 'https://example.com/shop',
      _genesys_pageTitle: 'Basket',
      _genesys_browser: 'Chrome',
      _genesys_OS: 'Windows',
      _genesys_widgets: '9.0.017.00',
    });
  });

  const rows: readonly [keyof typeof agents, string][] = [
    ['chromeOnWindows', 'web Chrome Windows'],
    ['edgeOnWindows', 'web Edge Windows'],
    ['firefoxOnLinux', 'web Firefox Linux'],
    ['safariOnMac', 'web Safari Mac OS'],
    ['safariOnPhone', 'mobile Safari iOS'],
    ['chromeOnAndroid', 'mobile Chrome Android'],
    ['chromeOnTablet', 'mobile Chrome iOS'],
    ['curious', 'web unknown unknown'],
  ];
  for (const [agent, facts] of rows) {
    it(`knows ${agent}`, () => {
      const { _genesys_source, _genesys_browser, _genesys_OS } = pageFacts(page(agents[agent]));
      expect(`${_genesys_source} ${_genesys_browser} ${_genesys_OS}`).to.equal(facts);
    });
  }

  it('hands on the XMLHttpRequest that is there', () => {
    class Request {}
    const host: Host = { fetch: answer };
    expect(defaultEnvironment(Object.assign(host, { XMLHttpRequest: Request })).XMLHttpRequest).to.equal(Request);
  });
});
