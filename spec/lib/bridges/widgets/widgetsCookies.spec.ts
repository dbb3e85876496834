import { expect } from 'chai';
import fc from 'fast-check';
import JsCookie from 'js-cookie';
import { cookieForHooks } from '../../../../lib/bridges/widgets/siteCookies.js';
import { widgetsCookies } from '../../../../lib/bridges/widgets/widgetsCookies.js';
import type { StoredChat } from '../../../../lib/sessionKeeper.js';
import { parseStoredChat } from '../../../../lib/storedChat.js';
import { prove } from '../../../support/proofs.js';
import { withPrototypeJs } from '../../../support/prototypeJs.js';
import { tokenOf } from '../../../transports/v3Rest/tokenOf.js';
import { type Cookies, openPage, type Page } from './openPage.js';

const state = '_genesys.widgets.webchat.state';
const nexus = `${state}.pureengage-v3-rest`;
const key = 'webchat-streams.webchat';

const keys = { secureKey: 'k"1; é', alias: '117', userId: 'u-1' };
const legacySession = { sessionId: '0004', ...keys };
const token = tokenOf({ sessionId: 's-1' });
const v3Session = { sessionId: 's-1', token, participantId: 'P1', transportId: 'T1' };
const filters = [{ source: 'card \\d+; =,%', flags: 'gi' }];

const chatOf = (session: object, more: object = {}): string =>
  JSON.stringify({ session, alive: 1000, filters: [], ...more });

describe('widgetsCookies', () => {
  let page: Page;
  const open = (...where: Parameters<typeof openPage>): Page => {
    page = openPage(...where);
    return page;
  };
  beforeEach(() => {
    open();
  });
  afterEach(() => page.close());

  const read = (options: Parameters<typeof widgetsCookies>[0] = {}): StoredChat | undefined =>
    parseStoredChat(widgetsCookies(options).get(key));

  it('lays a chat over GMS out in cookies as Widgets do', () => {
    widgetsCookies().set(key, chatOf(legacySession, { lastIndex: 7, filters }));

    expect(page.cookies()).to.deep.equal({
      [`${state}.session`]: '0004',
      [`${state}.keys`]: JSON.stringify(keys),
      [`${state}.ping`]: '1000',
      [`${state}.index`]: '8',
      [`${state}.filters`]: JSON.stringify({ custom: filters }),
    });
  });

  it('lays a chat over v3 out in cookies as Widgets do', () => {
    widgetsCookies({ mode: 'v3' }).set(key, chatOf(v3Session, { lastIndex: '1606049000000-12', filters }));

    expect(page.cookies()).to.deep.equal({
      [`${nexus}.session`]: 's-1',
      [`${nexus}.keys`]: token,
      [`${nexus}.index`]: '160604900000012',
      [`${state}.filters`]: JSON.stringify({ custom: filters }),
    });
  });

  it('gives a chat back as it was kept', () => {
    const store = widgetsCookies();
    store.set(key, chatOf(legacySession, { lastIndex: 7, filters }));

    expect(read()).to.deep.equal({ session: legacySession, alive: 1000, lastIndex: 7, filters: [/card \d+; =,%/gi] });
    const first = chatOf(legacySession);
    store.set(key, first);
    expect(parseStoredChat(store.get(key))).to.deep.equal(parseStoredChat(first));
  });

  it('gives a chat over v3 back, of whatever age, but for the index', () => {
    widgetsCookies({ mode: 'v3' }).set(key, chatOf(v3Session, { lastIndex: '1-0', filters }));

    const { alive, ...chat } = read({ mode: 'v3' }) ?? {};
    expect(chat).to.deep.equal({ session: v3Session, filters: [/card \d+; =,%/gi] });
    expect(alive).to.be.above(Date.now());
  });

  it('gives back what Widgets kept of a chat over GMS', () => {
    for (const [part, value] of Object.entries({ session: '0004', keys: JSON.stringify(keys), ping: '5', index: '3' }))
      JsCookie.set(`${state}.${part}`, value, { domain: '.example.com', path: '/' });
    JsCookie.set(`${state}.filters`, JSON.stringify({ custom: filters }), { domain: '.example.com', path: '/' });

    expect(read()).to.deep.equal({ session: legacySession, alive: 5, lastIndex: 2, filters: [/card \d+; =,%/gi] });
  });

  it('takes a chat without a ping, as Widgets do, for one that is not too old', () => {
    JsCookie.set(`${state}.session`, '0004');
    JsCookie.set(`${state}.keys`, JSON.stringify(keys));

    expect(read()?.alive).to.be.above(Date.now());
  });

  it('gives back what Widgets kept of a chat over v3', () => {
    JsCookie.set(`${nexus}.session`, 's-1');
    JsCookie.set(`${nexus}.keys`, token);

    expect(read({ mode: 'v3' })).to.deep.include({ session: v3Session, filters: [] });
  });

  it('keeps the two modes apart', () => {
    widgetsCookies().set(key, chatOf(legacySession));

    expect(read({ mode: 'v3' })).to.equal(undefined);
    widgetsCookies({ mode: 'v3' }).delete(key);
    expect(read()).to.deep.include({ session: legacySession });
  });

  it('keeps no keys where the site does, and asks for none', () => {
    for (const mode of ['legacy', 'v3'] as const) {
      const store = widgetsCookies({ mode, withoutKeys: true });
      store.set(key, chatOf({ sessionId: 's-1' }));
      expect(parseStoredChat(store.get(key))).to.deep.include({ session: { sessionId: 's-1' } });
      expect(Object.keys(page.cookies()).filter((name) => name.endsWith('.keys'))).to.deep.equal([]);
      expect(read({ mode })).to.equal(undefined);
      store.delete(key);
    }
  });

  it('forgets a chat, whatever is there, and bears forgetting twice', () => {
    const store = widgetsCookies();
    store.set(key, chatOf(legacySession, { lastIndex: 7, filters }));
    JsCookie.set('other', '1');
    store.delete(key);
    store.delete(key);

    expect(page.cookies()).to.deep.equal({ other: '1' });
    expect(store.get(key)).to.equal(undefined);
  });

  it('writes only what has changed', () => {
    const store = widgetsCookies();
    store.set(key, chatOf(legacySession, { lastIndex: 7, filters }));
    const before = page.written.length;
    store.set(key, chatOf(legacySession, { lastIndex: 7, filters }));
    expect(page.written.slice(before)).to.deep.equal([]);
    store.set(key, chatOf(legacySession, { lastIndex: 7, filters, alive: 2000 }));

    expect(page.written.slice(before)).to.deep.equal([`${state}.ping=2000; path=/; domain=.example.com`]);
  });

  it('takes a filter away that is no more', () => {
    const store = widgetsCookies();
    store.set(key, chatOf(legacySession, { filters }));
    store.set(key, chatOf(legacySession));

    expect(page.cookies()).to.not.have.property(`${state}.filters`);
  });

  it('keeps the chat without filters that no cookie holds, and names the cookie', () => {
    const store = widgetsCookies();
    store.set(key, chatOf(legacySession, { filters }));

    expect(() =>
      store.set(key, chatOf(legacySession, { filters: [{ source: 'SECRET'.repeat(800), flags: '' }] })),
    ).to.throw(
      RangeError,
      `A cookie holds 4096 bytes. Not kept: ${state}.filters. Use another store, or fewer filters.`,
    );
    expect(read()).to.deep.include({ session: legacySession, filters: [] });
  });

  it('keeps no half of a chat whose keys no cookie holds', () => {
    const long = tokenOf({ sessionId: 's-1', more: 'x'.repeat(4096) });
    const store = widgetsCookies({ mode: 'v3' });

    expect(() => store.set(key, chatOf({ ...v3Session, token: long }))).to.throw(RangeError, `${nexus}.keys`);
    expect(store.get(key)).to.equal(undefined);
  });

  it('says so where there is no document', () => {
    page.close();
    expect(() => widgetsCookies()).to.throw(
      TypeError,
      'widgetsCookies needs a document. Outside a page, use memoryStore().',
    );
  });

  describe('whose cookies', () => {
    const session = `${state}.session`;
    const lastOf = (name: string) => page.written.filter((text) => text.startsWith(name)).at(-1);

    it('puts deploymentID in front of every name (O11)', () => {
      widgetsCookies({ deploymentID: 'shop 1' }).set(key, chatOf(legacySession));
      widgetsCookies().set(key, chatOf({ ...legacySession, sessionId: '0005' }));

      expect(read({ deploymentID: 'shop 1' })?.session.sessionId).to.equal('0004');
      expect(read()?.session.sessionId).to.equal('0005');
      prove('option/main.deploymentID');
    });

    for (const [hostname, domain] of [
      ['www.example.com', '; domain=.example.com'],
      ['a.b.c.example.co.uk', '; domain=.example.co.uk'],
      ['example.com', '; domain=.example.com'],
      ['localhost', ''],
      ['127.0.0.1', ''],
      ['[::1]', ''],
    ] as const) {
      it(`finds the widest domain that ${hostname} may write to`, () => {
        open(hostname);
        widgetsCookies().set(key, chatOf(legacySession));

        expect(lastOf(session)).to.equal(`${session}=0004; path=/${domain}`);
        expect(Object.keys(page.cookies()).every((name) => name.startsWith(state))).to.equal(true);
      });
    }

    it('lets a chat follow to another subdomain (O12)', () => {
      const jar: Cookies = new Map();
      open('www.example.com', jar);
      widgetsCookies().set(key, chatOf(legacySession));
      open('shop.example.com', jar);

      expect(read()).to.deep.include({ session: legacySession });
      widgetsCookies().delete(key);
      open('www.example.com', jar);
      expect(read()).to.equal(undefined);
      open('www.other.com', jar);
      expect(read()).to.equal(undefined);
    });

    it('writes no SameSite unless cookieOptions says so (B15)', () => {
      for (const [hostname, mode] of [
        ['www.example.com', 'legacy'],
        ['www.example.com', 'v3'],
        ['localhost', 'legacy'],
      ] as const) {
        open(hostname);
        widgetsCookies({ mode }).set(key, chatOf(legacySession));
        expect(page.written, hostname).to.have.length.above(1);
        expect(page.written.filter((text) => /samesite/i.test(text))).to.deep.equal([]);
      }
      open('localhost');
      widgetsCookies({ cookieOptions: { sameSite: 'Strict' } }).set(key, chatOf(legacySession));
      expect(page.written).to.satisfy((all: string[]) => all.every((text) => text.includes('; sameSite=Strict')));
    });

    it('takes cookieOptions over its own attributes (O11)', () => {
      const cookieOptions = { domain: 'www.example.com', path: '/chat', sameSite: 'lax', secure: true } as const;
      widgetsCookies({ cookieOptions }).set(key, chatOf(legacySession));
      expect(page.written[0]).to.equal(`${session}=0004; path=/chat; domain=www.example.com; sameSite=lax; secure`);
      widgetsCookies({ cookieOptions }).delete(key);
      expect(page.cookies()).to.deep.equal({});
      widgetsCookies({ cookieOptions: { secure: true } }).set(key, chatOf(legacySession));
      expect(lastOf(session)).to.equal(`${session}=0004; path=/; secure; domain=.example.com`);
      prove('option/main.cookieOptions');
    });

    it('finds the domain also where the path of its cookies is another', () => {
      open('www.example.com', new Map(), '/shop');
      widgetsCookies({ cookieOptions: { path: '/help' } }).set(key, chatOf(legacySession));
      expect(lastOf(session)).to.equal(`${session}=0004; path=/help; domain=.example.com`);
    });
  });

  describe('on a page with Prototype.js 1.6', () => {
    withPrototypeJs();

    it('keeps filters, and gives them back, as everywhere', () => {
      const chat =
        '{"session":{"sessionId":"0004","secureKey":"k","userId":"u"},"alive":1,"filters":[{"source":"a","flags":"i"}]}';
      widgetsCookies().set(key, chat);

      expect(page.cookies()[`${state}.filters`]).to.equal('{"custom":[{"source":"a","flags":"i"}]}');
      expect(read()?.filters).to.deep.equal([/a/i]);
    });

    it('a site keeps lists with the Cookie that its functions are given', () => {
      const cookies = cookieForHooks();
      Reflect.apply(Reflect.get(cookies, 'set'), cookies, ['site', { list: [1] }]);

      expect(JsCookie.get('site')).to.equal('{"list":[1]}');
    });
  });

  describe('where an older cookie has the same name (O17)', () => {
    const older = { ...legacySession, sessionId: '0003', secureKey: 'old' };
    /** What a page left that kept its chat for its own host. */
    const leave = (session: typeof legacySession, ping: number) => {
      const { sessionId, ...others } = session;
      const parts = { session: sessionId, keys: JSON.stringify(others), ping: `${ping}`, index: '3' };
      for (const [part, value] of Object.entries(parts)) JsCookie.set(`${state}.${part}`, value);
    };

    it('reads the newer chat, whichever was created first', () => {
      leave(older, 500);
      const store = widgetsCookies();
      store.set(key, chatOf(legacySession, { lastIndex: 7, filters }));
      expect(read()).to.deep.include({ session: legacySession, alive: 1000, lastIndex: 7 });
      store.delete(key);

      store.set(key, chatOf(older, { alive: 500 }));
      leave(legacySession, 700);
      expect(read()).to.deep.include({ session: legacySession, alive: 700 });
      page.close();
      open();
      widgetsCookies().set(key, chatOf(legacySession));
      leave(older, 500);
      expect(read()).to.deep.include({ session: legacySession, alive: 1000 });
    });

    it('reads the one that parses', () => {
      JsCookie.set(`${nexus}.session`, 's-0');
      JsCookie.set(`${nexus}.keys`, 'odd');
      widgetsCookies({ mode: 'v3' }).set(key, chatOf(v3Session));
      expect(read({ mode: 'v3' })?.session).to.deep.equal(v3Session);
      page.close();
      open();
      widgetsCookies({ mode: 'v3' }).set(key, chatOf(v3Session));
      JsCookie.set(`${nexus}.session`, 's-0');
      JsCookie.set(`${nexus}.keys`, 'odd');
      page.write(`${nexus}.keys=%E0%A4%A; path=/; secure`);
      expect(read({ mode: 'v3' })?.session).to.deep.equal(v3Session);
    });

    it('takes the older one away with the next write, so that Widgets read the newer one too', () => {
      leave(older, 500);
      const store = widgetsCookies();
      store.set(key, chatOf(legacySession));
      store.set(key, chatOf(legacySession, { alive: 2000 }));

      expect(JsCookie.get(`${state}.session`)).to.equal('0004');
      expect(JsCookie.get(`${state}.ping`)).to.equal('2000');
      const before = page.written.length;
      store.set(key, chatOf(legacySession, { alive: 3000 }));
      expect(page.written.length - before).to.equal(1);
    });

    it('deletes both', () => {
      leave(older, 500);
      const store = widgetsCookies();
      store.set(key, chatOf(legacySession));
      store.delete(key);
      expect(page.cookies()).to.deep.equal({});
      leave(older, 500);
      store.delete(key);
      expect(page.cookies()).to.deep.equal({});
    });

    it('leaves what is for this host alone where that is meant', () => {
      open('localhost');
      const store = widgetsCookies();
      store.set(key, chatOf(legacySession));
      expect(read()?.session).to.deep.equal(legacySession);
      store.delete(key);
      expect(page.cookies()).to.deep.equal({});
    });
  });

  describe('what somebody else has written', () => {
    const others: readonly (readonly [
      title: string,
      mode: 'legacy' | 'v3',
      cookies: Readonly<Record<string, string>>,
    ])[] = [
      ['nothing', 'legacy', {}],
      ['a session without keys', 'legacy', { [`${state}.session`]: '1' }],
      ['keys without a session', 'legacy', { [`${state}.keys`]: JSON.stringify(keys) }],
      [
        'a session that was never written',
        'legacy',
        { [`${state}.session`]: 'undefined', [`${state}.keys`]: JSON.stringify(keys) },
      ],
      ['keys that are no JSON', 'legacy', { [`${state}.session`]: '1', [`${state}.keys`]: '{"secureKey":' }],
      ['keys that are a list', 'legacy', { [`${state}.session`]: '1', [`${state}.keys`]: '["a"]' }],
      [
        'empty keys',
        'legacy',
        { [`${state}.session`]: '1', [`${state}.keys`]: '{"secureKey":"","alias":"","userId":""}' },
      ],
      ['a session without a token', 'v3', { [`${nexus}.session`]: 's-1' }],
      ['a token that is none', 'v3', { [`${nexus}.session`]: 's-1', [`${nexus}.keys`]: 'abc' }],
      ['the token of another session', 'v3', { [`${nexus}.session`]: 's-2', [`${nexus}.keys`]: token }],
    ];
    for (const [title, mode, cookies] of others) {
      it(`is no chat: ${title}`, () => {
        for (const [name, value] of Object.entries(cookies)) JsCookie.set(name, value);
        expect(widgetsCookies({ mode }).get(key)).to.equal(undefined);
      });
    }

    it('harms nobody, whatever it is', () => {
      const text = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 30 }).map((raw) => raw.replaceAll(';', '')),
        fc.json(),
        fc.constantFrom('%', '%E0%A4%A', '"', '{"custom":[{"source":"(","flags":"gg"}]}', token, JSON.stringify(keys)),
      );
      const part = fc.constantFrom('.session', '.keys', '.ping', '.index', '.filters', '');
      const cookie = fc.tuple(fc.constantFrom(state, nexus, ''), part, text);
      fc.assert(
        fc.property(fc.array(cookie, { maxLength: 8 }), (cookies) => {
          page.close();
          open();
          for (const [prefix, name, value] of cookies)
            page.write(`${prefix}${name}=${value}; domain=example.com; path=/`);
          for (const mode of ['legacy', 'v3'] as const) {
            const found = widgetsCookies({ mode }).get(key);
            if (found !== undefined) expect(parseStoredChat(found)?.session.sessionId).to.not.equal('');
            widgetsCookies({ mode }).set(key, chatOf(mode === 'v3' ? v3Session : legacySession));
            expect(read({ mode })?.session.sessionId).to.be.a('string');
          }
        }),
        { numRuns: 30 },
      );
      // Each run plays a whole page.
    }).timeout(20_000);

    it('may be a text that is no chat: nothing is kept then', () => {
      const store = widgetsCookies();
      for (const text of ['', 'null', '[]', '{"session":5}', 'odd']) {
        store.set(key, text);
        expect(store.get(key)).to.equal(undefined);
      }
    });
  });
});
