import { expect } from 'chai';
import { map, NEVER, Subject, timer } from 'rxjs';
import { frameOf } from '../../transports/scripted.js';
import { beginListening } from './beginListening.js';
import { rates } from './listenTo.js';
import { answered, failures, given, session as keys } from './scene.js';
import { virtualTime } from './virtualTime.js';

describe('listenWhileActive', () => {
  const time = virtualTime();

  const gapsOf = (starts: readonly number[]): number[] => starts.slice(1).map((at, place) => at - (starts[place] ?? 0));

  it('O5: begins one tick after the start, then after 750, 750, 1000, 1250 ms … up to 3000', () => {
    const { starts } = beginListening();
    time.pass(30_000);

    expect(starts()[0]).to.equal(250);
    expect(gapsOf(starts())).to.deep.equal([
      750, 750, 1000, 1250, 1250, 1500, 2000, 2250, 2750, 3000, 3000, 3000, 3000, 3000,
    ]);
  });

  it('O5: begins again with 500 ms after sending', () => {
    const { starts, sent } = beginListening();
    time.pass(250 + 750 + 750 + 1000);
    sent();
    time.pass(500 + 750 + 750 + 1000 + 1250);

    expect(gapsOf(starts())).to.deep.equal([750, 750, 1000, 500, 750, 750, 1000, 1250]);
  });

  it('keeps its schedule whatever part of a gap an answer takes', () => {
    const { starts } = beginListening(() => timer(400).pipe(map(() => frameOf())));
    time.pass(4000);

    expect(gapsOf(starts())).to.deep.equal([750, 750, 1000, 1250]);
  });

  it('never has two polls at once, however slow the server and however great the hurry', () => {
    const { starts, sent, calls } = beginListening(() => timer(5000).pipe(map(() => frameOf())));
    for (let ms = 0; ms < 20_000; ms += 100) {
      time.pass(100);
      sent();
      expect(calls.filter(({ outcome }) => outcome === 'open').length).to.be.at.most(1);
    }

    expect(starts()).to.have.length(4);
  });

  it('cuts a wait short when the customer has sent, the page wakes or the network may be back', () => {
    const online = new Subject<void>();
    const { session, starts, sent } = beginListening(undefined, { online$: online });
    for (const hurry of [sent, () => online.next(), () => void session.take({ kind: 'woke' })]) {
      time.pass(29_000);
      const before = starts().length;
      time.pass((starts().at(-1) ?? 0) + 2000 - Date.now());
      expect(starts().length).to.equal(before);
      hurry();
      time.pass(0);
      expect(starts().length).to.equal(before + 1);
    }
  });

  it('is not hurried by an answer to what was not worth it', () => {
    const { session, starts } = beginListening();
    time.pass(300);
    void session.take(answered());
    time.pass(600);

    expect(starts()).to.deep.equal([250]);
  });

  it('polls every 3000 ms without dynamicPolling, and rarely while asleep', () => {
    const steady = beginListening(undefined, { rates: { ...rates, dynamicPolling: false } });
    const asleep = beginListening(undefined, undefined, given.active({ sleeping: true }));
    time.pass(70_000);

    expect(new Set(gapsOf(steady.starts()))).to.deep.equal(new Set([3000]));
    expect(asleep.starts()).to.deep.equal([250, 30_250, 60_250]);
  });

  it('asks for what is behind the last index, with the preview and the newest keys', () => {
    const { polls, calls } = beginListening(
      (poll) => (poll === 1 ? frameOf({ messages: [{ index: 4 }], session: { alias: '2' } }) : frameOf()),
      { preview: () => 'I am' },
    );
    time.pass(1000);

    expect(polls).to.deep.equal([
      { at: 250, after: undefined, preview: 'I am' },
      { at: 1000, after: 4, preview: 'I am' },
    ]);
    expect(calls.map(({ args }) => args[0])).to.deep.equal([keys, { ...keys, alias: '2' }]);
  });

  it('tells of each attempt, with the chat as it is', () => {
    const attempts: string[] = [];
    beginListening((poll) => (poll === 1 ? failures.offline : frameOf()), {
      attempted: ({ session }) => attempts.push(`${Date.now()} ${session.sessionId}`),
    });
    time.pass(1000);

    expect(attempts).to.deep.equal(['250 chat-1', '1000 chat-1']);
  });

  describe('in a chat that comes and goes', () => {
    it('does nothing without one, begins with it, and stops at its end', () => {
      const { session, starts } = beginListening(undefined, undefined, given.starting());
      time.pass(5000);
      expect(time.timers).to.equal(0);

      void session.take({ kind: 'started', session: keys });
      time.pass(1000);
      expect(starts()).to.deep.equal([5250, 6000]);

      void session.take({ kind: 'endAsked' });
      expect(time.timers).to.equal(0);
    });

    it('stops and starts with stopPoll and startPoll, from the shortest gap again', () => {
      const { session, starts } = beginListening();
      time.pass(4000);
      void session.take({ kind: 'stopPollAsked' });
      expect(time.timers).to.equal(0);

      time.pass(6000);
      void session.take({ kind: 'startPollAsked' });
      time.pass(2000);
      expect(starts().filter((at) => at > 4000)).to.deep.equal([10_250, 11_000, 11_750]);
    });

    it('aborts the poll under way when the chat ends', () => {
      const { session, calls, names } = beginListening(() => NEVER);
      time.pass(250);
      void session.take({ kind: 'endAsked' });

      expect(calls.map(({ outcome }) => outcome)).to.deep.equal(['aborted']);
      expect(names).to.deep.equal(['pollingStopped']);
    });

    it('stops when an answer ends the chat', () => {
      const { starts } = beginListening(() => frameOf({ chatEnded: true }));
      time.pass(10_000);

      expect(starts()).to.deep.equal([250]);
      expect(time.timers).to.equal(0);
    });

    it('leaves nothing behind when nobody wants it any more', () => {
      const { subscription, calls } = beginListening(() => NEVER);
      time.pass(250);
      subscription.unsubscribe();

      expect(calls.map(({ outcome }) => outcome)).to.deep.equal(['aborted']);
      expect(time.timers).to.equal(0);
    });
  });
});
