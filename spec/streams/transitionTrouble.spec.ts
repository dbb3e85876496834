import { noTrouble } from '../../streams/connection.js';
import {
  answered,
  commandFailed,
  customer,
  entryOf,
  failures,
  given,
  messagesOf,
  originalsOf,
  polled,
  pollFailed,
  sessionId,
} from './scene.js';
import { type Told, transitionTable } from './transitionTable.js';

const { offline, timedOut, statusCode1, http500, http503, http404, http429, garbled, statusCode2, longPreview } =
  failures;
const times = (count: number, failure: Parameters<typeof pollFailed>[0]) =>
  Array.from({ length: count }, () => pollFailed(failure));

const message = entryOf(1, customer);
const received: Told = [
  'messageReceived',
  { messages: messagesOf([message]), originalMessages: originalsOf([message]), restoring: false, sessionId },
];

transitionTable('the network', [
  {
    title: 'E1, E2: no answer is an outage, published once; it is no error and no poll exception',
    given: given.active(),
    inputs: [pollFailed(offline), pollFailed(timedOut), commandFailed(offline), ...times(9, offline)],
    events: ['disconnected'],
    state: { trouble: { ...noTrouble, network: true } },
    proves: ['disconnected'],
  },
  {
    title: 'E2: the next good poll reconnects, once; each outage has its own pair',
    given: given.active(),
    inputs: [pollFailed(timedOut), polled(), polled(), pollFailed(offline), polled()],
    events: ['disconnected', 'reconnected', 'disconnected', 'reconnected'],
    state: { trouble: noTrouble },
    proves: ['reconnected'],
  },
  {
    title: 'E2: a command finds the outage and its end as well as a poll does',
    given: given.active(),
    inputs: [commandFailed(timedOut), answered(), answered()],
    events: ['disconnected', 'reconnected'],
  },
  {
    title: 'E2: reconnected comes only after disconnected',
    given: given.active(),
    inputs: [polled(), answered(), polled()],
    events: [],
  },
  {
    title: 'E1: an answer that refuses shows that the network is back',
    given: given.active(),
    inputs: [pollFailed(offline), pollFailed(statusCode1)],
    events: ['disconnected', 'reconnected', 'connectionPending'],
  },
  {
    title: 'E1: an answer that is none (a hotspot’s page) does not',
    given: given.active(),
    inputs: [pollFailed(offline), pollFailed(garbled), polled()],
    events: ['disconnected', ['error', garbled], 'reconnected'],
  },
  {
    title: 'E8: recovery comes before the messages',
    given: given.active(),
    inputs: [pollFailed(offline), polled([message])],
    events: ['disconnected', 'reconnected', received],
  },
]);

transitionTable('the chat server', [
  {
    title: 'E3: the first poll exception of a run is connectionPending',
    given: given.active(),
    inputs: times(5, statusCode1),
    events: ['connectionPending'],
    proves: ['connectionPending'],
  },
  {
    title: 'E4: the 6th in a row exceeds the limit of 5: chatServerWentOffline, once',
    given: given.active(),
    inputs: times(20, statusCode1),
    events: ['connectionPending', 'chatServerWentOffline'],
    proves: ['chatServerWentOffline'],
  },
  {
    title: 'E4: with a limit of 0 the first one does',
    given: given.active(),
    rules: { pollExceptionLimit: 0 },
    inputs: times(2, statusCode1),
    events: ['connectionPending', 'chatServerWentOffline'],
  },
  {
    title: 'E5: a good poll after connectionPending is connectionRestored',
    given: given.active(),
    inputs: [...times(5, statusCode1), polled(), polled()],
    events: ['connectionPending', 'connectionRestored'],
    state: { trouble: noTrouble },
    proves: ['connectionRestored'],
  },
  {
    title: 'E5, E8: after chatServerWentOffline it is chatServerBackOnline and connectionRestored, before the messages',
    given: given.active(),
    inputs: [...times(6, statusCode1), polled([message]), polled()],
    events: ['connectionPending', 'chatServerWentOffline', 'chatServerBackOnline', 'connectionRestored', received],
    proves: ['chatServerBackOnline'],
  },
  {
    title: 'E4: a good poll begins a new run',
    given: given.active(),
    inputs: [...times(5, statusCode1), polled(), ...times(6, statusCode1)],
    events: ['connectionPending', 'connectionRestored', 'connectionPending', 'chatServerWentOffline'],
  },
  {
    title: 'E1: statusCode 1 and HTTP 5xx count alike; the first 5xx of a run is an error (E14)',
    given: given.active(),
    inputs: [pollFailed(statusCode1), pollFailed(http500), pollFailed(http503), ...times(3, statusCode1)],
    events: ['connectionPending', ['error', http500], 'chatServerWentOffline'],
  },
  {
    title: 'E14: the first 5xx of the next run is an error again',
    given: given.active(),
    inputs: [pollFailed(http500), pollFailed(http500), polled(), pollFailed(http503)],
    events: ['connectionPending', ['error', http500], 'connectionRestored', 'connectionPending', ['error', http503]],
  },
  {
    title: 'E1: 4xx, 429, garbled answers and statusCode 2 neither count nor break a run; each is an error (E14)',
    given: given.active(),
    inputs: [
      ...times(5, statusCode1),
      ...[http404, http429, garbled, statusCode2].map(pollFailed),
      pollFailed(statusCode1),
      polled(),
    ],
    events: [
      'connectionPending',
      ['error', http404],
      ['error', http429],
      ['error', garbled],
      ['error', statusCode2],
      'chatServerWentOffline',
      'chatServerBackOnline',
      'connectionRestored',
    ],
  },
  {
    title: 'E1: alone they are no trouble of the connection',
    given: given.active(),
    inputs: [...[http404, http429, garbled, statusCode2].map(pollFailed), polled()],
    events: [
      ['error', http404],
      ['error', http429],
      ['error', garbled],
      ['error', statusCode2],
    ],
    state: { status: 'active', trouble: noTrouble },
  },
  {
    title: 'E1: a command’s good answer does not break a run, its failure does not count',
    given: given.active(),
    inputs: [...times(5, statusCode1), answered(), commandFailed(statusCode1), pollFailed(statusCode1)],
    events: ['connectionPending', 'chatServerWentOffline'],
  },
  {
    title: 'E14: a command that fails is an error each time, but for the network and statusCode 1',
    given: given.active(),
    inputs: [http500, http500, http404, garbled, statusCode2, statusCode1, offline].map(commandFailed),
    events: [
      ['error', http500],
      ['error', http500],
      ['error', http404],
      ['error', garbled],
      ['error', statusCode2],
      'disconnected',
    ],
  },
  {
    title: 'E14: error code 204 on refresh never is an error; on a command it is',
    given: given.active(),
    inputs: [pollFailed(longPreview), commandFailed(longPreview)],
    events: [['error', longPreview]],
    state: { trouble: noTrouble },
  },
  {
    title: 'E1: the network and the chat server are counted apart',
    given: given.active(),
    inputs: [
      ...times(3, statusCode1),
      ...times(4, offline),
      ...times(2, statusCode1),
      pollFailed(timedOut),
      pollFailed(statusCode1),
      pollFailed(offline),
      polled(),
    ],
    events: [
      'connectionPending',
      'disconnected',
      'reconnected',
      'disconnected',
      'reconnected',
      'chatServerWentOffline',
      'disconnected',
      'chatServerBackOnline',
      'connectionRestored',
      'reconnected',
    ],
    state: { trouble: noTrouble },
  },
  {
    title:
      'E11: a transport that knows no poll exceptions has none; a statusCode 1 that nothing counts is told once a run',
    given: given.active(),
    rules: { isPollException: () => false, pollExceptionLimit: 0 },
    inputs: [...times(3, statusCode1), polled(), pollFailed(statusCode1)],
    events: [
      ['error', statusCode1],
      ['error', statusCode1],
    ],
  },
]);
