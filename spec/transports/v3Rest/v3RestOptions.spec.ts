import { expect } from 'chai';
import { EMPTY, type Observable } from 'rxjs';
import { useFakeTimers } from 'sinon';
import type { Transport } from '../../../transports/transport.js';
import { v3Rest } from '../../../transports/v3Rest/v3Rest.js';
import type { V3RestOptions } from '../../../transports/v3Rest/v3RestOptions.js';

const session = { sessionId: 'S1', participantId: 'P1', transportId: 'T1', token: 'a.b.c' };
const dataURL = 'https://host/nexus/v3/chat/sessions';

interface Sent {
  readonly url: string;
  readonly init: RequestInit;
  readonly headers: Readonly<Record<string, string>>;
  readonly patient: boolean;
}

/** A transport whose fetch never answers, and what it sends first. */
const sending = (options: V3RestOptions) => {
  let note: (sent: Sent) => void;
  const first = new Promise<Sent>((resolve) => {
    note = resolve;
  });
  const silent =
    (patient: boolean): typeof fetch =>
    (input, init = {}) => {
      note({ url: String(input), init, headers: Object.fromEntries(new Headers(init.headers)), patient });
      return new Promise((_, reject) => init.signal?.addEventListener('abort', reject));
    };
  return { first, transport: v3Rest(options)({ fetch: silent(false), patientFetch: silent(true) }) };
};

const calls = {
  start: (it) => it.start({ form: {}, userData: {} }),
  resume: (it) => it.resume?.(session, 20),
  restore: (it) => it.restore?.(session),
  history: (it) => it.history?.(session, { count: 20 }),
  poll: (it) => it.poll?.(session, {}),
  send: (it) => it.send(session, { message: 'a' }),
  typing: (it) => it.typing?.(session, { isTyping: true }),
  updateUserData: (it) => it.updateUserData?.(session, { a: 1 }),
  end: (it) => it.end(session),
  upload: (it) => it.upload?.(session, { file: new Blob(['a']), name: 'a' }),
  download: (it) => it.download?.(session, '/sessions/S1/images/1'),
} satisfies Record<string, (it: Transport) => Observable<unknown> | undefined>;

type Call = keyof typeof calls;

const isCall = (name: string): name is Call => name in calls;
const everyCall = Object.keys(calls).filter(isCall);
const called = (call: Call, transport: Transport): Observable<unknown> => calls[call](transport) ?? EMPTY;

const sentBy = async (options: V3RestOptions, call: Call = 'start'): Promise<Sent> => {
  const { first, transport } = sending(options);
  const subscription = called(call, transport).subscribe();
  const sent = await first;
  subscription.unsubscribe();
  return sent;
};

describe('v3Rest, its options', () => {
  it('dataURL: any number of slashes behind it do not matter', async () => {
    for (const url of [dataURL, `${dataURL}/`, `${dataURL}///`]) {
      expect((await sentBy({ dataURL: url })).url).to.equal(dataURL);
      expect((await sentBy({ dataURL: url }, 'end')).url).to.equal(`${dataURL}/S1/participants/P1`);
      expect((await sentBy({ dataURL: url }, 'download')).url).to.equal(
        'https://host/nexus/v3/chat/sessions/S1/images/1',
      );
    }
  });

  it('headers: sent with every call, text or number', async () => {
    for (const call of everyCall) {
      const { headers } = await sentBy({ dataURL, headers: { 'x-api-key': 'KEY', 'X-Number': 0 } }, call);
      expect([headers['x-api-key'], headers['x-number']]).to.deep.equal(['KEY', '0']);
    }
  });

  it('headers: cannot change how a request is read, nor whose it is', async () => {
    const headers = { 'CONTENT-TYPE': 'text/plain', 'X-Nexus-Client-Key': 'other' };
    const sent = await sentBy({ dataURL, headers }, 'end');

    expect(sent.headers['content-type']).to.equal('application/x-www-form-urlencoded; charset=UTF-8');
    expect(sent.headers['x-nexus-client-key']).to.equal('a.b.c');
    expect((await sentBy({ dataURL, headers }, 'poll')).headers).to.not.have.property('content-type');
  });

  it('pollTimeout, pollIntervalMultiplier: a pace of its own, if either is given', () => {
    const paceOf = (options: Partial<V3RestOptions>) => sending({ dataURL, ...options }).transport.pace;

    expect(paceOf({})).to.equal(undefined);
    expect(paceOf({ pollTimeout: 100 })).to.deep.equal({ gap: 100, multiplier: 1.2 });
    expect(paceOf({ pollIntervalMultiplier: 1 })).to.deep.equal({ gap: 3000, multiplier: 1 });
    expect(paceOf({ pollTimeout: 500, pollIntervalMultiplier: 2 })).to.deep.equal({ gap: 500, multiplier: 2 });
  });

  it('is patient with what is harmless when repeated: restoring, history and downloads', async () => {
    const patient: Call[] = [];
    for (const call of everyCall) if ((await sentBy({ dataURL }, call)).patient) patient.push(call);
    expect(patient).to.deep.equal(['restore', 'history', 'download']);
  });

  it('has what v3 can, and nothing else', () => {
    const { transport } = sending({ dataURL });
    expect(transport).to.include.keys('resume', 'history', 'isSessionLost');
    expect(transport).to.not.have.any.keys('customNotice', 'fileLimits', 'isPollException', 'follow', 'pace');
    expect(transport.name).to.equal('v3Rest');
    expect(transport.bots, 'E46').to.equal(false);
    expect(transport.noSession).to.deep.equal({ participantId: '', sessionId: '', token: '', transportId: '' });
  });

  describe('in time', () => {
    let clock: ReturnType<typeof useFakeTimers>;

    beforeEach(() => {
      clock = useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
    });

    afterEach(() => clock.restore());

    const failsAfter = async (call: Call, options: Partial<V3RestOptions> = {}): Promise<number | undefined> => {
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

    const files: readonly Call[] = ['upload', 'download'];

    it('ajaxTimeout: 3000 ms, or what is given; 0 is for ever', async () => {
      for (const call of everyCall.filter((each) => each !== 'poll' && !files.includes(each))) {
        expect(await failsAfter(call)).to.equal(3000);
        expect(await failsAfter(call, { ajaxTimeout: 50, fileUploadTimeout: 60 })).to.equal(50);
        expect(await failsAfter(call, { ajaxTimeout: 0 })).to.equal(undefined);
      }
    });

    it('a poll waits 60 s, whatever ajaxTimeout is', async () => {
      for (const ajaxTimeout of [undefined, 0, 50, 100_000]) {
        expect(await failsAfter('poll', { ajaxTimeout })).to.equal(60_000);
      }
    });

    it('fileUploadTimeout: the same for uploads and downloads; by default for ever', async () => {
      for (const call of files) {
        expect(await failsAfter(call)).to.equal(undefined);
        expect(await failsAfter(call, { fileUploadTimeout: 60 })).to.equal(60);
      }
    });
  });

  const url = 'dataURL must be the http(s) URL of a chat service, without ?, # or @';
  const header = 'headers must be an object of header names with strings or numbers of printable characters';
  const wrong: readonly (readonly [options: Record<string, unknown>, sentence: string])[] = [
    [{ dataURL: undefined }, url],
    [{ dataURL: '' }, url],
    [{ dataURL: 5 }, url],
    [{ dataURL: 'https://host/sessions?a=1' }, url],
    [{ dataURL: 'https://me:secret@host/sessions' }, url],
    [{ headers: 'x-api-key' }, header],
    [{ headers: ['x-api-key'] }, header],
    [{ headers: { 'x-api-key': undefined } }, header],
    [{ headers: { 'x-api-key': {} } }, header],
    [{ headers: { 'x-api-key': 'a\nkey' } }, header],
    [{ headers: { 'x-api-key': 'clé 漢' } }, header],
    [{ headers: { 'x api key': 'a' } }, header],
    [{ headers: { '': 'a' } }, header],
    [{ endpoint: 5 }, 'endpoint must be string'],
    [{ clientType: {} }, 'clientType must be string'],
    [{ stream: true }, 'stream must be string'],
    [{ interactionData: 'a' }, 'interactionData must be an object that JSON can carry'],
    [{ interactionData: [] }, 'interactionData must be an object that JSON can carry'],
    [{ interactionData: { a: () => 1 } }, 'interactionData must be an object that JSON can carry'],
    [{ ajaxTimeout: '3000' }, 'ajaxTimeout must be a number from 0 to 2147483647'],
    [{ fileUploadTimeout: -1 }, 'fileUploadTimeout must be a number from 0 to 2147483647'],
    [{ pollTimeout: 99 }, 'pollTimeout must be a number from 100 to 2147483647'],
    [{ pollTimeout: Number.NaN }, 'pollTimeout must be a number from 100 to 2147483647'],
    [{ pollIntervalMultiplier: 0.9 }, 'pollIntervalMultiplier must be a number from 1 to 100'],
    [{ apikey: 'a' }, 'apikey must be left out; the options are dataURL, headers, '],
    [{ toString: 1 }, 'toString must be left out; the options are dataURL, headers, '],
  ];

  for (const [options, sentence] of wrong) {
    it(`refuses ${JSON.stringify(options)} when it is made`, () => {
      const make = () => v3Rest(Object.assign({ dataURL }, options));
      expect(make).to.throw(TypeError, `v3Rest: ${sentence}`);
    });
  }

  it('tells no header it refuses', () => {
    const make = () => v3Rest({ dataURL, headers: { 'x-api-key': 'SECRET\n' } });
    expect(make).to.throw(TypeError).with.property('message').that.does.not.include('SECRET');
  });

  it('names itself where it is given no object', () => {
    for (const options of [undefined, null, dataURL, 7]) {
      expect(() => Reflect.apply(v3Rest, undefined, [options])).to.throw(
        TypeError,
        'v3Rest: options must be an object',
      );
    }
  });
});
