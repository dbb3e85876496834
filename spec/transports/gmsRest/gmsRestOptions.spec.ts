import { expect } from 'chai';
import { EMPTY, type Observable } from 'rxjs';
import { useFakeTimers } from 'sinon';
import { gmsRest } from '../../../transports/gmsRest/gmsRest.js';
import type { GmsRestOptions } from '../../../transports/gmsRest/gmsRestOptions.js';
import type { Transport } from '../../../transports/transport.js';
import { prove } from '../../support/proofs.js';

const session = { sessionId: 'C1', secureKey: 'SK1', alias: '1', userId: 'U1' };

interface Sent {
  readonly url: string;
  readonly init: RequestInit;
  readonly headers: Readonly<Record<string, string>>;
}

/** A transport whose fetch never answers, and what it sends first. */
const sending = (options: GmsRestOptions) => {
  let note: (sent: Sent) => void;
  const first = new Promise<Sent>((resolve) => {
    note = resolve;
  });
  const silent: typeof fetch = (input, init = {}) => {
    note({ url: String(input), init, headers: Object.fromEntries(new Headers(init.headers)) });
    return new Promise((_, reject) => init.signal?.addEventListener('abort', reject));
  };
  return { first, transport: gmsRest(options)({ fetch: silent, patientFetch: silent }) };
};

const calls = {
  start: (it) => it.start({ form: {}, userData: {} }),
  end: (it) => it.end(session),
  poll: (it) => it.poll?.(session, {}),
  fileLimits: (it) => it.fileLimits?.(session),
  upload: (it) => it.upload?.(session, { file: new Blob(['a']), name: 'a' }),
  download: (it) => it.download?.(session, 'F1'),
} satisfies Record<string, (it: Transport) => Observable<unknown> | undefined>;

type Call = keyof typeof calls;
const everyCall: readonly Call[] = ['start', 'end', 'poll', 'fileLimits', 'upload', 'download'];

const called = (call: Call, transport: Transport): Observable<unknown> => calls[call](transport) ?? EMPTY;

const sentBy = async (options: GmsRestOptions, call: Call = 'start'): Promise<Sent> => {
  const { first, transport } = sending(options);
  const subscription = called(call, transport).subscribe();
  const sent = await first;
  subscription.unsubscribe();
  return sent;
};

const dataURL = 'https://host/genesys/2/chat/support';

describe('gmsRest, its options', () => {
  it('dataURL: any number of slashes behind it do not matter', async () => {
    for (const url of [dataURL, `${dataURL}/`, `${dataURL}///`]) {
      expect((await sentBy({ dataURL: url })).url).to.equal(`${dataURL}/`);
      expect((await sentBy({ dataURL: url }, 'end')).url).to.equal(`${dataURL}/C1/disconnect`);
    }
    prove('option/dataURL');
  });

  it('serverURL: another name for dataURL, which wins', async () => {
    expect((await sentBy({ serverURL: `${dataURL}/` })).url).to.equal(`${dataURL}/`);
    expect((await sentBy({ serverURL: 'https://other', dataURL })).url).to.equal(`${dataURL}/`);
    prove('option/serverURL');
  });

  it('enableUrlTrailingSlash: off, a chat is requested at the bare address', async () => {
    expect((await sentBy({ dataURL: `${dataURL}/`, enableUrlTrailingSlash: false })).url).to.equal(dataURL);
    prove('option/enableUrlTrailingSlash');
  });

  it('apikey: a header of every call, text or number', async () => {
    expect((await sentBy({ dataURL })).headers).to.not.have.property('apikey');
    for (const call of everyCall) {
      expect((await sentBy({ dataURL, apikey: 'KEY' }, call)).headers.apikey).to.equal('KEY');
      expect((await sentBy({ dataURL, apikey: 0 }, call)).headers.apikey).to.equal('0');
    }
    prove('option/apikey');
  });

  it('endpoint: sent with the start, if given', async () => {
    expect(String((await sentBy({ dataURL })).init.body)).to.not.include('endpoint');
    expect(String((await sentBy({ dataURL, endpoint: 'E 1' })).init.body)).to.match(/&endpoint=E\+1$/);
    prove('option/endpoint');
  });

  it('enableCustomHeader: passes on Authorization, and no other header', async () => {
    const header = { Authorization: 'Bearer T', 'x-other': '1' };
    for (const call of everyCall) {
      const { headers } = await sentBy({ dataURL, header, enableCustomHeader: true }, call);
      expect(headers.authorization).to.equal('Bearer T');
      expect(headers).to.not.have.property('x-other');
    }
    expect((await sentBy({ dataURL, header })).headers).to.not.have.property('authorization');
    expect((await sentBy({ dataURL, enableCustomHeader: true })).headers).to.not.have.property('authorization');
    prove('option/enableCustomHeader');
  });

  it('xhrFields: withCredentials reaches every call, files too', async () => {
    for (const call of everyCall) {
      expect((await sentBy({ dataURL }, call)).init.credentials).to.equal('same-origin');
      expect((await sentBy({ dataURL, xhrFields: { withCredentials: false } }, call)).init.credentials).to.equal(
        'same-origin',
      );
      expect((await sentBy({ dataURL, xhrFields: { withCredentials: true } }, call)).init.credentials).to.equal(
        'include',
      );
    }
    prove('option/xhrFields');
  });

  describe('in time', () => {
    let clock: ReturnType<typeof useFakeTimers>;

    beforeEach(() => {
      clock = useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
    });

    afterEach(() => clock.restore());

    const failsAfter = async (call: Call, options: GmsRestOptions = {}): Promise<number | undefined> => {
      let at: number | undefined;
      const from = clock.now;
      const { first, transport } = sending({ dataURL, ...options });
      const subscription = called(call, transport).subscribe({
        error: ({ kind }) => {
          expect(kind).to.equal('TimedOut');
          at = clock.now - from;
        },
      });
      await first;
      clock.tick(24 * 3600 * 1000);
      subscription.unsubscribe();
      expect(clock.countTimers()).to.equal(0);
      return at;
    };

    it('ajaxTimeout: 3000 ms, or what is given; 0 is for ever', async () => {
      for (const call of ['start', 'end', 'poll', 'fileLimits'] as const) {
        expect(await failsAfter(call)).to.equal(3000);
        expect(await failsAfter(call, { ajaxTimeout: 50, fileUploadTimeout: 60 })).to.equal(50);
        expect(await failsAfter(call, { ajaxTimeout: 0 })).to.equal(undefined);
      }
      prove('option/ajaxTimeout');
    });

    it('fileUploadTimeout: the same for uploads and downloads; by default for ever', async () => {
      for (const call of ['upload', 'download'] as const) {
        expect(await failsAfter(call)).to.equal(undefined);
        expect(await failsAfter(call, { fileUploadTimeout: 60 })).to.equal(60);
      }
      prove('option/fileUploadTimeout');
    });
  });

  const wrong: readonly (readonly [options: Record<string, unknown>, sentence: string])[] = [
    [{ dataURL: undefined }, 'dataURL must be the http(s) URL of a chat service, without ?, # or @'],
    [{ dataURL: '' }, 'dataURL must be the http(s) URL of a chat service, without ?, # or @'],
    [{ dataURL: 'https://host/chat?a=1' }, 'dataURL must be the http(s) URL of a chat service, without ?, # or @'],
    [{ dataURL: 'ftp://host/chat' }, 'dataURL must be the http(s) URL of a chat service, without ?, # or @'],
    [{ dataURL: 5 }, 'dataURL must be the http(s) URL of a chat service, without ?, # or @'],
    // Outside a page there is nothing that they could be relative to.
    [{ dataURL: 'gms.example.com/chat' }, 'dataURL must be the http(s) URL of a chat service, without ?, # or @'],
    [{ dataURL: '/genesys/2/chat' }, 'dataURL must be the http(s) URL of a chat service, without ?, # or @'],
    [{ dataURL: 'http://' }, 'dataURL must be the http(s) URL of a chat service, without ?, # or @'],
    [{ serverURL: {} }, 'serverURL must be the http(s) URL of a chat service, without ?, # or @'],
    [{ apikey: {} }, 'apikey must be a string or number of printable characters'],
    [
      { dataURL: 'https://me:secret@host/chat' },
      'dataURL must be the http(s) URL of a chat service, without ?, # or @',
    ],
    [{ apikey: 'a\nkey' }, 'apikey must be a string or number of printable characters'],
    [
      { enableCustomHeader: true, header: { Authorization: 'Bearer a\nb' } },
      'header must be an object with Authorization of printable characters',
    ],
    [{ endpoint: 5 }, 'endpoint must be string'],
    [{ enableCustomHeader: 'yes' }, 'enableCustomHeader must be boolean'],
    [{ header: 'Bearer T' }, 'header must be an object with Authorization'],
    [{ header: { Authorization: 5 } }, 'header must be an object with Authorization'],
    [{ xhrFields: { withCredentials: 'yes' } }, 'xhrFields must be an object with withCredentials'],
    [{ ajaxTimeout: '3000' }, 'ajaxTimeout must be a number from 0 to 2147483647'],
    [{ ajaxTimeout: -1 }, 'ajaxTimeout must be a number from 0 to 2147483647'],
    [{ ajaxTimeout: Number.NaN }, 'ajaxTimeout must be a number from 0 to 2147483647'],
    [{ fileUploadTimeout: 1e12 }, 'fileUploadTimeout must be a number from 0 to 2147483647'],
    [{ enableUrlTrailingSlash: null }, 'enableUrlTrailingSlash must be boolean'],
    [{ dataUrl: dataURL }, 'dataUrl must be left out; the options are dataURL, serverURL, '],
    [{ toString: 1 }, 'toString must be left out; the options are dataURL, serverURL, '],
  ];

  for (const [options, sentence] of wrong) {
    it(`refuses ${JSON.stringify(options)} when it is made`, () => {
      const make = () => gmsRest(Object.assign({ dataURL }, options));
      expect(make).to.throw(TypeError, `gmsRest: ${sentence}`);
    });
  }

  it('names dataURL where nothing is given at all', () => {
    expect(() => gmsRest({})).to.throw(TypeError, 'gmsRest: dataURL must be');
  });

  it('names itself where it is given no object', () => {
    for (const options of [undefined, null, dataURL, 7]) {
      expect(() => Reflect.apply(gmsRest, undefined, [options])).to.throw(
        TypeError,
        'gmsRest: options must be an object',
      );
    }
  });
});
