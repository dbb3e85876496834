import { expect } from 'chai';
import { cookieStore } from '../../lib/stores/cookieStore.js';
import { defaultStore } from '../../lib/stores/defaultStore.js';
import { indexedDbStore } from '../../lib/stores/indexedDbStore.js';
import { memoryStore } from '../../lib/stores/memoryStore.js';
import { cookieJar } from '../support/cookieJar.js';
import { storeContract } from '../support/storeContract.js';

storeContract('a Map', () => new Map<string, string>());
storeContract('memoryStore', memoryStore);
storeContract('cookieStore', () => cookieStore({ document: cookieJar() }));
storeContract('indexedDbStore where there is no IndexedDB', () => indexedDbStore('nowhere'));
storeContract('defaultStore', defaultStore);

describe('cookieStore', () => {
  const written = (options: Parameters<typeof cookieStore>[0], protocol?: string): string => {
    const jar = cookieJar(protocol);
    cookieStore({ ...options, document: jar }).set('webchat', '{"a":1}');
    return jar.written.join();
  };

  it('writes session cookies for the whole site, strictly, and secure over HTTPS', () => {
    expect(written({})).to.equal('webchat=%7B%22a%22%3A1%7D; path=/; samesite=strict');
    expect(written({}, 'http:')).to.equal('webchat=%7B%22a%22%3A1%7D; path=/; samesite=strict');
    expect(written({}, 'https:')).to.equal('webchat=%7B%22a%22%3A1%7D; path=/; samesite=strict; secure');
  });

  it('takes a domain, a path, samesite and secure', () => {
    expect(written({ domain: 'example.com', path: '/chat', sameSite: 'lax', secure: false }, 'https:')).to.equal(
      'webchat=%7B%22a%22%3A1%7D; path=/chat; samesite=lax; domain=example.com',
    );
    expect(written({ secure: true }, 'http:')).to.match(/; secure$/);
  });

  it('deletes where it wrote', () => {
    const jar = cookieJar();
    cookieStore({ document: jar, domain: 'example.com', path: '/chat' }).delete('webchat');

    expect(jar.written).to.include('webchat=; max-age=0; path=/chat; samesite=strict; domain=example.com');
  });

  it('is not disturbed by cookies of others', () => {
    const jar = cookieJar();
    jar.cookie = 'mywebchat=1';
    jar.cookie = 'webchat=%E0%A4%A';
    const store = cookieStore({ document: jar });

    expect(store.get('webchat')).to.equal(undefined);
    store.set('webchat', '2');
    expect(store.get('webchat')).to.equal('2');
    expect(jar.cookie).to.equal('mywebchat=1; webchat=2');
  });

  describe('where an older cookie has the same name (O17)', () => {
    const domain = 'example.com';
    const chat = (alive: number) => JSON.stringify({ session: { sessionId: `${alive}` }, alive });
    /** A site whose pages kept their chats for their own host first, and for the whole domain since then. */
    const site = () => {
      const jar = cookieJar();
      const hostOnly = cookieStore({ document: jar });
      hostOnly.set('webchat', chat(1));
      return { jar, hostOnly, wide: cookieStore({ document: jar, domain }) };
    };

    it('reads the newer one, whichever was created first', () => {
      const { hostOnly, wide } = site();
      wide.set('webchat', chat(2));
      expect(wide.get('webchat')).to.equal(chat(2));
      hostOnly.set('webchat', chat(3));
      expect(wide.get('webchat')).to.equal(chat(3));
      wide.set('webchat', chat(4));
      expect(hostOnly.get('webchat')).to.equal(chat(4));
    });

    it('reads the one that parses', () => {
      for (const bad of ['webchat=%E0%A4%A', 'webchat=odd', 'webchat=', 'webchat=%7B']) {
        const { jar, hostOnly, wide } = site();
        jar.cookie = `${bad}; path=/`;
        expect(wide.get('webchat') ?? '').to.not.include('alive');
        wide.set('webchat', chat(2));
        expect(wide.get('webchat'), bad).to.equal(chat(2));
        wide.delete('webchat');
        hostOnly.set('webchat', chat(3));
        jar.cookie = `${bad}; path=/; domain=${domain}`;
        expect(wide.get('webchat'), bad).to.equal(chat(3));
      }
    });

    it('deletes both', () => {
      const { jar, wide } = site();
      wide.set('webchat', chat(2));
      wide.delete('webchat');

      expect(wide.get('webchat')).to.equal(undefined);
      expect(jar.cookie).to.equal('');
    });

    it('reads and deletes those of the default path too', () => {
      const { jar } = site();
      const deep = cookieStore({ document: jar, domain, path: '/chat' });
      cookieStore({ document: jar, domain }).set('webchat', chat(5));
      deep.set('webchat', chat(2));
      expect(deep.get('webchat')).to.equal(chat(5));
      deep.delete('webchat');

      expect(jar.cookie).to.equal('');
    });

    it('of those without a sign of life, reads the one that was created last', () => {
      const { jar, wide } = site();
      jar.cookie = 'other=1';
      cookieStore({ document: jar }).set('text', '1');
      wide.set('text', '2');

      expect(wide.get('text')).to.equal('2');
    });
  });

  it('refuses what no cookie holds, naming the key and the sizes, not the value', () => {
    const jar = cookieJar();
    const store = cookieStore({ document: jar });
    store.set('webchat', 'x'.repeat(4096 - 'webchat='.length));

    expect(() => store.set('webchat', 'x'.repeat(5000))).to.throw(
      RangeError,
      "'webchat' needs 5008 bytes, a cookie holds 4096. Use indexedDbStore() for sessions this large.",
    );
    expect(jar.written).to.have.length(1);
  });

  it('says so where there is no document', () => {
    expect(() => cookieStore()).to.throw(TypeError, 'cookieStore needs a document. Outside a page, use memoryStore().');
  });
});

describe('defaultStore', () => {
  it('is memory where there is no IndexedDB', () => {
    expect(defaultStore()).to.be.instanceOf(Map);
  });
});
