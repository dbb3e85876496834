import { expect } from 'chai';
import fc from 'fast-check';
import { map, NEVER, Subject, timer } from 'rxjs';
import { hideMatching } from '../../streams/operators/hideMatching.js';
import { isServerTrouble, TransportFailure } from '../../transports/failures.js';
import { frameOf } from '../../transports/scripted.js';
import { beginListening } from './beginListening.js';
import { customer, endedFailure, entryOf, failures, given } from './scene.js';
import { virtualTime } from './virtualTime.js';

const { offline, statusCode1, http500, garbled } = failures;
const busyFor = (retryAfter: number): TransportFailure =>
  new TransportFailure('Refused', 'busy', { status: 503, retryAfter });

/** The tick before each first poll. */
const tick = 250;

describe('listenWhileActive, in bad weather', () => {
  const time = virtualTime();

  it('waits a random part of a time that doubles with each failure up to 8 s, and is back to its schedule after it', () => {
    const { starts } = beginListening((poll) => (poll <= 6 ? offline : frameOf()), { random: () => 0.5 });
    time.pass(60_000);
    const waits = [500, 1000, 2000, 4000, 4000, 4000];
    const tries = [tick];
    for (const wait of waits) tries.push((tries.at(-1) ?? 0) + wait + tick);

    expect(starts().slice(0, 7)).to.deep.equal(tries);
    const back = tries.at(-1) ?? 0;
    expect(starts().slice(7, 10)).to.deep.equal([back + 750, back + 1500, back + 2500]);
  });

  it('begins with a short wait again after a good answer', () => {
    const { starts } = beginListening((poll) => (poll === 4 ? frameOf() : offline));
    time.pass(20_000);

    expect(starts().slice(0, 6)).to.deep.equal([250, 1000, 2250, 4500, 5250, 6000]);
  });

  it('is never away for longer than 8 s and a tick, whatever chance says', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (chance) => {
        const { starts, subscription } = beginListening(() => statusCode1, { random: () => chance });
        const begun = Date.now();
        time.pass(60_000);
        subscription.unsubscribe();
        let last = begun;
        for (const at of starts()) {
          expect(at - last).to.be.within(tick, 8000 + tick + 1);
          last = at;
        }
        expect(Date.now() - last).to.be.at.most(8000 + tick + 1);
      }),
      { numRuns: 8 },
    );
  });

  it('leaves a server alone for as long as it asks, up to a minute', () => {
    const asked = [5000, 30_000, 3_600_000];
    const { starts } = beginListening((poll) => busyFor(asked[poll - 1] ?? 0));
    time.pass(100_000);

    expect(starts().slice(0, 4)).to.deep.equal([250, 5500, 35_750, 96_000]);
  });

  it('takes the longer of its own wait and the server’s', () => {
    const { starts } = beginListening(() => busyFor(600), { random: () => 0.9 });
    time.pass(4000);

    expect(starts()).to.deep.equal([250, 1400, 3450]);
  });

  it('is back within a tick when the network may be back or the customer has sent', () => {
    const online = new Subject<void>();
    const { starts, sent } = beginListening(() => offline, { online$: online, random: () => 0.999 });
    for (const hurry of [() => online.next(), sent]) {
      time.pass(40_000);
      const until = starts().length + 1;
      while (starts().length < until) time.pass(10);
      time.pass(1000);
      const before = starts().length;
      hurry();
      time.pass(tick);
      expect(starts()).to.have.length(before + 1);
    }
  });

  it('has no two polls at once, also in bad weather and great hurry', () => {
    const online = new Subject<void>();
    const { calls } = beginListening(
      (poll) =>
        timer(700).pipe(
          map(() => {
            if (poll % 3 > 0) throw offline;
            return frameOf();
          }),
        ),
      { online$: online },
    );
    for (let ms = 0; ms < 20_000; ms += 50) {
      time.pass(50);
      online.next();
      expect(calls.filter(({ outcome }) => outcome === 'open').length).to.be.at.most(1);
    }

    expect(calls.length).to.be.above(15);
  });

  it('goes on after every kind of failure, also one that is none of ours', () => {
    const kinds = Object.values(failures);
    const { session, starts, names } = beginListening((poll) => {
      const failure = kinds[poll - 1];
      if (failure) return failure;
      if (poll === kinds.length + 1) throw new TypeError('a bug in a transport');
      return frameOf({ messages: [{ index: 1 }] });
    });
    time.pass(120_000);

    expect(starts().length).to.be.above(kinds.length + 10);
    expect(names.at(-1)).to.equal('messageReceived');
    expect(session.state).to.have.nested.property('trouble.network', false);
  });

  it('calls an answer that cannot be taken in garbled', () => {
    const { names } = beginListening(() => frameOf(), {
      takeIn: map(() => {
        throw new TypeError('mine');
      }),
    });
    time.pass(1000);

    expect(names).to.deep.equal(['error', 'error']);
  });

  it('P3, E4: goes on polling while the chat server is down, and tells of it after the limit', () => {
    const { names, calls } = beginListening((poll) => (poll <= 20 ? http500 : frameOf()));
    time.pass(120_000);

    expect(calls.length).to.be.above(20);
    expect(isServerTrouble(http500)).to.equal(true);
    expect(names).to.deep.equal([
      'connectionPending',
      'error',
      'chatServerWentOffline',
      'chatServerBackOnline',
      'connectionRestored',
    ]);
  });

  it('E8, E17: takes in what a server says while it ends the chat, filters included, and stops', () => {
    const secret = entryOf(2, customer, 'Message', { text: 'secret' });
    const failure = endedFailure({ entries: [entryOf(1, customer), secret] });
    const { session, names, starts } = beginListening(() => failure, { takeIn: hideMatching(() => [/secret/]) });
    time.pass(20_000);

    expect(names).to.deep.equal(['error', 'messageReceived', 'clientDisconnected', 'ended', 'pollingStopped']);
    expect(session.state.transcript.slice()).to.deep.equal([entryOf(1, customer).message]);
    expect(starts()).to.have.length(1);
    expect(time.timers).to.equal(0);
  });

  it('lets go of its wait when the chat ends', () => {
    const { session } = beginListening(() => garbled, {}, given.active());
    time.pass(tick);
    expect(time.timers).to.equal(1);

    void session.take({ kind: 'endAsked' });
    expect(time.timers).to.equal(0);
  });

  it('asks nothing more while an answer is awaited, and aborts it on stopPoll', () => {
    const { calls, session } = beginListening(() => NEVER);
    time.pass(60_000);
    expect(calls).to.have.length(1);

    void session.take({ kind: 'stopPollAsked' });
    expect(calls.map(({ outcome }) => outcome)).to.deep.equal(['aborted']);
  });
});
