import { expect } from 'chai';
import { BehaviorSubject } from 'rxjs';
import type { WebChatEvent } from '../../streams/events.js';
import { createSession, type Session, type Taken } from '../../streams/session.js';
import { SessionDisposed } from '../../streams/sessionDisposed.js';
import type { SessionState } from '../../streams/state.js';
import { failures, given, session as keys, polled, pollFailed } from './scene.js';
import { sessionOf } from './sessionOf.js';
import { rules } from './transitionTable.js';

/** The error a promise rejects with. */
const rejectionOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('session', () => {
  it('has its state at once, replays it, and tells of changes only', async () => {
    const { session } = sessionOf(given.idle());
    const seen: string[] = [];
    session.state$.subscribe(({ status }) => seen.push(status));
    await session.take({ kind: 'startAsked', userData: {} });
    await session.take({ kind: 'startAsked', userData: {} });
    await session.take({ kind: 'started', session: keys });
    await session.take(polled());
    session.state$.subscribe(({ status }) => seen.push(status));

    expect(seen).to.deep.equal(['idle', 'starting', 'active', 'active']);
    expect(session.state.status).to.equal('active');
  });

  it('takes in at once, and resolves with what it led to', async () => {
    const { session, names } = sessionOf(given.starting());
    const taking = session.take({ kind: 'started', session: keys });
    expect(names).to.deep.equal(['started', 'pollingStarted']);

    const { input, state, events, refusal } = await taking;
    expect(input.kind).to.equal('started');
    expect(state).to.equal(session.state);
    expect(events.map(({ name }) => name)).to.deep.equal(names);
    expect(refusal).to.equal(undefined);
  });

  it('stamps an input with the time at which it came in, also where it has to wait', () => {
    let now = 100;
    const times: number[] = [];
    const session: Session = createSession(
      new BehaviorSubject<SessionState>(given.starting()),
      rules,
      () => now++,
      ({ name, at }) => {
        times.push(at);
        if (name === 'started') void session.take({ kind: 'typingAsked' });
      },
    );
    void session.take({ kind: 'started', session: keys });

    expect(times).to.deep.equal([100, 100, 101]);
  });

  it('shows a step after the state has become so, and before its events are published', async () => {
    const { session, names } = sessionOf(given.starting());
    const steps: [string, string, number][] = [];
    session.steps$.subscribe(({ input }: Taken) => steps.push([input.kind, session.state.status, names.length]));
    await session.take({ kind: 'started', session: keys });
    await session.take({ kind: 'sessionAsked' });

    expect(steps).to.deep.equal([
      ['started', 'active', 0],
      ['sessionAsked', 'active', 2],
    ]);
  });
});

describe('session: listeners that act', () => {
  it('E24: a listener that ends the chat inside started cannot make a later one see ended first', () => {
    const { session, names, published$ } = sessionOf(given.starting());
    const early: string[] = [];
    const late: string[] = [];
    published$.subscribe(({ name }: WebChatEvent) => {
      early.push(name);
      if (name !== 'started') return;
      void session.take({ kind: 'endAsked' });
      void session.take({ kind: 'endAnswered' });
    });
    published$.subscribe(({ name }) => late.push(name));
    void session.take({ kind: 'started', session: keys });

    const all = ['started', 'pollingStarted', 'pollingStopped', 'clientDisconnected', 'ended'];
    expect(names).to.deep.equal(all);
    expect(early).to.deep.equal(all);
    expect(late).to.deep.equal(all);
  });

  it('E24: of two startChats inside one listener the second is refused', async () => {
    const { session, published$ } = sessionOf(given.ending());
    const asked: Promise<Taken>[] = [];
    published$.subscribe(({ name }) => {
      if (name !== 'ended') return;
      asked.push(session.take({ kind: 'startAsked', userData: { n: 1 } }));
      asked.push(session.take({ kind: 'startAsked', userData: { n: 2 } }));
    });
    await session.take({ kind: 'endAnswered' });

    expect((await Promise.all(asked)).map(({ refusal }) => refusal)).to.deep.equal([undefined, 'alreadyActive']);
    expect(session.state.userData).to.deep.equal({ n: 1 });
  });

  it('takes in after all events of the step before, in the order asked, also from state$ and steps$', () => {
    const { session, names, published$ } = sessionOf(given.starting());
    const statuses: string[] = [];
    session.state$.subscribe(({ status }: SessionState) => {
      statuses.push(status);
      if (status === 'active' && statuses.length < 3) void session.take({ kind: 'typingAsked' });
    });
    session.steps$.subscribe(({ input }) => {
      if (input.kind === 'started') void session.take({ kind: 'stopPollAsked' });
    });
    published$.subscribe(({ name }) => {
      if (name === 'started') void session.take({ kind: 'slept' });
    });
    void session.take({ kind: 'started', session: keys });

    expect(names).to.deep.equal(['started', 'pollingStarted', 'clientTypingStarted', 'pollingStopped', 'sleeping']);
  });
});

describe('session: work that throws', () => {
  it('C1: settles each action that waits, whatever the one before it throws', async () => {
    const { session, names, published$ } = sessionOf(given.starting(), {
      isSessionLost: () => {
        throw new RangeError('mine');
      },
    });
    const asked: Promise<unknown>[] = [];
    published$.subscribe(({ name }) => {
      if (name !== 'started') return;
      asked.push(rejectionOf(session.take(pollFailed(failures.http404))));
      asked.push(session.take({ kind: 'typingAsked' }));
      asked.push(session.take({ kind: 'stopPollAsked' }));
    });
    await session.take({ kind: 'started', session: keys });

    expect(String((await Promise.all(asked))[0])).to.equal('RangeError: mine');
    expect(names).to.deep.equal(['started', 'pollingStarted', 'clientTypingStarted', 'pollingStopped']);
    expect(await session.take({ kind: 'typingPaused' })).to.have.nested.property('state.typing', false);
  });

  it('numbers requests in the order of sending', () => {
    const { session } = sessionOf(given.active());
    expect([session.nextRequest(), session.nextRequest()]).to.deep.equal([1, 2]);
  });
});

describe('session: complete', () => {
  it('completes its streams and takes nothing more in', async () => {
    const { session, names } = sessionOf(given.active());
    const ends: string[] = [];
    session.state$.subscribe({ complete: () => ends.push('state$') });
    session.steps$.subscribe({ complete: () => ends.push('steps$') });
    session.complete();
    const error = await rejectionOf(session.take({ kind: 'endAsked' }));

    expect(ends).to.deep.equal(['state$', 'steps$']);
    expect(error).to.be.instanceOf(SessionDisposed);
    expect(error).to.have.property('message', 'The service was disposed; create another one.');
    expect(names).to.deep.equal([]);
    expect(session.state.status).to.equal('active');
  });

  it('refuses also what was waiting when a listener completed it', async () => {
    const { session, published$ } = sessionOf(given.starting());
    const asked: Promise<Taken>[] = [];
    published$.subscribe(({ name }) => {
      if (name !== 'started') return;
      asked.push(session.take({ kind: 'endAsked' }));
      session.complete();
    });
    await session.take({ kind: 'started', session: keys });

    const [error] = await Promise.all(asked.map(rejectionOf));
    expect(error).to.be.instanceOf(SessionDisposed);
  });
});
