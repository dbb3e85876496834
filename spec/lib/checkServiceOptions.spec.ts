import { inspect } from 'node:util';
import { expect } from 'chai';
import { NEVER } from 'rxjs';
import { checkServiceOptions, serviceDefaults } from '../../lib/checkServiceOptions.js';
import type { TransportFactory } from '../../transports/transport.js';

const transport: TransportFactory = () => {
  throw new Error('not to be called');
};

/** What a person without types may give. */
const check = (options: object): unknown => Reflect.apply(checkServiceOptions, undefined, [options]);

const refused = (option: object): string => {
  try {
    check({ transport, ...option });
  } catch (error) {
    if (error instanceof TypeError) return error.message.replace('createWebChatService: ', '');
  }
  return 'not refused';
};

describe('checkServiceOptions', () => {
  it('fills in every default', () => {
    const { store, environment, ...settings } = checkServiceOptions({ transport });

    expect(settings).to.deep.equal({ transport, longestWait: undefined, ...serviceDefaults });
    expect(store).to.have.property('get');
    expect(environment).to.have.keys('fetch', 'XMLHttpRequest', 'now', 'random');
  });

  it('keeps what is given, and takes undefined as not given', () => {
    const store = new Map<string, string>();
    const now = () => 7;
    const settings = checkServiceOptions({
      transport,
      store,
      pollRate: 1000,
      restore: 'manual',
      pollRateMin: undefined,
      language: 'en',
      environment: { now, random: undefined },
    });

    expect(settings).to.include({ store, pollRate: 1000, restore: 'manual', pollRateMin: 500, language: 'en' });
    expect(settings.environment.now).to.equal(now);
    expect(settings.environment.random()).to.be.within(0, 1);
  });

  it('O5: waits after failures no longer than pollRateMax, if any pollRate is given', () => {
    const longest = (options: object) => checkServiceOptions({ transport, ...options }).longestWait;
    expect(longest({ pollRateMax: 5000 })).to.equal(5000);
    for (const name of ['pollRate', 'pollRateMin', 'pollRateMult', 'pollRateSleep'])
      expect(longest({ [name]: 1000 }), name).to.equal(3000);
    expect(longest({ pollRateMin: undefined, dynamicPolling: true })).to.equal(undefined);
  });

  it('takes the ends of every range', () => {
    for (const option of [
      { restoreTimeout: 0 },
      { restoreTimeout: Number.POSITIVE_INFINITY },
      { pollExceptionLimit: 0 },
      { maxMessageLength: 1 },
      { pollRate: 1000 },
      { pollRate: 30_000 },
      { pollRateMin: 250 },
      { pollRateMin: 3000 },
      { pollRateMax: 500 },
      { pollRateMax: 30_000 },
      { pollRateSleep: 1000 },
      { pollRateMult: 1.01 },
      { userData: { a: 1 } },
      { environment: { online$: NEVER } },
      { async: {} },
      { async: { save: () => 1, load: () => 1, remove: () => 1, maxMessagePageSize: 16 } },
      { async: { save: undefined, maxMessagePageSize: undefined } },
    ])
      expect(refused(option), JSON.stringify(option)).to.equal('not refused');
  });

  const rows: readonly [object, string][] = [
    [{ transport: undefined }, 'transport must be a function such as gmsRest({ dataURL })'],
    [{ transport: {} }, 'transport must be a function such as gmsRest({ dataURL })'],
    [{ name: '' }, 'name must be a string, not an empty one'],
    [{ restore: 'never' }, "restore must be 'auto' or 'manual'"],
    [{ restoreTimeout: -1 }, 'restoreTimeout must be a number from 0 to Infinity'],
    [{ restoreTimeout: Number.NaN }, 'restoreTimeout must be a number from 0 to Infinity'],
    [{ pollExceptionLimit: -1 }, 'pollExceptionLimit must be a number from 0 to Infinity'],
    [{ userData: ['secret'] }, 'userData must be an object that JSON can carry'],
    [{ userData: 'secret' }, 'userData must be an object that JSON can carry'],
    [{ userData: { a: () => 'secret' } }, 'userData must be an object that JSON can carry'],
    [{ userData: { a: [1n] } }, 'userData must be an object that JSON can carry'],
    [{ language: 7 }, 'language must be a string, not an empty one'],
    [{ maxMessageLength: 0 }, 'maxMessageLength must be a number from 1 to Infinity'],
    [{ pollRate: 999 }, 'pollRate must be a number from 1000 to 30000'],
    [{ pollRateMin: 249 }, 'pollRateMin must be a number from 250 to 30000'],
    [{ pollRateMax: 30_001 }, 'pollRateMax must be a number from 250 to 30000'],
    [{ pollRateMin: 4000 }, 'pollRateMin must be at most pollRateMax, 3000'],
    [{ pollRateMult: 1 }, 'pollRateMult must be a number above 1'],
    [{ pollRateSleep: '2000' }, 'pollRateSleep must be a number from 1000 to 30000'],
    [{ dynamicPolling: 1 }, 'dynamicPolling must be boolean'],
    [{ sleepEnabled: null }, 'sleepEnabled must be boolean'],
    [{ messageStatus: 'on' }, 'messageStatus must be boolean'],
    ...[true, [], 'on', () => 1].map((async): [object, string] => [{ async }, 'async must be an object']),
    [{ async: { save: 1 } }, 'async: save must be function'],
    [{ async: { load: 'key' } }, 'async: load must be function'],
    [{ async: { remove: {} } }, 'async: remove must be function'],
    ...['20', 15, 1e9, Number.NaN].map((maxMessagePageSize): [object, string] => [
      { async: { maxMessagePageSize } },
      'async: maxMessagePageSize must be a number from 16 to 1000',
    ]),
    [
      { async: { getSessionData: () => 1 } },
      'async: getSessionData must be left out; the options are save, load, remove, maxMessagePageSize',
    ],
    [{ store: { get: () => undefined } }, 'store must be an object with get, set, delete'],
    [{ environment: [] }, 'environment must be an object'],
    [{ environment: { fetch: 1 } }, 'environment: fetch must be function'],
    [{ environment: { online$: {} } }, 'environment: online$ must be an object with subscribe'],
  ];
  for (const [option, sentence] of rows) {
    it(`refuses ${inspect(option, { breakLength: Infinity })}: ${sentence}`, () => {
      expect(refused(option).replace(`createWebChatService: `, '')).to.equal(sentence);
    });
  }

  it('refuses names it does not know, and says which it knows', () => {
    expect(refused({ pollrate: 1 })).to.match(
      /^pollrate must be left out; the options are transport, name, .*pollRate, .*environment$/,
    );
    expect(refused({ environment: { Fetch: 1 } })).to.match(
      /^environment: Fetch must be left out; the options are fetch, /,
    );
  });

  it('refuses what is no object at all', () => {
    for (const options of [undefined, null, 'gmsRest', 7, transport])
      expect(() => Reflect.apply(checkServiceOptions, undefined, [options])).to.throw(
        TypeError,
        'createWebChatService',
      );
  });
});
