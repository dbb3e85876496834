import { expect } from 'chai';
import { NEVER, Subject, throwError } from 'rxjs';
import { noTrouble } from '../../streams/connection.js';
import { hideMatching } from '../../streams/operators/hideMatching.js';
import type { Frame } from '../../transports/frames.js';
import { frameOf, type Script } from '../../transports/scripted.js';
import { type Listening, listenTo } from './listenTo.js';
import { answered, customer, endedFailure, entryOf, failures, given, session as keys } from './scene.js';
import { virtualTime } from './virtualTime.js';

const { offline, http500, http404, http429 } = failures;
const pushing = given.active({ polling: false });

describe('listenWhileActive, where the server pushes', () => {
  const time = virtualTime();

  /** Hears a server that is told what to push; each line it opens is a Subject of its own. */
  const hear = (more: Listening = {}, script: Script = {}, initial = pushing) => {
    const lines: Subject<Frame>[] = [];
    const follow = () => {
      const line = new Subject<Frame>();
      lines.push(line);
      return line;
    };
    const listening = listenTo({ follow, ...script }, more, initial);
    const line = () => lines.at(-1) ?? new Subject<Frame>();
    const requests = () => listening.calls.map(({ args }) => args[1]);
    return { ...listening, lines, line, requests };
  };

  it('opens one line, with the start, without a poll and without polling', () => {
    const { calls, names, session, requests } = hear({ preview: () => 'I am' });
    expect(calls).to.have.length(1);
    time.pass(60_000);

    expect(calls.map(({ method, outcome }) => `${method} ${outcome}`)).to.deep.equal(['follow open']);
    expect(calls.map(({ args }) => args[0])).to.deep.equal([keys]);
    expect(requests()).to.deep.equal([{ after: undefined, preview: 'I am', again: false }]);
    expect(names).to.deep.equal([]);
    expect(session.state).to.have.property('polling', false);
    expect(time.timers).to.equal(0);
  });

  it('takes in what is pushed, filters and keys included', () => {
    const { session, line, names } = hear({ takeIn: hideMatching(() => [/secret/]) });
    time.pass(250);
    line().next(frameOf({ messages: [{ index: 1 }, { index: 2, text: 'secret' }] }));
    line().next(frameOf({ messages: [{ index: 2 }, { index: 3 }], session: { alias: '7' } }));

    expect(names).to.deep.equal(['messageReceived', 'messageReceived']);
    expect(session.state.transcript.slice().map(({ index }) => index)).to.deep.equal([1, 3]);
    expect(session.state).to.have.nested.property('session.alias', '7');
  });

  it('opens another when it breaks, with what is known by then', () => {
    const { line, lines, names, requests } = hear();
    time.pass(250);
    line().next(frameOf({ messages: [{ index: 5 }] }));
    line().error(offline);
    time.pass(500 + 249);
    expect(lines).to.have.length(1);
    time.pass(1);
    line().next(frameOf({ messages: [{ index: 5 }, { index: 6 }] }));

    expect(requests()).to.deep.equal([
      { after: undefined, preview: '', again: false },
      { after: 5, preview: '', again: false },
    ]);
    expect(names).to.deep.equal(['messageReceived', 'disconnected', 'reconnected', 'messageReceived']);
  });

  it('asks again where a line broke before it said anything', () => {
    const { line, requests } = hear();
    for (let turn = 0; turn < 3; turn++) {
      time.pass(5000);
      line().error(http500);
    }

    expect(requests().map((request) => Reflect.get(Object(request), 'again'))).to.deep.equal([false, true, true]);
  });

  it('waits longer with each failure in a row; a word ends the row, a sign of life does not', () => {
    const starts: number[] = [];
    hear(
      {},
      {
        follow: () => {
          starts.push(Date.now());
          return starts.length === 4 ? new Subject<Frame>() : offline;
        },
      },
    );
    time.pass(20_000);
    expect(starts).to.deep.equal([0, 750, 2000, 4250]);

    const other = hear();
    for (const wait of [250, 750, 750]) {
      time.pass(wait);
      other.line().next(frameOf());
      other.line().error(offline);
    }
    expect(other.lines).to.have.length(3);

    const signs = hear();
    for (const wait of [250, 750, 1250, 2250]) {
      time.pass(wait);
      signs.line().next({ ...frameOf(), heartbeat: true });
      signs.line().error(offline);
    }
    expect(signs.lines).to.have.length(4);
  });

  it('takes a sign of life for the network’s, not for the chat server’s', () => {
    const { line, names, session } = hear(
      {},
      {},
      given.active({ polling: false, trouble: { ...noTrouble, network: true, server: 'serverOffline' } }),
    );
    time.pass(250);
    line().next({ ...frameOf(), heartbeat: true });
    expect(names).to.deep.equal(['reconnected']);
    line().next(frameOf());
    expect(names).to.deep.equal(['reconnected', 'chatServerBackOnline', 'connectionRestored']);
    expect(session.state).to.have.deep.property('trouble', noTrouble);
  });

  it('is hurried behind a failure, unless the server has named a time', () => {
    const online = new Subject<void>();
    const { line, lines, session } = hear({ online$: online });
    const hurry = () => {
      online.next();
      void session.take({ ...answered(), hurries: true });
    };
    time.pass(250);
    hurry();
    time.pass(5000);
    expect(lines).to.have.length(1);
    line().error(offline);
    hurry();
    time.pass(250);
    expect(lines).to.have.length(2);
    line().error(http429);
    hurry();
    time.pass(1000 + 249);
    expect(lines).to.have.length(2);
    time.pass(1);

    expect(lines).to.have.length(3);
  });

  it('takes each frame for a sign of life, empty ones too, and each try', () => {
    const attempts: string[] = [];
    const { line, names } = hear({
      attempted: ({ session, lastIndex }) => attempts.push(`${Date.now()} ${session.sessionId} ${lastIndex}`),
    });
    time.pass(250);
    time.pass(30_000);
    line().next(frameOf());
    time.pass(30_000);
    line().next(frameOf({ messages: [{ index: 1 }] }));
    time.pass(30_000);
    line().next(frameOf());

    expect(names).to.deep.equal(['messageReceived']);
    expect(attempts).to.deep.equal([
      '0 chat-1 undefined',
      '30250 chat-1 undefined',
      '60250 chat-1 undefined',
      '90250 chat-1 1',
    ]);
  });

  it('makes its failures events, as those of polls', () => {
    const { names } = hear({}, { follow: [http404, throwError(() => new TypeError('a bug')), http500, NEVER] });
    time.pass(30_000);

    expect(names).to.deep.equal(['error', 'error', 'connectionPending', 'error']);
  });

  it('E27: hears on while the customer ends the chat, until it is over', () => {
    const { session, line, names, calls } = hear();
    void session.take({ kind: 'endAsked' });
    line().next(frameOf({ messages: [{ index: 1 }] }));
    expect(calls.map(({ outcome }) => outcome)).to.deep.equal(['open']);
    void session.take({ kind: 'endAnswered' });
    line().next(frameOf({ messages: [{ index: 2 }] }));

    expect(names).to.deep.equal(['messageReceived', 'clientDisconnected', 'ended']);
    expect(calls.map(({ outcome }) => outcome)).to.deep.equal(['aborted']);
  });

  it('hangs up when the chat is over, and when it is unsubscribed', () => {
    const ended = hear();
    const left = hear();
    time.pass(250);
    void ended.session.take({ kind: 'endAsked' });
    void ended.session.take({ kind: 'endAnswered' });
    left.subscription.unsubscribe();

    expect([ended, left].map(({ calls }) => calls.map(({ outcome }) => outcome))).to.deep.equal([
      ['aborted'],
      ['aborted'],
    ]);
    expect(time.timers).to.equal(0);
  });

  it('hangs up when what is pushed ends the chat', () => {
    const { line, calls, names, session } = hear();
    time.pass(250);
    line().next(frameOf({ messages: [{ index: 1 }], chatEnded: true }));

    expect(calls.map(({ outcome }) => outcome)).to.deep.equal(['aborted']);
    expect(names).to.deep.equal(['messageReceived', 'clientDisconnected', 'ended']);
    expect(session.state.status).to.equal('idle');
    expect(time.timers).to.equal(0);
  });

  it('E8: takes in what a refusal says that ends the chat', () => {
    const { line, lines, names } = hear();
    time.pass(250);
    line().error(endedFailure({ entries: [entryOf(1, customer)] }));
    time.pass(60_000);

    expect(names).to.deep.equal(['error', 'messageReceived', 'clientDisconnected', 'ended']);
    expect(lines).to.have.length(1);
  });

  it('asks nothing of a transport that neither polls nor pushes', () => {
    const { calls, subscription } = listenTo({}, {}, pushing);
    time.pass(60_000);

    expect(calls).to.deep.equal([]);
    expect(time.timers).to.equal(0);
    subscription.unsubscribe();
  });
});
