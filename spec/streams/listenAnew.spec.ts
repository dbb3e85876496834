import { expect } from 'chai';
import { NEVER, Subject } from 'rxjs';
import { frameOf } from '../../transports/scripted.js';
import { beginListening } from './beginListening.js';
import { rates } from './listenTo.js';
import { answered, commandFailed, failures, given } from './scene.js';
import { virtualTime } from './virtualTime.js';

const { offline, timedOut, http500, http429 } = failures;

describe('listenWhileActive, where a poll hangs', () => {
  const time = virtualTime();

  it('E34: gives the poll up and asks anew when the network may be back', () => {
    const online = new Subject<void>();
    const { starts, calls } = beginListening((poll) => (poll === 1 ? NEVER : frameOf()), { online$: online });
    time.pass(30_000);
    expect(starts()).to.deep.equal([250]);
    online.next();
    time.pass(0);

    expect(starts()).to.deep.equal([250, 30_000]);
    expect(calls.map(({ outcome }) => outcome)).to.deep.equal(['aborted', 'answered']);
  });

  for (const failure of [offline, timedOut]) {
    it(`E34: does so when a command finds no network (${failure.kind})`, () => {
      const { starts, session } = beginListening((poll) => (poll === 1 ? NEVER : frameOf()));
      time.pass(30_000);
      void session.take(commandFailed(failure));
      time.pass(0);

      expect(starts()).to.deep.equal([250, 30_000]);
    });
  }

  it('E34: waits on where a command fails by its server, or succeeds', () => {
    const { starts, session } = beginListening(() => NEVER);
    time.pass(30_000);
    void session.take(commandFailed(http500));
    void session.take(answered());
    void session.take({ ...answered(), hurries: true });
    time.pass(30_000);

    expect(starts()).to.deep.equal([250]);
  });

  it('E34: asks no more often than the shortest gap, however often the network comes back', () => {
    const online = new Subject<void>();
    const { starts } = beginListening(() => NEVER, { online$: online });
    for (let ms = 0; ms < 2000; ms += 50) {
      time.pass(50);
      online.next();
    }

    expect(starts()).to.deep.equal([250, 750, 1250, 1750]);
  });
});

describe('listenWhileActive, while it waits after a failure', () => {
  const time = virtualTime();

  it('O5: polls at once when any command succeeds', () => {
    const { starts, session } = beginListening((poll) => (poll < 5 ? offline : frameOf()), { random: () => 0.99 });
    time.pass(9000);
    const before = starts().length;
    void session.take(answered());
    time.pass(250);

    expect(starts().slice(before)).to.deep.equal([9250]);
  });

  it('O5: not where the server has asked for patience', () => {
    const { starts, session } = beginListening((poll) => (poll === 1 ? http429 : frameOf()));
    time.pass(300);
    void session.take(answered());
    time.pass(500);

    expect(starts()).to.deep.equal([250]);
  });

  it('O5: waits no longer than it is told', () => {
    const longest = { rates: { ...rates, longestWait: 3000 }, random: () => 0.999 };
    const { starts } = beginListening(() => offline, longest);
    time.pass(60_000);
    const gaps = starts().map((at, place, all) => at - (all[place - 1] ?? 0));

    expect(Math.max(...gaps)).to.be.within(2990, 3250);
  });

  it('O5: but keeps the pace of the transport, if it has its own', () => {
    const longest = { rates: { ...rates, longestWait: 3000 } };
    const { starts } = beginListening(() => offline, longest, given.active(), { pace: { gap: 2000, multiplier: 2 } });
    time.pass(60_000);

    expect(starts()).to.deep.equal([250, 4500, 12_750, 29_000, 59_250]);
  });
});
