import { expect } from 'chai';
import { BehaviorSubject, Subject } from 'rxjs';
import { checkServiceOptions } from '../../../lib/checkServiceOptions.js';
import * as code from '../../../lib/commands/restoration.js';
import { restorationOnDemand } from '../../../lib/commands/restorationOnDemand.js';
import { createContext } from '../../../lib/createContext.js';
import { loadedOnce } from '../../../lib/loadedOnce.js';
import type { WebChatEvent } from '../../../streams/events.js';
import { SessionDisposed } from '../../../streams/sessionDisposed.js';
import { idle, type SessionState } from '../../../streams/state.js';
import { frameOf, scripted, scriptedSession } from '../../../transports/scripted.js';
import { rejectionOf } from './stage.js';

const kept = JSON.stringify({ session: scriptedSession, alive: Date.now(), filters: [] });

/** The commands over a stored chat, with code that fails to load at first. */
const scene = (status: 'idle' | 'restoring') => {
  const { transport } = scripted({ restore: [frameOf()] });
  const store = new Map([['webchat-streams.webchat', kept]]);
  const events: WebChatEvent[] = [];
  const state$ = new BehaviorSubject<SessionState>({ ...idle({}), status });
  const disposed$ = new Subject<never>();
  const context = createContext(
    {
      settings: checkServiceOptions({ transport, store }),
      transport: transport({ fetch, patientFetch: fetch }),
      state$,
      uploads$: new Subject(),
      publish: (event) => events.push(event),
    },
    disposed$,
  );
  let asked = 0;
  const source = loadedOnce(async () => {
    asked += 1;
    if (asked === 1) throw new TypeError('Failed to fetch dynamically imported module');
    return code;
  });
  const dispose = () => {
    disposed$.error(new SessionDisposed());
    context.session.complete();
  };
  return { ...restorationOnDemand(context, source), state$, store, events, dispose };
};

describe('restorationOnDemand, where the code cannot be loaded', () => {
  it('leaves a stored chat in its place, says so, and tries again with restore()', async () => {
    const { restoreStored, restore, state$, store, events } = scene('restoring');

    expect(await rejectionOf(restoreStored())).to.match(/^TransportFailure: Failed to fetch/);
    expect(events.map(({ name }) => name)).to.deep.equal(['error', 'restoreFailed']);
    expect(events[0]?.data).to.include({ name: 'TransportFailure', kind: 'Offline' });
    expect(state$.value.status).to.equal('idle');
    expect([...store.values()]).to.deep.equal([kept]);

    await restore();
    expect(state$.value.status).to.equal('active');
  });

  it('rejects restore() with Offline, and publishes the same', async () => {
    const { restore, state$, events } = scene('idle');

    expect(await rejectionOf(restore())).to.match(/^TransportFailure: Failed to fetch/);
    expect(events.map(({ name }) => name)).to.deep.equal(['error', 'restoreFailed']);
    expect(state$.value.status).to.equal('idle');
  });

  it('rejects verifySession() with Offline, publishes nothing, and tries again with the next', async () => {
    const { verifySession, events } = scene('idle');

    expect(await rejectionOf(verifySession())).to.match(/^TransportFailure: Failed to fetch/);
    expect(await verifySession()).to.deep.equal({ sessionActive: true });
    expect(events).to.deep.equal([]);
  });

  it('waits for no code once the service is disposed of', async () => {
    const { restoreStored, events, dispose } = scene('restoring');
    const restored = rejectionOf(restoreStored());
    dispose();

    expect(await restored).to.match(/^SessionDisposed/);
    expect(events).to.deep.equal([]);
  });
});
