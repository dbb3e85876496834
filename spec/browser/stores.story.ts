import { expect } from 'chai';
import type { SessionStore } from '../../lib/options.js';
import { type CookieJar, cookieStore } from '../../lib/stores/cookieStore.js';
import { defaultStore } from '../../lib/stores/defaultStore.js';
import { indexedDbStore } from '../../lib/stores/indexedDbStore.js';
import { storeContract } from '../support/storeContract.js';

let databases = 0;

/** A database nobody has written to. */
const newName = (): string => {
  databases += 1;
  return `stores-story-${Date.now()}-${databases}`;
};

const emptyCookies = (): SessionStore => {
  const jar: CookieJar = document;
  for (const pair of jar.cookie.split('; ')) jar.cookie = `${pair.split('=')[0]}=; max-age=0; path=/`;
  return cookieStore();
};

/** Runs while IndexedDB refuses transactions, as it does when its storage is taken away from an open page. */
const withoutTransactions = async (work: () => Promise<void>): Promise<void> => {
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = () => {
    throw new DOMException('taken away', 'InvalidStateError');
  };
  try {
    await work();
  } finally {
    IDBDatabase.prototype.transaction = transaction;
  }
};

/** Runs while looking at IndexedDB is forbidden, as it is in some sandboxed frames. */
const whileForbidden = async (work: () => Promise<void>): Promise<void> => {
  const descriptor = Object.getOwnPropertyDescriptor(globalThis, 'indexedDB');
  Object.defineProperty(globalThis, 'indexedDB', {
    configurable: true,
    get() {
      throw new DOMException('forbidden', 'SecurityError');
    },
  });
  try {
    await work();
  } finally {
    if (descriptor) Object.defineProperty(globalThis, 'indexedDB', descriptor);
    else Reflect.deleteProperty(globalThis, 'indexedDB');
  }
};

/** The connections to IndexedDB that the work uses. */
const connectionsOf = async (work: () => unknown): Promise<ReadonlySet<IDBDatabase>> => {
  const used = new Set<IDBDatabase>();
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (...given) {
    used.add(this);
    return transaction.apply(this, given);
  };
  try {
    await work();
  } finally {
    IDBDatabase.prototype.transaction = transaction;
  }
  return used;
};

/** Drops the connections that the work uses as iOS does: without an event, and every later transaction throws. */
const dropConnectionsOf = async (work: () => unknown): Promise<void> => {
  for (const connection of await connectionsOf(work)) connection.close();
};

/** What comes of a page's `deleteDatabase`. */
const deleteDatabase = (name: string): Promise<string> =>
  new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    for (const type of ['success', 'error', 'blocked']) request.addEventListener(type, () => resolve(type));
  });

describe('Stores in a browser', () => {
  storeContract('indexedDbStore', () => indexedDbStore(newName()));
  storeContract('cookieStore', emptyCookies);

  it('the default one is IndexedDB, and another visit finds what was kept', async () => {
    await defaultStore().set('stores-story', 'kept');

    expect(await indexedDbStore('webchat-streams').get('stores-story')).to.equal('kept');
    await defaultStore().delete('stores-story');
    expect(await indexedDbStore('webchat-streams').get('stores-story')).to.equal(undefined);
  });

  it('two tabs see what the other wrote and deleted last', async () => {
    const name = newName();
    const one = indexedDbStore(name);
    const other = indexedDbStore(name);
    await one.set('webchat', '1');
    await other.set('webchat', '2');
    expect(await one.get('webchat')).to.equal('2');
    await other.delete('webchat');
    expect(await one.get('webchat')).to.equal(undefined);
  });

  it('stores with names of their own do not meet', async () => {
    const one = indexedDbStore(newName());
    await one.set('webchat', '1');

    expect(await indexedDbStore(newName()).get('webchat')).to.equal(undefined);
  });

  it('nothing written is lost when IndexedDB fails later, and it is used again when it is back', async () => {
    const name = newName();
    const store = indexedDbStore(name);
    await store.set('before', '1');
    await store.set('gone', '1');
    await withoutTransactions(async () => {
      await store.set('during', '2');
      await store.delete('gone');
      expect(await store.get('before')).to.equal('1');
      expect(await store.get('during')).to.equal('2');
      expect(await store.get('gone')).to.equal(undefined);
    });

    expect(await store.get('during')).to.equal('2');
    expect(await store.get('gone')).to.equal(undefined);
    await store.set('after', '3');
    expect(await indexedDbStore(name).get('after')).to.equal('3');
  });

  it('a connection that was dropped without an event is opened anew, to write and to read', async () => {
    const name = newName();
    const store = indexedDbStore(name);
    await dropConnectionsOf(() => store.set('webchat', '1'));
    await store.set('webchat', '2');
    expect(await indexedDbStore(name).get('webchat')).to.equal('2');

    await dropConnectionsOf(() => store.set('webchat', '3'));
    await indexedDbStore(name).set('webchat', 'of another tab');
    expect(await store.get('webchat')).to.equal('of another tab');

    await dropConnectionsOf(() => store.get('webchat'));
    await store.delete('webchat');
    expect(await indexedDbStore(name).get('webchat')).to.equal(undefined);
  });

  it('several calls over a dropped connection open one new connection', async () => {
    const name = newName();
    const store = indexedDbStore(name);
    await dropConnectionsOf(() => store.set('a', '1'));
    const used = await connectionsOf(async () => {
      await Promise.all([store.set('a', '2'), store.set('b', '3'), store.get('c')]);
      await store.set('d', '4');
    });

    // The dropped one, and the new one.
    expect(used.size).to.equal(2);
    const other = indexedDbStore(name);
    expect([await other.get('a'), await other.get('b'), await other.get('d')]).to.deep.equal(['2', '3', '4']);
  });

  it('a page can delete the database; what was in it is gone, and the next write begins it anew (O15)', async () => {
    const name = newName();
    const [store, otherTab] = [indexedDbStore(name), indexedDbStore(name)];
    await store.set('webchat', '1');
    expect(await otherTab.get('webchat')).to.equal('1');
    expect(await deleteDatabase(name)).to.equal('success');
    expect(await store.get('webchat')).to.equal(undefined);
    await store.set('webchat', '2');

    expect(await otherTab.get('webchat')).to.equal('2');
    expect(await indexedDbStore(name).get('webchat')).to.equal('2');
    expect(await deleteDatabase(name)).to.equal('success');
  });

  it('a database that is not ours is left alone, and memory does', async () => {
    const name = newName();
    const foreign = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(name);
      request.addEventListener('success', () => resolve(request.result));
    });
    foreign.close();
    const store = indexedDbStore(name);
    await store.set('webchat', '1');

    expect(await store.get('webchat')).to.equal('1');
    expect(await indexedDbStore(name).get('webchat')).to.equal(undefined);
  });

  it('where IndexedDB is forbidden, memory does', () =>
    whileForbidden(async () => {
      const store = indexedDbStore(newName());
      await store.set('webchat', '1');
      expect(await store.get('webchat')).to.equal('1');
      await store.delete('webchat');
      expect(await store.get('webchat')).to.equal(undefined);
    }));

  it('a cookie that the browser takes at its longest comes back whole', () => {
    const store = emptyCookies();
    const longest = 'x'.repeat(4096 - 'webchat='.length);
    store.set('webchat', longest);

    expect(store.get('webchat')).to.equal(longest);
    expect(() => store.set('webchat', `${longest}x`)).to.throw(RangeError, "'webchat' needs 4097 bytes");
    store.delete('webchat');
    expect(store.get('webchat')).to.equal(undefined);
  });
});
