import { expect } from 'chai';
import { EMPTY, type Observable } from 'rxjs';
import { patientFetch } from '../../lib/patientFetch.js';
import { TransportFailure } from '../../transports/failures.js';
import { cometdFiles } from '../../transports/gmsCometd/cometdFiles.js';
import { cometdSettings } from '../../transports/gmsCometd/cometdSettings.js';
import { gmsRest } from '../../transports/gmsRest/gmsRest.js';
import type { Transport, Wire } from '../../transports/transport.js';
import { v3Rest } from '../../transports/v3Rest/v3Rest.js';
import { nodeXhr } from '../support/nodeXhr.js';
import { settled } from '../support/settled.js';
import { startWireServer, type WireServer } from '../support/wireServer.js';
import { tokenOf } from './v3Rest/tokenOf.js';

const secret = 'KEY-OF-THE-CHAT';
const gmsSession = { sessionId: 'C1', secureKey: secret, alias: '117', userId: 'U1' };
const v3Session = { sessionId: 'S1', participantId: 'P1', transportId: 'T1', token: tokenOf() };

type Options = { readonly redirects?: 'follow' };

const subjects = {
  gmsRest: {
    session: gmsSession,
    at: (url: string, wire: Wire, options: Options): Partial<Transport> =>
      gmsRest({ dataURL: url, apikey: secret, ...options })(wire),
    good: { statusCode: 0, chatId: 'C1', secureKey: 'K', alias: '1', userId: 'U1' },
  },
  v3Rest: {
    session: v3Session,
    at: (url: string, wire: Wire, options: Options): Partial<Transport> =>
      v3Rest({ dataURL: url, headers: { 'x-api-key': secret }, ...options })(wire),
    good: { status: { code: 0 }, data: { clientToken: tokenOf() } },
  },
  'the files of gmsCometd': {
    session: gmsSession,
    at: (url: string, wire: Wire, options: Options): Partial<Transport> => {
      const { call } = cometdSettings({ cometURL: 'https://host/cometd', apiURL: url, apikey: secret, ...options });
      return call ? cometdFiles(call, wire) : {};
    },
    good: { statusCode: 0 },
  },
};

const operations: Readonly<
  Record<
    string,
    (it: Partial<Transport>, session: typeof gmsSession | typeof v3Session) => Observable<unknown> | undefined
  >
> = {
  start: (it) => it.start?.({ form: {}, userData: {} }),
  send: (it, session) => it.send?.(session, { message: 'hi' }),
  end: (it, session) => it.end?.(session),
  restore: (it, session) => it.restore?.(session),
  resume: (it, session) => it.resume?.(session, 20),
  history: (it, session) => it.history?.(session, { count: 20 }),
  poll: (it, session) => it.poll?.(session, {}),
  typing: (it, session) => it.typing?.(session, { isTyping: true }),
  customNotice: (it, session) => it.customNotice?.(session, { message: 'note' }),
  updateUserData: (it, session) => it.updateUserData?.(session, { a: 1 }),
  fileLimits: (it, session) => it.fileLimits?.(session),
  upload: (it, session) => it.upload?.(session, { file: new Blob(['abc']), name: 'a.txt' }),
  download: (it, session) => it.download?.(session, 'images/1'),
};

const plainWire: Wire = { fetch, patientFetch: patientFetch(fetch), XMLHttpRequest: nodeXhr };

/** As a browser answers a redirect that is not followed. */
const opaque: typeof fetch = async () => {
  const response = new Response(null, { status: 204 });
  return Object.defineProperties(response, {
    status: { value: 0 },
    type: { value: 'opaqueredirect' },
    ok: { value: false },
  });
};

// O20
describe('a redirect', () => {
  let home: WireServer;
  let elsewhere: WireServer;

  beforeEach(async () => {
    home = await startWireServer();
    elsewhere = await startWireServer();
  });

  afterEach(() => Promise.all([home[Symbol.asyncDispose](), elsewhere[Symbol.asyncDispose]()]));

  const refused = async (source: Observable<unknown> | undefined, status: number): Promise<void> => {
    const { failure, endings } = await settled(source ?? EMPTY);
    expect(endings).to.equal(1);
    expect(failure).to.be.instanceOf(TransportFailure).that.includes({ kind: 'Refused', status });
    expect(failure).to.have.property('message').that.includes("redirects: 'follow'");
    expect(JSON.stringify(failure) + failure).to.not.include(elsewhere.url);
  };

  for (const [name, { at, session, good }] of Object.entries(subjects)) {
    describe(`in ${name}`, () => {
      const able = Object.entries(operations).filter(([, call]) => call(at('https://host', plainWire, {}), session));

      for (const [operation, call] of able) {
        it(`takes nothing of ${operation} to another origin`, async () => {
          for (const status of [301, 302, 303, 307, 308]) {
            home.weather = { status, body: '', headers: { Location: `${elsewhere.url}/x?token=SECRET` } };
            await refused(call(at(home.url, plainWire, {}), session), status);
          }
          expect(elsewhere.heard).to.have.length(0);
          expect(home.heard).to.have.length(5);
        });

        it(`is the same to ${operation} where a page is not told where it leads`, async () => {
          const wire = { fetch: opaque, patientFetch: patientFetch(opaque) };
          await refused(call(at(home.url, wire, {}), session), 0);
        });

        it(`is followed by ${operation} if the site wants it`, async () => {
          home.weather = { status: 307, body: '', headers: { Location: `${elsewhere.url}/x` } };
          elsewhere.weather = { body: good };
          const wire = { ...plainWire, XMLHttpRequest: undefined };
          const { failure } = await settled(call(at(home.url, wire, { redirects: 'follow' }), session) ?? EMPTY);

          expect(failure).to.equal(undefined);
          expect(elsewhere.heard).to.not.have.length(0);
        });
      }

      const used = async (options: Options, progress?: boolean): Promise<string> => {
        const ways: string[] = [];
        class Watched extends nodeXhr {
          constructor() {
            super();
            ways.push('XMLHttpRequest');
          }
        }
        const watched: typeof fetch = (input, init) => {
          ways.push('fetch');
          return fetch(input, init);
        };
        home.weather = { body: good };
        const wire = { fetch: watched, patientFetch: watched, XMLHttpRequest: Watched };
        const upload = { file: new Blob(['abc']), name: 'a.txt', ...(progress && { progress }) };
        const { failure } = await settled(at(home.url, wire, options).upload?.(session, upload) ?? EMPTY);
        expect(failure).to.equal(undefined);
        return ways.join();
      };

      it('is kept from uploads: XMLHttpRequest, which follows it, sends only what is watched, or may follow', async () => {
        expect(await used({})).to.equal('fetch');
        expect(await used({}, true)).to.equal('XMLHttpRequest');
        expect(await used({ redirects: 'follow' })).to.equal('XMLHttpRequest');
      });
    });
  }

  it('is no option of other words', () => {
    for (const redirects of ['manual', 'error', true, null]) {
      for (const make of [gmsRest, v3Rest, cometdSettings]) {
        const options = { dataURL: 'https://host', cometURL: 'https://host', redirects };
        const given = Object.fromEntries(
          Object.entries(options).filter(
            ([name]) => name === 'redirects' || (name === 'cometURL') === (make === cometdSettings),
          ),
        );
        expect(() => Reflect.apply(make, undefined, [given])).to.throw(TypeError, "redirects must be 'follow'");
      }
    }
  });
});

// C6
describe('the end of a chat', () => {
  it('outlives its page, and nothing else does', async () => {
    for (const { at, session } of Object.values(subjects)) {
      const outliving: string[] = [];
      for (const [operation, call] of Object.entries(operations)) {
        const note: typeof fetch = async (_, init) => {
          if (init?.keepalive) outliving.push(operation);
          throw new TypeError('no network');
        };
        await settled(call(at('https://host', { fetch: note, patientFetch: note }, {}), session) ?? EMPTY);
      }
      expect(outliving).to.deep.equal(at === subjects['the files of gmsCometd'].at ? [] : ['end']);
    }
  });
});
