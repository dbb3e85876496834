import { expect } from 'chai';
import { type StoredChat, sessionKeeper } from '../../lib/sessionKeeper.js';
import { parseStoredChat } from '../../lib/storedChat.js';
import { frameOf, scriptedSession } from '../../transports/scripted.js';
import { virtualTime } from '../streams/virtualTime.js';
import { asyncServer, keys, siteThat } from './asyncServer.js';
import { rejectionOf, stage, until } from './commands/stage.js';

const chat = (alive: number, parts: Partial<StoredChat> = {}): StoredChat => ({
  session: scriptedSession,
  alive,
  filters: [],
  ...parts,
});

/** A store whose writes wait to be let through, and all that it was asked. */
const slowStore = () => {
  const kept = new Map<string, string>();
  const asked: string[] = [];
  const waiting: (() => void)[] = [];
  const turn = () => new Promise<void>((resolve) => waiting.push(resolve));
  return {
    kept,
    asked,
    letThrough: () => waiting.shift()?.(),
    get: (key: string) => kept.get(key),
    async set(key: string, value: string) {
      asked.push(`set ${JSON.parse(value).alive}`);
      await turn();
      kept.set(key, value);
    },
    async delete(key: string) {
      asked.push('delete');
      await turn();
      kept.delete(key);
    },
  };
};

const ticks = async () => {
  for (let turn = 0; turn < 10; turn++) await undefined;
};

describe('sessionKeeper', () => {
  const failed = (error: unknown) => {
    throw error;
  };

  it('gives back what was kept, filters and position included', async () => {
    const store = new Map<string, string>();
    const kept = chat(7, { filters: [/a"\/b/gi, /c/], lastIndex: '12-3' });
    const keeper = sessionKeeper(store, 'key', failed);
    keeper.keep(kept);
    await keeper.settled();

    expect([...store.keys()]).to.deep.equal(['key']);
    expect(await sessionKeeper(store, 'key', failed).load(parseStoredChat)).to.deep.equal(kept);
    expect(await sessionKeeper(store, 'other', failed).load(parseStoredChat)).to.equal(undefined);
  });

  it('writes at once, one after the other, and of those that wait the newest only', async () => {
    const store = slowStore();
    const keeper = sessionKeeper(store, 'key', failed);
    keeper.keep(chat(1));
    await ticks();
    expect(store.asked).to.deep.equal(['set 1']);
    for (const alive of [2, 3, 4]) keeper.keep(chat(alive));
    await ticks();
    expect(store.asked).to.deep.equal(['set 1']);
    store.letThrough();
    await ticks();
    expect(store.asked).to.deep.equal(['set 1', 'set 4']);
    keeper.keep(chat(5));
    keeper.forget();
    store.letThrough();
    await ticks();

    expect(store.asked).to.deep.equal(['set 1', 'set 4', 'delete']);
    store.letThrough();
    await keeper.settled();
    expect(store.kept.size).to.equal(0);
  });

  it('reads what was written last, also while it is being written', async () => {
    const store = slowStore();
    const keeper = sessionKeeper(store, 'key', failed);
    keeper.keep(chat(1));
    const loaded = keeper.load(parseStoredChat);
    await ticks();
    store.letThrough();

    expect(await loaded).to.deep.equal(chat(1));
  });

  it('tells once of a store that begins to refuse, and goes on writing', async () => {
    const told: unknown[] = [];
    const kept = new Map<string, string>();
    let broken = true;
    const refuse = () => {
      if (broken) throw new Error('full');
    };
    const store = {
      get: (key: string) => kept.get(key),
      set: (key: string, value: string) => {
        refuse();
        return kept.set(key, value);
      },
      delete: async () => refuse(),
    };
    const keeper = sessionKeeper(store, 'key', (error) => told.push(error));
    keeper.keep(chat(1));
    await keeper.settled();
    keeper.forget();
    await keeper.settled();
    broken = false;
    keeper.keep(chat(2));
    await keeper.settled();

    expect(told.map(String)).to.deep.equal(['Error: full']);
    expect(await keeper.load(parseStoredChat)).to.deep.equal(chat(2));
    broken = true;
    keeper.keep(chat(3));
    await keeper.settled();
    expect(told).to.have.length(2);
  });

  it('tells of a store that cannot be read, and has nothing', async () => {
    const told: unknown[] = [];
    const get = () => {
      throw new Error('locked');
    };
    const store = { get, set: () => undefined, delete: () => undefined };
    const keeper = sessionKeeper(store, 'key', (error) => told.push(error));

    expect(await keeper.load(parseStoredChat)).to.equal(undefined);
    expect(told.map(String)).to.deep.equal(['Error: locked']);
  });
});

describe('parseStoredChat', () => {
  const text = (parts: object) => JSON.stringify({ session: { sessionId: '1' }, alive: 1, ...parts });

  it('takes the keys that are texts, filters that can be, and a position', () => {
    const filters = [{ source: 'a', flags: 'i' }, { source: 'b' }, { source: '(' }, { flags: 'i' }, null, 'c'];
    const session = { sessionId: '1', secureKey: 'k', alias: 7, userId: null };

    expect(parseStoredChat(text({ session, filters, lastIndex: 4, extra: 1 }))).to.deep.equal({
      session: { sessionId: '1', secureKey: 'k' },
      alive: 1,
      filters: [/a/i, /b/],
      lastIndex: 4,
    });
    expect(parseStoredChat(text({ lastIndex: {} }))).to.deep.equal({
      session: { sessionId: '1' },
      alive: 1,
      filters: [],
    });
  });

  it('drops a filter that is empty or longer than 1,000 characters, whatever else is there', () => {
    const sources = ['', '(?:)', 'x'.repeat(1001), 'x'.repeat(1000), 'a', ' '];
    const filters = sources.map((source) => ({ source, flags: 'i' }));

    expect(parseStoredChat(text({ filters }))?.filters.map(({ source }) => source)).to.deep.equal([
      'x'.repeat(1000),
      'a',
      ' ',
    ]);
  });

  it('reads what this version and older ones wrote, and nothing of a newer one', () => {
    for (const v of [undefined, 0, 1, '1', null]) expect(parseStoredChat(text({ v })), `${v}`).to.not.equal(undefined);
    for (const v of [2, 1.5, '2', 1e9]) expect(parseStoredChat(text({ v })), `${v}`).to.equal(undefined);
  });

  it('is nothing for what is no chat of ours', () => {
    const others = [undefined, null, 7, {}, '', '{', '7', 'null', '[]', '{}', text({ session: null })];
    others.push(text({ session: {} }), text({ session: { sessionId: '' } }), text({ session: { sessionId: 7 } }));
    others.push(text({ session: [] }), text({ alive: undefined }), text({ alive: '1' }), text({ alive: null }));

    for (const other of others) expect(parseStoredChat(other), String(other)).to.equal(undefined);
  });

  it('bears keys that are meant to harm', () => {
    const parsed = parseStoredChat('{"session":{"sessionId":"1","__proto__":"x","constructor":"y"},"alive":1}');

    expect(parsed?.session.sessionId).to.equal('1');
    expect(Object.getPrototypeOf(parsed?.session)).to.equal(Object.prototype);
    expect({}).to.not.have.property('sessionId');
  });
});

describe('what was stored before (O18)', () => {
  const on = stage();
  const key = 'webchat-streams.webchat';
  const now = 1_700_000_000_000;
  const stored = (parts: object): string =>
    JSON.stringify({ session: scriptedSession, alive: now, filters: [], ...parts });
  const said = frameOf({
    messages: [
      { index: 1, text: 'secret' },
      { index: 2, text: 'hi' },
    ],
  });

  it('filters that are empty, too long or no expression are dropped with one `error`; the others hide', async () => {
    const sources = ['', 'x'.repeat(1001), '(', 'secret', '(?:)'];
    const store = new Map([[key, stored({ filters: sources.map((source) => ({ source, flags: '' })) })]]);
    const { service, data, names } = on.open({ restore: [said] }, { store });
    await until(() => names().includes('pollingStarted') || names().includes('messageReceived'));
    await on.settle();

    expect((await service.getTranscript()).messages.map(({ text }) => text)).to.deep.equal(['hi']);
    expect(data('error').map(String)).to.deep.equal([
      'HookFailure: The store threw: dropped filters that are empty, over 1000 characters or no expression.',
    ]);
    expect(JSON.parse(store.get(key) ?? '').filters).to.deep.equal([{ source: 'secret', flags: '' }]);
  });

  it('no `error` where every filter is good', async () => {
    const store = new Map([[key, stored({ filters: [{ source: 'secret' }] })]]);
    const { data } = on.open({ restore: [said] }, { store });
    await on.settle();

    expect(data('error')).to.deep.equal([]);
  });

  it('by an older version, without one, goes on', async () => {
    const store = new Map([[key, stored({})]]);
    const { names } = on.open({ restore: [said] }, { store });
    await on.settle();

    expect(names()[0]).to.equal('restored');
    expect(JSON.parse(store.get(key) ?? '')).to.include({ v: 1 });
  });

  it('by a newer version is left alone: neither restored nor deleted, until a chat begins here', async () => {
    const newer = stored({ v: 2, more: 'x' });
    const store = new Map([[key, newer]]);
    const { service, names } = on.open({ restore: [said] }, { store });
    await on.settle();
    await rejectionOf(service.restore());
    expect(await service.verifySession()).to.deep.equal({ sessionActive: false });
    expect([store.get(key), names()]).to.deep.equal([newer, []]);
    await service.startChat();
    expect(JSON.parse(store.get(key) ?? '')).to.include({ v: 1 });
    await service.endChat();

    expect([...store]).to.deep.equal([]);
  });

  it("by a newer version stays where the site's own asynchronous chat is over", async () => {
    const newer = stored({ v: 2 });
    const store = new Map([[key, newer]]);
    const site = siteThat((hook) => hook === 'load' && keys);
    const { names } = on.open(
      { ...asyncServer, resume: () => frameOf({ chatEnded: true }) },
      { store, async: site.async },
    );
    await until(() => names().length > 0);

    expect(names()).to.deep.equal(['restoreTimeout']);
    expect([...store]).to.deep.equal([[key, newer]]);
  });
});

describe('what is kept of a chat', () => {
  const on = stage();

  it('is written at the start, with each change of keys and filters, at each poll, and deleted at the end', async () => {
    const asked: string[] = [];
    const store = {
      get: () => undefined,
      set: (_: string, value: string) => asked.push(value),
      delete: () => asked.push('deleted'),
    };
    const { service, push } = await on.begin({ poll: [] }, { store });
    await on.settle();
    expect(asked.map((value) => JSON.parse(value))).to.deep.equal([
      { v: 1, session: scriptedSession, alive: Date.now(), filters: [] },
    ]);
    await service.addPrefilter({ filters: /a/g });
    await service.sendMessage({ message: 'b' });
    push(frameOf({ messages: [{ index: 1, text: 'hi' }], session: { secureKey: 'key-2' } }), frameOf());
    await on.clock.tickAsync(250);
    expect(asked.slice(1).map((value) => JSON.parse(value))).to.deep.equal([
      { v: 1, session: scriptedSession, alive: Date.now() - 250, filters: [{ source: 'a', flags: 'g' }] },
      // Before the poll, and with what came of it: the newest only.
      {
        v: 1,
        session: { ...scriptedSession, secureKey: 'key-2' },
        alive: Date.now(),
        filters: [{ source: 'a', flags: 'g' }],
        lastIndex: 1,
      },
    ]);
    await on.clock.tickAsync(750);
    expect(asked).to.have.length(4);
    await service.endChat();
    await on.settle();

    expect(asked.slice(4)).to.deep.equal(['deleted']);
  });
});

describe('a store that answers too late', () => {
  const time = virtualTime();

  it('does not put back what was forgotten meanwhile', async () => {
    const store = slowStore();
    const keeper = sessionKeeper(store, 'key', () => undefined);
    keeper.keep(chat(1));
    await ticks();
    time.pass(10_000);
    keeper.forget();
    await ticks();
    // The delete waits behind the write that was given up, and both land now.
    store.letThrough();
    store.letThrough();
    await ticks();
    store.letThrough();
    await keeper.settled();
    expect([...store.kept]).to.deep.equal([]);
    expect(store.asked).to.deep.equal(['set 1', 'delete', 'delete']);
  });
});

describe('a store that never answers', () => {
  const time = virtualTime();
  const silent = {
    get: () => new Promise(() => {}),
    set: () => new Promise(() => {}),
    delete: () => new Promise(() => {}),
  };

  it('is told of, and holds nobody up for longer than 10 s', async () => {
    const errors: unknown[] = [];
    const keeper = sessionKeeper(silent, 'key', (error) => errors.push(error));
    keeper.keep(chat(1));
    const settled = keeper.settled().then(() => 'settled');
    await ticks();
    time.pass(10_000);
    await ticks();
    expect(await settled).to.equal('settled');
    expect(errors.map(String)).to.deep.equal(['Error: no answer within 10000 ms']);
  });
});
