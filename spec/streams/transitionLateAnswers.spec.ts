import {
  ann,
  answered,
  commandFailed,
  customer,
  entryOf,
  failures,
  frameWith,
  given,
  polled,
  pollFailed,
  session,
} from './scene.js';
import { transitionTable } from './transitionTable.js';

const entries = [entryOf(1, customer), entryOf(2, ann)];
const ofAnother = { ...polled([entryOf(1, ann)]), sessionId: 'another' };
const late = [polled([entryOf(1, ann)]), pollFailed(failures.offline), answered({ chatEnded: true })];

transitionTable('late answers', [
  ...[given.idle(), given.starting(), given.restoring(), given.ending()].flatMap((state) =>
    [...late.slice(state.status === 'ending' ? 1 : 0), commandFailed(failures.http500)].map((input, place) => ({
      title: `E18: an answer of a chat that is over is dropped while ${state.status} (${place})`,
      given: state,
      inputs: [input],
      events: [],
      state: { status: state.status, transcript: [] },
    })),
  ),
  ...[...late, commandFailed(failures.http500), answered({ session: { secureKey: 'late' } })].map((input, place) => ({
    title: `C38, E18: the keys that stay readable after the end make no late answer welcome (${place})`,
    given: given.idle({ lastSession: session }),
    inputs: [input],
    events: [],
    state: { status: 'idle', transcript: [], session: undefined, lastSession: session },
  })),
  {
    title: 'E18: an answer of another chat is dropped',
    given: given.active(),
    inputs: [ofAnother, { ...pollFailed(failures.offline), sessionId: 'another' }],
    events: [],
    state: { status: 'active', transcript: [] },
  },
  ...(['idle', 'active', 'restoring', 'ending'] as const).flatMap((status) =>
    [
      { kind: 'started' as const, session: { sessionId: 'another' } },
      { kind: 'startFailed' as const, failure: failures.http500 },
    ].map((input) => ({
      title: `E18: ${input.kind} is dropped while ${status}`,
      given: given[status](),
      inputs: [input],
      events: [],
      state: { status },
    })),
  ),
  ...(['idle', 'active', 'starting', 'ending'] as const).flatMap((status) =>
    [
      { kind: 'restored' as const, session, frame: frameWith(entries), offline: false },
      { kind: 'nothingStored' as const },
      { kind: 'restoreFailed' as const, failure: failures.http500 },
    ].map((input) => ({
      title: `E18: ${input.kind} is dropped while ${status}`,
      given: given[status](),
      inputs: [input],
      events: [],
      state: { status },
    })),
  ),
  ...(['idle', 'active', 'starting', 'restoring'] as const).map((status) => ({
    title: `E18: endAnswered is dropped while ${status}`,
    given: given[status](),
    inputs: [{ kind: 'endAnswered' as const, failure: failures.http500, frame: frameWith(entries) }],
    events: [],
    state: { status, transcript: [] },
  })),
]);
