import { expect } from 'chai';
import { type SinonFakeTimers, useFakeTimers } from 'sinon';
import { type Patience, patientFetch } from '../../lib/patientFetch.js';

type Fetch = typeof globalThis.fetch;
type Answer = Error | readonly [status: number, retryAfter?: string];

const lost = new TypeError('fetch failed');

describe('patientFetch', () => {
  let clock: SinonFakeTimers;
  let asked: number[];

  beforeEach(() => {
    clock = useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
    asked = [];
  });

  afterEach(() => clock.restore());

  /** A fetch that gives these answers, the last one for ever, and notes when it was asked. */
  const answering =
    (...answers: readonly Answer[]): Fetch =>
    async () => {
      const answer = answers[Math.min(asked.push(clock.now), answers.length) - 1];
      if (answer === undefined || answer instanceof Error) throw answer;
      const [status, retryAfter] = answer;
      return new Response('body', { status, headers: retryAfter === undefined ? {} : { 'Retry-After': retryAfter } });
    };

  /** What came of it, and when each attempt was made. */
  const outcome = async (fetch: Fetch, patience: Patience = {}, init?: RequestInit) => {
    const result = patientFetch(fetch, { random: () => 1, ...patience })('https://host', init).then(
      ({ status }) => status,
      (reason: unknown) => reason,
    );
    await clock.runAllAsync();
    return result;
  };

  const rows: readonly (readonly [
    title: string,
    answers: readonly Answer[],
    result: unknown,
    at: readonly number[],
  ])[] = [
    ['asks once where all is well', [[200]], 200, [0]],
    ['asks again after network trouble', [lost, [200]], 200, [0, 500]],
    ['asks again after 500', [[500], [200]], 200, [0, 500]],
    ['asks again after 503 and 429, each time later', [[503], [429], [200]], 200, [0, 500, 1500]],
    ['gives up after three attempts, with the last answer', [[500], [502], [503]], 503, [0, 500, 1500]],
    ['gives up after three attempts, with the last error', [[500], [502], lost], lost, [0, 500, 1500]],
    ['takes a refusal as it is', [[400]], 400, [0]],
    ['takes a redirection as it is', [[399]], 399, [0]],
    ['rests as long as the server asks', [[429, '7'], [200]], 200, [0, 7000]],
    ['rests no shorter than it would by itself', [[503, '0'], [200]], 200, [0, 500]],
    ['does not wait for a server that asks for too long a rest', [[503, '11']], 503, [0]],
  ];

  for (const [title, answers, result, at] of rows) {
    it(title, async () => {
      expect(await outcome(answering(...answers))).to.equal(result);
      expect(asked).to.deep.equal(at);
    });
  }

  it('spreads its waits', async () => {
    await outcome(answering([500]), { random: () => 0 });
    expect(asked).to.deep.equal([0, 250, 750]);
  });

  it('is as patient as it is told', async () => {
    await outcome(answering([500]), { attempts: 2, delay: 10 });
    expect(asked).to.deep.equal([0, 10]);
    asked = [];
    await outcome(answering([500, '0.03']), { attempts: 1 });
    expect(asked).to.have.length(1);
    asked = [];
    await outcome(answering([500, '3']), { longestRest: 2999 });
    expect(asked).to.have.length(1);
  });

  it('ends at once when it is aborted in a rest, and leaves no timer behind', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const result = patientFetch(answering([500]))('https://host', { signal: controller.signal }).catch(
      (error) => error,
    );
    await clock.tickAsync(1);
    controller.abort(reason);

    expect(await result).to.equal(reason);
    await clock.tickAsync(0);
    expect(clock.countTimers()).to.equal(0);
    expect(asked).to.have.length(1);
  });

  it('asks nobody when it is aborted before', async () => {
    const reason = new Error('enough');
    expect(await outcome(answering([200]), {}, { signal: AbortSignal.abort(reason) })).to.equal(reason);
    expect(asked).to.deep.equal([]);
  });

  it('heeds the signal of a Request', async () => {
    const controller = new AbortController();
    const request = new Request('https://host', { signal: controller.signal });
    const result = patientFetch(answering([500]))(request).catch((error) => error);
    await clock.tickAsync(1);
    controller.abort();

    expect(await result).to.have.property('name', 'AbortError');
    expect(asked).to.have.length(1);
  });

  it('does not ask again after an abort that shows as an error', async () => {
    const controller = new AbortController();
    const aborting: Fetch = async () => {
      asked.push(clock.now);
      controller.abort();
      throw lost;
    };
    expect(await outcome(aborting, {}, { signal: controller.signal })).to.equal(lost);
    expect(asked).to.have.length(1);
  });

  it('sends a body that can be read only once, once', async () => {
    const body = new ReadableStream();
    expect(await outcome(answering([500]), {}, { method: 'POST', body })).to.equal(500);
    expect(asked).to.have.length(1);
  });

  it('asks again where the answer breaks off', async () => {
    const cut = new ReadableStream({
      start: (controller) => controller.error(lost),
    });
    const answers = [new Response(cut), new Response('all of it', { headers: { 'X-Place': '2' } })];
    const once: Fetch = async () => answers[asked.push(clock.now) - 1] ?? Response.error();
    const asking = patientFetch(once, { random: () => 1 })('https://host');
    await clock.runAllAsync();
    const answer = await asking;

    expect(asked).to.have.length(2);
    expect([await answer.text(), answer.headers.get('X-Place')]).to.deep.equal(['all of it', '2']);
  });

  it('sends a form as often as need be', async () => {
    const body = new FormData();
    body.append('a', 'b');
    const sent: unknown[] = [];
    const noting: Fetch = async (_, init) => {
      sent.push(init?.body);
      return new Response('', { status: 500 });
    };
    await outcome(noting, {}, { method: 'POST', body });

    expect(sent).to.deep.equal([body, body, body]);
  });

  it('lets go of answers that nobody reads', async () => {
    const given: Response[] = [];
    const noting: Fetch = async () => {
      const response = new Response('body', { status: 500 });
      given.push(response);
      return response;
    };
    await outcome(noting, { attempts: 2 });

    expect(given.map(({ bodyUsed }) => bodyUsed)).to.deep.equal([true, false]);
  });
});
