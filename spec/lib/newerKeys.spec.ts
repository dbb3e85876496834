import { expect } from 'chai';
import { map, NEVER, timer } from 'rxjs';
import type { SessionStore } from '../../lib/options.js';
import { frameOf, scriptedSession } from '../../transports/scripted.js';
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
});
