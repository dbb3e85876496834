import { expect } from 'chai';
import { map, NEVER, Subject, timer } from 'rxjs';
import { TransportFailure } from '../../transports/failures.js';
import { frameOf } from '../../transports/scripted.js';
import { beginListening } from './beginListening.js';
import { failures, given } from './scene.js';
import { virtualTime } from './virtualTime.js';

const { offline, http500 } = failures;
const tooOften = (retryAfter?: number): TransportFailure =>
  new TransportFailure('Refused', 'too often', { status: 429, ...(retryAfter && { retryAfter }) });

/** Before each first poll, and each behind a failure. */
const tick = 250;
const pace = { gap: 3000, multiplier: 1.2 };

describe('listenWhileActive, at the pace of its transport', () => {
  const time = virtualTime();
  const gapsOf = (starts: readonly number[]): number[] => starts.slice(1).map((at, place) => at - (starts[place] ?? 0));

  it('polls at that gap, whatever the service’s own rates, and asleep too', () => {
    const random = () => 0;
    for (const sleeping of [false, true]) {
      const { starts, subscription } = beginListening(undefined, { random }, given.active({ sleeping }), { pace });
      time.pass(20_000);
      subscription.unsubscribe();

      expect(new Set(gapsOf(starts()))).to.deep.equal(new Set([3000]));
    }
  });

  it('keeps it from start to start, however long an answer takes', () => {
    const slow = (ms: number) => () => timer(ms).pipe(map(() => frameOf()));
    const { starts, subscription } = beginListening(slow(1000), {}, given.active(), { pace });
    time.pass(10_000);
    subscription.unsubscribe();
    const held = beginListening(slow(8000), {}, given.active(), { pace });
    time.pass(20_000);

    expect(starts()).to.deep.equal([250, 3250, 6250, 9250]);
    for (const gap of gapsOf(held.starts())) expect(gap).to.be.within(8000, 8001);
    expect(held.starts()).to.have.length(3);
  });

  it('is longer by the multiplier with each failure in a row, up to 30 s, and as ever behind an answer', () => {
    const { starts } = beginListening((poll) => (poll <= 15 ? offline : frameOf()), {}, given.active(), { pace });
    time.pass(400_000);
    const waits = Array.from({ length: 15 }, (_, place) => Math.min(3000 * 1.2 ** (place + 1), 30_000) + tick);

    for (const [place, gap] of gapsOf(starts()).slice(0, 15).entries())
      expect(gap, `behind failure ${place + 1}`).to.be.closeTo(waits[place] ?? 0, 2);
    expect(gapsOf(starts()).slice(15, 18)).to.deep.equal([3000, 3000, 3000]);
  });

  it('counts failures in a row: an answer between begins anew', () => {
    const { starts } = beginListening((poll) => (poll === 3 ? frameOf() : http500), {}, given.active(), { pace });
    time.pass(30_000);

    expect(gapsOf(starts()).slice(0, 4)).to.deep.equal([3850, 4570, 3000, 3850]);
  });

  it('does not multiply for 429, nor forget what was multiplied before', () => {
    const answers = [tooOften(), tooOften(), offline, tooOften(), offline];
    const { starts } = beginListening((poll) => answers[poll - 1] ?? NEVER, {}, given.active(), { pace });
    time.pass(60_000);

    expect(gapsOf(starts())).to.deep.equal([3250, 3250, 3850, 3850, 4570]);
  });

  it('leaves a server alone for as long as it asks, whoever is in a hurry', () => {
    const online = new Subject<void>();
    const answers = [tooOften(10_000), tooOften(1000), tooOften(3_600_000)];
    const { starts, sent, session } = beginListening(
      (poll) => answers[poll - 1] ?? NEVER,
      { online$: online },
      given.active(),
      { pace },
    );
    for (let ms = 0; ms < 76_000; ms += 50) {
      time.pass(50);
      online.next();
      sent();
      void session.take({ kind: 'woke' });
    }

    expect(starts()).to.deep.equal([250, 250 + 10_000 + tick, 10_500 + 3000 + tick, 13_750 + 60_000 + tick]);
  });

  it('is hurried where the server has not named a time: behind a failure, not by more polls', () => {
    const online = new Subject<void>();
    const { starts } = beginListening(
      (poll) => (poll === 2 ? offline : frameOf()),
      { online$: online },
      given.active(),
      { pace },
    );
    time.pass(1000);
    online.next();
    time.pass(2249);
    expect(starts()).to.deep.equal([250]);
    time.pass(751);
    expect(starts()).to.deep.equal([250, 3250]);
    online.next();
    time.pass(tick);

    expect(starts()).to.deep.equal([250, 3250, 4250]);
  });
});

describe('listenWhileActive, where an answer may have been lost', () => {
  const time = virtualTime();

  it('E22: asks again behind each failure, not behind an answer, nor at the beginning of a chat', () => {
    const answers = [frameOf(), frameOf(), offline, http500, frameOf()];
    const { again } = beginListening((poll) => answers[poll - 1] ?? frameOf());
    time.pass(8000);

    expect(again.slice(0, 7)).to.deep.equal([false, false, false, true, true, false, false]);
  });

  it('E22: asks again behind a pause, with the last position', () => {
    const { session, again, polls } = beginListening(() => frameOf({ messages: [{ index: '99-1' }] }));
    time.pass(1000);
    void session.take({ kind: 'stopPollAsked' });
    time.pass(1000);
    void session.take({ kind: 'startPollAsked' });
    time.pass(1000);

    expect(again).to.deep.equal([false, false, true, false]);
    expect(polls.map(({ after }) => after)).to.deep.equal([undefined, '99-1', '99-1', '99-1']);
  });

  it('E22: asks again behind a poll that was broken off', () => {
    const { session, again } = beginListening((poll) => (poll === 2 ? NEVER : frameOf()));
    time.pass(2000);
    void session.take({ kind: 'stopPollAsked' });
    void session.take({ kind: 'startPollAsked' });
    time.pass(1000);

    expect(again).to.deep.equal([false, false, true, false]);
  });

  it('E22: asks again behind an answer that could not be taken in', () => {
    let taken = 0;
    const { again } = beginListening(() => frameOf(), {
      takeIn: map((frame) => {
        if (++taken === 2) throw new TypeError('mine');
        return frame;
      }),
    });
    time.pass(3500);

    expect(again.slice(0, 4)).to.deep.equal([false, false, true, false]);
  });
});
