import { GrowingList } from '../../streams/growingList.js';
import {
  ann,
  customer,
  entryOf,
  failures,
  given,
  goneAgent,
  messagesOf,
  polled,
  pollFailed,
  session,
} from './scene.js';
import { transitionTable } from './transitionTable.js';

const talked = messagesOf([entryOf(1, customer), entryOf(2, ann)]);

transitionTable('beginning a chat', [
  {
    title: 'C5, C21: what was kept of userData is merged under the call’s, name by name, and kept',
    given: given.idle({ userData: { a: 1, b: { c: 1 } } }),
    inputs: [{ kind: 'startAsked', userData: { b: { d: 2 }, e: 3 } }],
    events: [],
    state: { status: 'starting', userData: { a: 1, b: { d: 2 }, e: 3 } },
  },
  {
    title: 'C20: the last chat’s transcript and people go with the next startChat, filters registered since stay',
    given: given.idle({
      transcript: new GrowingList([...talked]),
      originals: new GrowingList<unknown>([1, 2]),
      participants: { agents: { 2: goneAgent(ann, 9) }, bots: { 5: false }, clientLeft: true },
      filters: [/a/],
    }),
    inputs: [{ kind: 'startAsked', userData: {} }],
    events: [],
    state: { transcript: [], originals: [], agents: {}, bots: {}, clientLeft: false, filters: [/a/] },
  },
  {
    title: 'C3: a second startChat while one is starting is refused',
    given: given.starting({ userData: { first: true } }),
    inputs: [{ kind: 'startAsked', userData: { second: true } }],
    events: [],
    refusal: 'alreadyActive',
    state: { status: 'starting', userData: { first: true } },
  },
  ...[given.active(), given.ending(), given.restoring()].map((state) => ({
    title: `C3: startChat is refused while a chat is ${state.status}`,
    given: state,
    inputs: [{ kind: 'startAsked' as const, userData: { more: true } }],
    events: [],
    refusal: 'alreadyActive' as const,
    state: { status: state.status, userData: {} },
  })),
  {
    title: 'E24: of two startChats in a row the second sees the state that the first made',
    given: given.idle(),
    inputs: [
      { kind: 'startAsked', userData: { n: 1 } },
      { kind: 'startAsked', userData: { n: 2 } },
    ],
    events: [],
    refusal: 'alreadyActive',
    state: { status: 'starting', userData: { n: 1 } },
  },
]);

transitionTable('commands that need a chat', [
  ...[given.idle(), given.starting(), given.restoring(), given.ending()].flatMap((state) =>
    (['sessionAsked', 'messageAsked', 'typingAsked', 'endAsked', 'startPollAsked', 'stopPollAsked'] as const).map(
      (kind) => ({
        title: `C8, C10, C14: ${kind} is refused while ${state.status}`,
        given: state,
        inputs: [{ kind }],
        events: [],
        refusal: 'noSession' as const,
        state: { status: state.status },
      }),
    ),
  ),
  {
    title: 'C10: they are admitted in a chat and change nothing',
    given: given.active({ typing: true }),
    inputs: [{ kind: 'sessionAsked' }],
    events: [],
    state: { typing: true, polling: true, session },
  },
  {
    title: 'E24: after endChat nothing more is admitted',
    given: given.active(),
    inputs: [{ kind: 'endAsked' }, { kind: 'messageAsked' }],
    events: ['pollingStopped'],
    refusal: 'noSession',
    state: { status: 'ending' },
  },
  {
    title: 'E24: a second endChat is refused',
    given: given.active(),
    inputs: [{ kind: 'endAsked' }, { kind: 'endAsked' }],
    events: ['pollingStopped'],
    refusal: 'noSession',
  },
  ...[
    { state: given.restoring(), refusal: 'alreadyRestoring' as const },
    { state: given.starting(), refusal: 'restoreWhileActive' as const },
    { state: given.active(), refusal: 'restoreWhileActive' as const },
    { state: given.ending(), refusal: 'restoreWhileActive' as const },
  ].map(({ state, refusal }) => ({
    title: `C13: restore is refused while ${state.status}`,
    given: state,
    inputs: [{ kind: 'restoreAsked' as const }],
    events: [],
    refusal,
    state: { status: state.status },
  })),
]);

transitionTable('polling', [
  {
    title: 'C14: startPoll while polling publishes nothing',
    given: given.active(),
    inputs: [{ kind: 'startPollAsked' }],
    events: [],
    state: { polling: true },
  },
  {
    title: 'C14: stopPoll while not polling publishes nothing',
    given: given.active({ polling: false }),
    inputs: [{ kind: 'stopPollAsked' }],
    events: [],
    state: { polling: false },
  },
  {
    title: 'E12: each stop and each start is published once',
    given: given.active(),
    inputs: [
      { kind: 'stopPollAsked' },
      { kind: 'stopPollAsked' },
      { kind: 'startPollAsked' },
      { kind: 'startPollAsked' },
      { kind: 'stopPollAsked' },
    ],
    events: ['pollingStopped', 'pollingStarted', 'pollingStopped'],
    state: { polling: false },
  },
  {
    title: 'resetPollExceptions sets the count to 0: the limit must be exceeded anew',
    given: given.active(),
    rules: { pollExceptionLimit: 2 },
    inputs: [
      pollFailed(failures.statusCode1),
      pollFailed(failures.statusCode1),
      { kind: 'exceptionsReset' },
      pollFailed(failures.statusCode1),
      pollFailed(failures.statusCode1),
    ],
    events: ['connectionPending'],
  },
  {
    title: 'resetPollExceptions does not keep the limit from being exceeded later',
    given: given.active(),
    rules: { pollExceptionLimit: 1 },
    inputs: [
      pollFailed(failures.statusCode1),
      { kind: 'exceptionsReset' },
      pollFailed(failures.statusCode1),
      pollFailed(failures.statusCode1),
    ],
    events: ['connectionPending', 'chatServerWentOffline'],
  },
  {
    title: 'resetPollExceptions loses no recovery',
    given: given.active(),
    rules: { pollExceptionLimit: 0 },
    inputs: [pollFailed(failures.statusCode1), { kind: 'exceptionsReset' }, polled()],
    events: ['connectionPending', 'chatServerWentOffline', 'chatServerBackOnline', 'connectionRestored'],
  },
  {
    title: 'resetPollExceptions without a chat changes nothing',
    given: given.idle(),
    inputs: [{ kind: 'exceptionsReset' }],
    events: [],
    state: { status: 'idle' },
  },
]);
