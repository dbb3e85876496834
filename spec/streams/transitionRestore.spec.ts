import { GrowingList } from '../../streams/growingList.js';
import type { TakenEntry } from '../../streams/inputs.js';
import {
  ann,
  bob,
  customer,
  entryOf,
  failures,
  frameWith,
  given,
  goneAgent,
  messagesOf,
  originalsOf,
  polled,
  pollFailed,
  presentAgent,
  session,
  sessionId,
  sue,
} from './scene.js';
import { type Told, transitionTable } from './transitionTable.js';

const restoring = <T extends TakenEntry>({ message, original }: T): TakenEntry => ({
  message: { ...message, restoring: true },
  original,
});

const received = (entries: readonly TakenEntry[]): Told => [
  'messageReceived',
  { messages: messagesOf(entries), originalMessages: originalsOf(entries), restoring: true, sessionId },
];

const entries = [entryOf(1, customer), entryOf(2, ann, 'ParticipantJoined', { timestamp: 1 }), entryOf(3, ann)];
const shown = entries.map(restoring);
const annJoins: Told = [
  'agentConnected',
  {
    message: { ...entryOf(2, ann, 'ParticipantJoined', { timestamp: 1 }).message, restoring: true },
    agents: { 2: presentAgent(ann) },
    numAgentsConnected: 1,
  },
];

transitionTable('a stored chat goes on', [
  {
    title: 'E6: restored, its messages in one messageReceived with restoring, then pollingStarted',
    given: given.restoring({ userData: { kept: true }, filters: [/a/] }),
    inputs: [{ kind: 'restored', session, frame: frameWith(entries), offline: false }],
    events: [['restored', { async: false }], annJoins, received(shown), 'pollingStarted'],
    state: {
      status: 'active',
      session,
      lastIndex: 3,
      polling: true,
      agents: { 2: presentAgent(ann) },
      transcript: messagesOf(shown),
      originals: originalsOf(shown),
      userData: { kept: true },
      filters: [/a/],
    },
    proves: ['restored'],
  },
  {
    title: 'E6: then restoredOffline if the chat server is down, then pollingStarted',
    given: given.restoring(),
    inputs: [{ kind: 'restored', session, frame: frameWith(entries.slice(0, 1)), offline: true }],
    events: [['restored', { async: false }], received(shown.slice(0, 1)), 'restoredOffline', 'pollingStarted'],
    state: { status: 'active', lastIndex: 1 },
    proves: ['restoredOffline'],
  },
  {
    title: 'E6, E9: with nothing said there is no messageReceived',
    given: given.restoring(),
    inputs: [{ kind: 'restored', session, frame: frameWith(), offline: false }],
    events: [['restored', { async: false }], 'pollingStarted'],
    state: { transcript: [], lastIndex: undefined },
  },
  {
    title: 'E6: the newest keys are the good answer’s',
    given: given.restoring(),
    inputs: [{ kind: 'restored', session, frame: frameWith([], { session: { alias: '2' } }), offline: false }],
    events: [['restored', { async: false }], 'pollingStarted'],
    state: { session: { ...session, alias: '2' } },
  },
  {
    title: 'E6: stored keys survive a restoredOffline, whatever its answer holds',
    given: given.restoring(),
    inputs: [
      { kind: 'restored', session, frame: frameWith([], { session: { alias: '', secureKey: '?' } }), offline: true },
    ],
    events: [['restored', { async: false }], 'restoredOffline', 'pollingStarted'],
    state: { session },
  },
  {
    title: 'E6, E5: that outage publishes neither connectionPending nor chatServerWentOffline, but its end',
    given: given.restoring(),
    rules: { pollExceptionLimit: 1 },
    inputs: [
      { kind: 'restored', session, frame: frameWith(), offline: true },
      ...Array.from({ length: 5 }, () => pollFailed(failures.statusCode1)),
      polled(),
      pollFailed(failures.statusCode1),
    ],
    events: [
      ['restored', { async: false }],
      'restoredOffline',
      'pollingStarted',
      'chatServerBackOnline',
      'connectionRestored',
      'connectionPending',
    ],
  },
  {
    title: 'E12: where the server pushes no loop starts',
    given: given.restoring(),
    rules: { polls: false },
    inputs: [{ kind: 'restored', session, frame: frameWith(), offline: false }],
    events: [['restored', { async: false }]],
    state: { polling: false },
  },
  {
    title: 'E17: filtered messages stay hidden',
    given: given.restoring(),
    inputs: [{ kind: 'restored', session, frame: frameWith([{ ...entryOf(1, ann), hidden: true }]), offline: false }],
    events: [['restored', { async: false }], 'pollingStarted'],
    state: { lastIndex: 1, transcript: [] },
  },
  {
    title: 'C20: of a chat that ended before nothing is mixed in',
    given: given.idle({
      transcript: new GrowingList([entryOf(9, bob).message]),
      originals: new GrowingList([entryOf(9, bob).original]),
      participants: { agents: { 3: goneAgent(bob, 9) }, bots: { 2: false }, clientLeft: true },
      userData: { kept: true },
      filters: [/a/],
    }),
    inputs: [
      { kind: 'restoreAsked' },
      { kind: 'restored', session, frame: frameWith(entries), offline: false },
      { kind: 'endAsked' },
      { kind: 'endAnswered' },
    ],
    events: [
      ['restored', { async: false }],
      annJoins,
      received(shown),
      'pollingStarted',
      'pollingStopped',
      ['agentDisconnected', { agents: { 2: goneAgent(ann, 50_000) }, numAgentsConnected: 0 }],
      ['clientDisconnected', { agents: { 2: goneAgent(ann, 50_000) }, numAgentsConnected: 0 }],
      'ended',
    ],
    state: { transcript: messagesOf(shown), originals: originalsOf(shown), userData: { kept: true } },
  },
  {
    title: 'messages that come later are not restoring',
    given: given.active({}, sue),
    inputs: [polled([entryOf(1, sue)])],
    events: [
      [
        'messageReceived',
        {
          messages: messagesOf([entryOf(1, sue)]),
          originalMessages: originalsOf([entryOf(1, sue)]),
          restoring: false,
          sessionId,
        },
      ],
    ],
  },
]);

const ended = {
  transcript: new GrowingList([entryOf(9, bob).message]),
  participants: { agents: { 3: goneAgent(bob, 9) }, bots: {}, clientLeft: true },
};
const readable = { status: 'idle', transcript: [entryOf(9, bob).message], agents: { 3: goneAgent(bob, 9) } };

transitionTable('a stored chat does not go on', [
  {
    title: 'C13: restore is admitted without a chat',
    given: given.idle(ended),
    inputs: [{ kind: 'restoreAsked' }],
    events: [],
    state: { ...readable, status: 'restoring' },
  },
  {
    title: 'nothing stored: nothing is published, and a chat may begin',
    given: given.restoring({ ...ended, filters: [/a/] }),
    inputs: [{ kind: 'nothingStored' }],
    events: [],
    state: { ...readable, filters: [/a/] },
  },
  {
    title: 'E7: too old, or ended by the server: restoreTimeout; its filters go with it',
    given: given.restoring({ ...ended, filters: [/a/] }),
    inputs: [{ kind: 'restoreOverdue' }],
    events: ['restoreTimeout'],
    state: { ...readable, filters: [] },
    proves: ['restoreTimeout'],
  },
  {
    title: 'E45: refused with statusCode 2 without chatEnded: restoreTimeout, then error',
    given: given.restoring({ ...ended, filters: [/a/] }),
    inputs: [{ kind: 'restoreOverdue', session, failure: failures.statusCode2 }],
    events: ['restoreTimeout', ['error', failures.statusCode2]],
    state: { ...readable, filters: [] },
  },
  {
    title: 'C16: verifySession finds a stored chat overdue: restoreTimeout',
    given: given.idle(ended),
    inputs: [{ kind: 'restoreOverdue' }],
    events: ['restoreTimeout'],
    state: readable,
  },
  ...(['active', 'starting', 'ending'] as const).map((status) => ({
    title: `E18: an overdue chat does not touch one that is ${status}`,
    given: given[status]({ filters: [/a/] }),
    inputs: [{ kind: 'restoreOverdue' as const }],
    events: [],
    state: { status, filters: [/a/] },
  })),
  ...(['http500', 'http404', 'garbled', 'statusCode2', 'offline', 'timedOut'] as const).map((name) => ({
    title: `E7, E14: the server could not be asked (${name}): error, then restoreFailed`,
    given: given.restoring({ ...ended, filters: [/a/] }),
    inputs: [{ kind: 'restoreFailed' as const, failure: failures[name] }],
    events: [['error', failures[name]] as const, 'restoreFailed' as const],
    state: { ...readable, filters: [/a/] },
    proves: ['restoreFailed'] as const,
  })),
]);
