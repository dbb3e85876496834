import { expect } from 'chai';
import { firstValueFrom, map, NEVER, timer } from 'rxjs';
import { refusedKeysCode } from '../../lib/effects.js';
import type { SessionStore } from '../../lib/options.js';
import type { Frame } from '../../transports/frames.js';
import { frameOf, type ScriptedAnswer, scriptedSession } from '../../transports/scripted.js';
import { refused, stage } from './commands/stage.js';

const key = 'webchat-streams.webchat';

/** A store, and how often it was read and written. */
const watchedStore = () => {
  const map = new Map<string, string>();
  const log: string[] = [];
  const store: SessionStore = {
    get: (name) => {
      log.push('get');
      return map.get(name);
    },
    set: (name, value) => {
      log.push('set');
      map.set(name, value);
    },
    delete: (name) => map.delete(name),
  };
  /** What another tab writes. */
  const write = (session: object): void => {
    map.set(key, JSON.stringify({ ...JSON.parse(map.get(key) ?? '{}'), session }));
  };
  return { store, log, write };
};

const newer = { ...scriptedSession, secureKey: 'key-2' };

describe('keys that the server refuses', () => {
  const on = stage();
  // Once it is here, to look for other keys takes no time.
  before(refusedKeysCode.load);

  for (const status of [401, 403]) {
    it(`E32: are replaced by those of another tab, read from the store (${status})`, async () => {
      const { store, write } = watchedStore();
      const { service, sent, data } = await on.begin(
        {
          poll: (session) => {
            if (session.secureKey === 'key-2') return frameOf({ messages: [{ index: 1 }] });
            return timer(10).pipe(
              map(() => {
                write(newer);
                throw refused(status);
              }),
            );
          },
        },
        { store },
      );
      await on.clock.tickAsync(5000);

      expect(data('messageReceived')).to.have.length(1);
      expect(data('error')).to.have.length(1);
      expect(await service.getSessionData()).to.deep.equal(newer);
      await service.sendMessage({ message: 'Hi' });
      expect(sent('send')[0]?.[0]).to.deep.equal(newer);
    });
  }

  it('E32: the store is read once for each refusal, and not written until a good answer comes', async () => {
    const { store, log } = watchedStore();
    const { sent } = await on.begin({ poll: () => refused(401) }, { store });
    log.length = 0;
    await on.clock.tickAsync(60_000);
    const polls = sent('poll').length;

    expect(polls).to.be.above(5);
    expect(log.filter((what) => what === 'get')).to.have.length(polls);
    expect(log.filter((what) => what === 'set')).to.have.length(1);
  });

  it('E32: a command’s refusal counts as well', async () => {
    const { store, write } = watchedStore();
    const { service, sent } = await on.begin({ poll: () => NEVER, send: [refused(401)] }, { store });
    await on.settle();
    write(newer);
    await service.sendMessage({ message: 'Hi' }).catch(() => undefined);
    await on.settle();
    await service.sendMessage({ message: 'Hi' });

    expect(sent('send').map(([session]) => Reflect.get(Object(session), 'secureKey'))).to.deep.equal([
      'key-1',
      'key-2',
    ]);
  });

  it('E32: the keys of another chat in the store are not used', async () => {
    const { store, write } = watchedStore();
    const { service } = await on.begin({ poll: () => NEVER, send: [refused(401)] }, { store });
    await on.settle();
    write({ ...newer, sessionId: 'another' });
    await service.sendMessage({ message: 'Hi' }).catch(() => undefined);
    await on.settle();

    expect(await service.getSessionData()).to.deep.equal(scriptedSession);
  });

  it('E32: other refusals do not read the store', async () => {
    const { store, log } = watchedStore();
    await on.begin({ poll: [refused(400), refused(500)] }, { store });
    log.length = 0;
    await on.clock.tickAsync(5000);

    expect(log).to.not.include('get');
  });

  it('E32: are not stored either by what a command keeps: a filter, or the poll of a retry', async () => {
    const { store, log } = watchedStore();
    let refuses = true;
    const { service } = await on.begin(
      {
        poll: () => (refuses ? refused(401) : frameOf()),
        send: [refused(500)],
        customNotice: [refused(401)],
      },
      { store },
    );
    await service.stopPoll();
    await service.sendMessage({ message: 'Hi' }).catch(() => undefined);
    await service.sendCustomNotice({ message: 'x' }).catch(() => undefined);
    log.length = 0;
    await service.addPrefilter({ filters: /secret/ });
    const [failed] = (await firstValueFrom(service.transcript$)).slice(-1);
    await failed?.retry?.().catch(() => undefined);
    await on.settle();
    expect(log).to.not.include('set');

    refuses = false;
    await service.startPoll();
    await on.clock.tickAsync(1000);
    expect(JSON.parse(`${await store.get(key)}`).filters).to.deep.equal([{ source: 'secret', flags: '' }]);
  });

  describe('E32: after the server has changed them', () => {
    /** The first poll brings key-1a, later ones depend on their key. */
    const rotating = (answer: (secureKey: unknown) => ScriptedAnswer<Frame>) => {
      let polls = 0;
      return ({ secureKey }: { readonly secureKey?: unknown }) => {
        polls += 1;
        return polls === 1 ? frameOf({ session: { secureKey: 'key-1a' } }) : answer(secureKey);
      };
    };

    it('those of another tab are not replaced in the store by those that they replaced here', async () => {
      const { store, write } = watchedStore();
      let refuses = false;
      let written = false;
      const { service, data } = await on.begin(
        {
          poll: rotating((secureKey) => {
            if (!refuses) return frameOf();
            if (secureKey === 'key-2') return frameOf({ messages: [{ index: 1 }] });
            return timer(10).pipe(
              map(() => {
                if (!written) write(newer);
                written = true;
                throw refused(401);
              }),
            );
          }),
        },
        { store },
      );
      await on.clock.tickAsync(2000);
      refuses = true;
      await on.clock.tickAsync(15_000);

      expect(data('messageReceived')).to.have.length(1);
      expect(await service.getSessionData()).to.deep.equal(newer);
    });

    it('a server that refuses all of them is asked ever more rarely', async () => {
      const { store, log } = watchedStore();
      let refuses = false;
      const { sent } = await on.begin(
        {
          poll: rotating(() => {
            if (refuses) throw refused(401);
            return frameOf();
          }),
        },
        { store },
      );
      await on.clock.tickAsync(2000);
      refuses = true;
      await on.clock.tickAsync(3000);
      const before = sent('poll').length;
      log.length = 0;
      await on.clock.tickAsync(60_000);

      expect(sent('poll').length - before).to.be.below(20);
      expect(log).to.not.include('set');
    });

    it('a failure of another kind is no good answer: the store is not written', async () => {
      const { store, log } = watchedStore();
      let answer = (): Frame => frameOf();
      await on.begin({ poll: rotating(() => answer()) }, { store });
      await on.clock.tickAsync(2000);
      answer = () => {
        throw refused(403);
      };
      await on.clock.tickAsync(3000);
      answer = () => {
        throw refused(500);
      };
      log.length = 0;
      await on.clock.tickAsync(10_000);

      expect(log).to.not.include('set');
    });
  });
});

describe('keys that come while a chat is being ended', () => {
  const on = stage();

  for (const [title, script, command] of [
    ['a message', { send: [frameOf({ chatEnded: true, session: newer })] }, 'sendMessage'],
    ['endChat', { end: [frameOf({ session: newer })] }, 'endChat'],
  ] as const) {
    it(`E53: are stored at once, for a page that goes before the last words have come (${title})`, async () => {
      const { store } = watchedStore();
      const { service } = await on.begin({ poll: (_, { last }) => (last ? NEVER : frameOf()), ...script }, { store });
      await on.clock.tickAsync(250);
      const stored = () => JSON.parse(`${store.get(key)}`).session;
      expect(stored()).to.deep.equal(scriptedSession);
      service[command]({ message: 'Hi' }).catch(() => undefined);
      await on.settle();

      expect(stored()).to.deep.equal(newer);
    });
  }

  it('E53: are nowhere once the chat is over', async () => {
    const { store } = watchedStore();
    const { service, names } = await on.begin(
      { poll: [], send: [frameOf({ chatEnded: true, session: newer })] },
      { store },
    );
    await on.clock.tickAsync(250);
    await service.sendMessage({ message: 'Hi' });
    await on.settle();

    expect(names()).to.include('ended');
    expect(store.get(key)).to.equal(undefined);
  });
});
