import { expect } from 'chai';
import type { Observable } from 'rxjs';
import { type SinonFakeTimers, useFakeTimers } from 'sinon';
import { failingWith } from '../../transports/failing.js';
import { TransportFailure } from '../../transports/failures.js';
import { type Exchange, type Fetch, request } from '../../transports/request.js';
import { requestBlob } from '../../transports/requestBlob.js';
import { settled } from '../support/settled.js';

const init = { method: 'POST', headers: {} };
const url = 'https://host/chat?token=T';
const failures: Exchange['failures'] = async () => ({ failing: failingWith });
const exchange = { url, init, timeout: 3000, secrets: ['SECRET'], failures };

const asked = (fetch: Fetch, changes = {}): Observable<unknown> =>
  request(fetch, { ...exchange, ...changes }, (answer) => answer);

const answering =
  (status: number, body: string, headers: Record<string, string> = {}): Fetch<Response> =>
  async () =>
    new Response(body, { status, headers });

const failureOf = async (source: Observable<unknown>): Promise<TransportFailure> => {
  const { failure, endings } = await settled(source);
  expect(endings).to.equal(1);
  if (!(failure instanceof TransportFailure)) throw new Error(`expected a TransportFailure, got ${failure}`);
  return failure;
};

describe('request', () => {
  it('gives the JSON, whatever JSON it is', async () => {
    for (const json of ['{"a":1}', 'null', '0', '"text"', '[]']) {
      expect((await settled(asked(answering(200, json)))).values).to.deep.equal([JSON.parse(json)]);
    }
  });

  it('hands on what is to be sent, and a signal', async () => {
    const sent: unknown[] = [];
    const form = { ...init, headers: { apikey: 'K' }, body: 'a=1', credentials: 'include' } as const;
    const fetch: Fetch = async (...to) => {
      sent.push(to);
      return new Response('{}');
    };
    await settled(request(fetch, { ...exchange, init: form }, () => 0));

    expect(sent).to.have.length(1);
    expect(sent[0]).to.have.nested.property('[1].signal').that.is.instanceOf(AbortSignal);
    expect(sent[0]).to.deep.include.members([url]);
    expect(sent[0]).to.have.property('1').that.deep.includes(form);
  });

  it('is Offline where fetch rejects, and keeps the cause', async () => {
    const cause = new TypeError('fetch failed');
    const failure = await failureOf(asked(() => Promise.reject(cause)));

    expect([failure.kind, failure.status, failure.cause]).to.deep.equal(['Offline', 0, cause]);
  });

  it('is Offline where fetch throws', async () => {
    const broken: Fetch = () => {
      throw new Error('no fetch here');
    };
    expect((await failureOf(asked(broken))).kind).to.equal('Offline');
  });

  it('E33: is Offline where what fetch rejects with throws when it is read', async () => {
    const fail = () => {
      throw new RangeError('mine');
    };
    for (const hostile of [
      Object.defineProperty({}, 'name', { get: fail }),
      Object.defineProperty({ name: 'TransportFailure' }, 'kind', { get: fail }),
    ]) {
      const failure = await failureOf(asked(() => Promise.reject(hostile)));

      expect(failure).to.include({ kind: 'Offline', cause: hostile });
    }
  });

  it('is Offline where the connection breaks in the answer', async () => {
    const breaking: Fetch = async () => {
      const start = (controller: ReadableStreamDefaultController) => controller.error(new TypeError('terminated'));
      return new Response(new ReadableStream({ start }));
    };
    expect((await failureOf(asked(breaking))).kind).to.equal('Offline');
  });

  it('gives the text where it is no JSON', async () => {
    for (const text of ['', '<p>', '{"a":1'])
      expect((await settled(asked(answering(200, text)))).values).to.deep.equal([text]);
  });

  // E35
  const latin = new Uint8Array([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xe4, 0xf6, 0xfc, 0x22, 0x7d]);
  const charsets: readonly (readonly [type: string | undefined, bytes: Uint8Array<ArrayBuffer>, text: string])[] = [
    ['application/json; charset=ISO-8859-1', latin, 'äöü'],
    ['application/json;charset="iso-8859-1"', latin, 'äöü'],
    ['text/plain; Charset=windows-1252; x=1', latin, 'äöü'],
    ['application/json; charset=utf-8', new TextEncoder().encode('{"a":"äöü"}'), 'äöü'],
    ['application/json', new TextEncoder().encode('{"a":"äöü"}'), 'äöü'],
    [undefined, new TextEncoder().encode('{"a":"äöü"}'), 'äöü'],
    ['application/json; charset=klingon', new TextEncoder().encode('{"a":"äöü"}'), 'äöü'],
    ['application/json; charset=', new TextEncoder().encode('{"a":"äöü"}'), 'äöü'],
    ['application/json; charset=utf-16le', new Uint8Array([...'{"a":"ä"}'].flatMap((c) => [c.charCodeAt(0), 0])), 'ä'],
  ];
  for (const [type, bytes, a] of charsets) {
    it(`reads an answer of the type ${type}`, async () => {
      const fetch: Fetch = async () => new Response(bytes, { headers: type ? { 'Content-Type': type } : {} });
      expect((await settled(asked(fetch))).values).to.deep.equal([{ a }]);
      const refusing: Fetch = async () =>
        new Response(bytes, { status: 400, headers: type ? { 'Content-Type': type } : {} });
      expect((await failureOf(asked(refusing))).answer).to.deep.equal({ a });
    });
  }

  it('reads what gives nothing but its text', async () => {
    const headers = new Headers({ 'Content-Type': 'application/json; charset=ISO-8859-1' });
    const fetch: Fetch = async () => ({ status: 200, headers, text: async () => '{"a":"ä"}' });
    expect((await settled(asked(fetch))).values).to.deep.equal([{ a: 'ä' }]);
  });

  it('is Offline where an answer in another charset breaks off', async () => {
    const breaking: Fetch = async () => {
      const start = (controller: ReadableStreamDefaultController) => controller.error(new TypeError('terminated'));
      return new Response(new ReadableStream({ start }), {
        headers: { 'Content-Type': 'text/plain; charset=ISO-8859-1' },
      });
    };
    expect((await failureOf(asked(breaking))).kind).to.equal('Offline');
  });

  const errors: readonly (readonly [body: string, errors: readonly unknown[], answer: unknown])[] = [
    ['', [], ''],
    ['no', [], 'no'],
    ['null', [], null],
    ['[1]', [], [1]],
    ['{}', [], {}],
    ['{"errors":null}', [], { errors: null }],
    ['{"errors":[]}', [], { errors: [] }],
    ['{"errors":[{"code":161,"advice":"a name"}]}', [{ code: 161, advice: 'a name' }], undefined],
    ['{"errors":{"code":"161"}}', [{ code: '161' }], undefined],
    ['{"errors":["one",2]}', [{ advice: 'one' }, { advice: '2' }], undefined],
    ['{"error":"one"}', [{ advice: 'one' }], undefined],
    ['{"error":{"code":1}}', [{ code: 1 }], undefined],
    ['{"errors":[{"advice":"SECRET"}]}', [{ advice: '•••' }], undefined],
  ];

  for (const [body, found, answer] of errors) {
    it(`reads the errors of ${body || 'nothing'}`, async () => {
      const failure = await failureOf(asked(answering(400, body)));

      expect([failure.kind, failure.status]).to.deep.equal(['Refused', 400]);
      expect(failure.errors).to.deep.equal(found);
      if (answer !== undefined) expect(failure.answer).to.deep.equal(answer);
    });
  }

  const sentences: readonly (readonly [fetch: Fetch, sentence: string])[] = [
    [answering(400, '{"errors":[{"code":1,"advice":"a name"},{"code":2}]}'), 'Refused with HTTP 400: a name, 2'],
    [answering(404, ''), 'Refused with HTTP 404: try again, or check the options'],
    [answering(429, ''), 'Refused with HTTP 429: try again, or check the options'],
    [answering(503, ''), 'Refused with HTTP 503: try again, or check the options'],
    [
      answering(400, JSON.stringify({ error: 'SECRET'.repeat(500) })),
      `Refused with HTTP 400: ${'•••'.repeat(67).slice(0, 200)}`,
    ],
    [() => Promise.reject(new Error(url)), 'No answer: check the network, the address and its CORS rules'],
  ];

  for (const [fetch, sentence] of sentences) {
    it(`says "${sentence.slice(0, 60)}"`, async () => {
      expect((await failureOf(asked(fetch))).message).to.equal(sentence);
    });
  }

  it('lets the protocol say more of a refusal, from the answer with its keys', async () => {
    const seen: unknown[] = [];
    const refine = (_: unknown, answer: unknown) => {
      seen.push(answer);
      return { statusCode: 1 };
    };
    const refining: typeof failures = async () => ({ failing: (of) => failingWith(of, refine) });
    const failure = await failureOf(asked(answering(400, '{"key":"SECRET"}'), { failures: refining }));

    expect(seen).to.deep.equal([{ key: 'SECRET' }]);
    expect([failure.statusCode, failure.message]).to.deep.equal([
      1,
      'Refused with statusCode 1: try again, or check the options',
    ]);
    expect(failure.answer).to.deep.equal({ key: '•••' });
  });

  describe('in time', () => {
    let clock: SinonFakeTimers;

    beforeEach(() => {
      clock = useFakeTimers({
        now: 1e12,
        toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
      });
    });

    afterEach(() => clock.restore());

    it('is TimedOut after the time given, and aborts', () => {
      const signals: AbortSignal[] = [];
      const told: unknown[] = [];
      const silent: Fetch = (_, { signal }) => {
        signals.push(signal);
        return new Promise(() => undefined);
      };
      asked(silent).subscribe({ error: ({ kind, message }) => told.push(kind, message) });

      clock.tick(2999);
      expect([told, signals[0]?.aborted]).to.deep.equal([[], false]);
      clock.tick(1);
      expect(told).to.deep.equal(['TimedOut', 'No answer within 3000 ms: try again, or allow more time']);
      expect(signals[0]?.aborted).to.equal(true);
    });

    it('waits for the whole answer', async () => {
      const slow: Fetch = async () => new Response(new ReadableStream());
      const failure = failureOf(asked(slow));
      await clock.tickAsync(3000);

      expect((await failure).kind).to.equal('TimedOut');
    });

    it('leaves no timer behind, answered or not', async () => {
      await settled(asked(answering(200, '{}')));
      await settled(asked(answering(500, '{}')));
      asked(answering(200, '{}')).subscribe().unsubscribe();

      expect(clock.countTimers()).to.equal(0);
    });

    it('sets none for 0', () => {
      const subscription = asked(() => new Promise(() => undefined), { timeout: 0 }).subscribe();
      expect(clock.countTimers()).to.equal(0);
      subscription.unsubscribe();
    });

    const waits: readonly (readonly [header: string, ms: number | undefined])[] = [
      ['0', 0],
      ['7', 7000],
      [' 7 ', 7000],
      ['-7', 0],
      [new Date(1e12 + 5000).toUTCString(), 5000],
      [new Date(1e12 - 5000).toUTCString(), 0],
      ['soon', undefined],
    ];

    for (const [header, ms] of waits) {
      it(`reads Retry-After: ${header}`, async () => {
        const { retryAfter } = await failureOf(asked(answering(503, '', { 'Retry-After': header })));
        expect(retryAfter).to.equal(ms);
      });
    }
  });

  it('drops an answer that comes after the abort', async () => {
    const told: unknown[] = [];
    let answer: (response: Response) => void = () => undefined;
    const deaf: Fetch = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    const tell = () => told.push('told');
    asked(deaf).subscribe({ next: tell, error: tell, complete: tell }).unsubscribe();
    const late = new Response('{}');
    const read = late.text();
    answer(late);
    await read;

    expect(told).to.deep.equal([]);
  });

  it('reads no bytes of a refusal', async () => {
    const { failure } = await settled(requestBlob(answering(404, '{"error":"gone"}'), exchange));

    expect(failure).to.be.instanceOf(TransportFailure).with.nested.property('errors[0].advice', 'gone');
  });
});
