import { expect } from 'chai';
import type { Observable } from 'rxjs';
import { viewsOf } from '../../streams/views.js';
import { acceptedOne, dispatchedOne, linesOf, sent } from './ownMessages.js';
import { ann, customer, entryOf, failures, given, session as keys, messagesOf, polled, pollFailed } from './scene.js';
import { sessionOf } from './sessionOf.js';

const seen = <T>(stream$: Observable<T>): T[] => {
  const log: T[] = [];
  stream$.subscribe((value) => log.push(value));
  return log;
};

const noChat = { sessionId: '', connection: 'idle', polling: false, typing: false, sleeping: false };
const chat = { ...noChat, sessionId: keys.sessionId, connection: 'online', polling: true };

describe('viewsOf', () => {
  it('shows in state$ where the chat stands, without its secrets, and only what changes', async () => {
    const { session } = sessionOf(given.idle());
    const states = seen(viewsOf(session.state$, true).state$);
    await session.take({ kind: 'startAsked', userData: {} });
    await session.take({ kind: 'started', session: keys });
    await session.take(polled([entryOf(1, customer)]));
    await session.take({ kind: 'filtersGiven', filters: [/a/] });
    await session.take({ kind: 'typingAsked' });
    await session.take({ kind: 'slept' });
    await session.take(pollFailed(failures.offline));
    await session.take({ kind: 'endAsked' });
    await session.take({ kind: 'endAnswered' });

    const lost = { ...chat, sleeping: true, connection: 'disconnected' };
    expect(states).to.deep.equal([
      { ...noChat, status: 'idle' },
      { ...noChat, status: 'starting' },
      { ...chat, status: 'active' },
      { ...chat, status: 'active', typing: true },
      { ...chat, status: 'active', typing: true, sleeping: true },
      { ...lost, status: 'active', typing: true },
      { ...lost, status: 'ending', polling: false },
      { ...noChat, status: 'idle' },
    ]);
  });

  it('shows in connection$ how well the servers are reached', async () => {
    const { session } = sessionOf(given.starting(), { pollExceptionLimit: 1 });
    const connections = seen(viewsOf(session.state$, true).connection$);
    await session.take({ kind: 'started', session: keys });
    const { statusCode1, offline } = failures;
    for (const failure of [statusCode1, statusCode1, statusCode1, offline]) await session.take(pollFailed(failure));
    await session.take(polled());
    await session.take({ kind: 'endAsked' });
    await session.take({ kind: 'endAnswered' });

    expect(connections).to.deep.equal(['idle', 'online', 'pending', 'serverOffline', 'disconnected', 'online', 'idle']);
  });

  it('shows in transcript$ a new view with each change, the older ones as they were', async () => {
    const { session } = sessionOf(given.active());
    const transcripts = seen(viewsOf(session.state$, true).transcript$);
    const entries = [entryOf(1, customer), entryOf(2, ann), entryOf(3, ann)];
    await session.take(polled(entries.slice(0, 1)));
    await session.take(polled());
    await session.take({ kind: 'typingAsked' });
    await session.take(polled(entries.slice(1)));

    const [first, ...others] = messagesOf(entries);
    const messages = [{ ...first, status: 'sent' }, ...others];
    expect(transcripts.map((view) => view.slice())).to.deep.equal([[], messages.slice(0, 1), messages]);
  });

  it('shows in transcript$ one’s own messages behind the server’s, and only what changes', async () => {
    const { session } = sessionOf(given.active());
    const lines: string[][] = [];
    viewsOf(session.state$, true).transcript$.subscribe((view) => lines.push(linesOf(view)));
    const echo = entryOf(1, customer, 'Message', { text: 'a' });
    const typing = { kind: 'typingAsked' } as const;
    for (const input of [sent('a'), dispatchedOne('a'), typing, polled(), polled([echo]), acceptedOne('a')])
      await session.take(input);
    await session.take(sent('b'));
    for (const input of [acceptedOne('b'), polled(), polled()]) await session.take(input);

    expect(lines).to.deep.equal([
      [],
      ['a (sending)'],
      ['a (sent)'],
      ['a (sent)', 'b (sending)'],
      ['a (sent)', 'b (sent)'],
      ['a (sent)'],
    ]);
  });

  it('shows in transcript$ the server’s messages alone where that is asked for', async () => {
    const { session } = sessionOf(given.active());
    const transcripts = seen(viewsOf(session.state$, false).transcript$);
    const entries = [entryOf(1, customer)];
    await session.take(sent('a'));
    await session.take(polled(entries));

    expect(transcripts.map((view) => view.slice())).to.deep.equal([[], messagesOf(entries)]);
  });

  it('shows in agents$ who comes and goes', async () => {
    const { session } = sessionOf(given.active());
    const agents = seen(viewsOf(session.state$, true).agents$);
    await session.take(polled([entryOf(1, ann, 'ParticipantJoined'), entryOf(2, ann)]));
    await session.take(polled([entryOf(3, ann)]));
    await session.take(polled([entryOf(4, ann, 'ParticipantLeft')]));

    expect(agents.map((each) => each['2']?.connected)).to.deep.equal([undefined, true, false]);
  });

  it('replays each view’s value now, and completes with the session', async () => {
    const { session } = sessionOf(given.active({}, ann));
    const views = viewsOf(session.state$, true);
    const ends: string[] = [];
    for (const [name, view$] of Object.entries<Observable<unknown>>({ ...views })) {
      expect(seen(view$), name).to.have.length(1);
      view$.subscribe({ complete: () => ends.push(name) });
    }
    session.complete();

    expect(ends).to.deep.equal(['state$', 'transcript$', 'agents$', 'connection$']);
  });
});
