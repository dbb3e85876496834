import { expect } from 'chai';
import { noTrouble } from '../../streams/connection.js';
import { transition } from '../../streams/transition.js';
import { laterDecisions } from './laterDecisions.js';
import { ann, commandFailed, failures, given, goneAgent, polled, pollFailed, robo, sue } from './scene.js';
import { at, rules, type Told, transitionTable } from './transitionTable.js';

const { http404, http500, http503, http429, offline } = failures;

/** A server that says so with 404, and nothing of poll exceptions. */
const losing = {
  isPollException: () => false,
  isSessionLost: ({ status }: { readonly status: number }) => status === 404,
};

const gone = (agents: object): Told[] => [
  ['clientDisconnected', { agents: { ...agents }, numAgentsConnected: 0 }],
  'ended',
];

transitionTable('a session that the server has lost', [
  {
    title: 'E21: sessionLost, error, then the chat is over: ended, pollingStopped',
    given: given.active(),
    rules: losing,
    inputs: [pollFailed(http404)],
    events: [['sessionLost', http404], ['error', http404], ...gone({}), 'pollingStopped'],
    state: { status: 'idle', clientLeft: true },
    proves: ['sessionLost'],
  },
  {
    title: 'E21, C6: who is still there leaves between error and ended',
    given: given.active({ agentsTyping: [ann.id] }, ann, sue, robo),
    rules: losing,
    inputs: [pollFailed(http404)],
    events: [
      ['sessionLost', http404],
      ['error', http404],
      ...(['supervisorDisconnected', 'botDisconnected', 'agentDisconnected', 'clientDisconnected'] as const).map(
        (name) => [name, { agents: { 2: goneAgent(ann, at), 4: goneAgent(sue, at) }, numAgentsConnected: 0 }] as const,
      ),
      ['agentTypingStopped', {}],
      'ended',
      'pollingStopped',
    ],
  },
  {
    title: 'E12: where nothing polls nothing stops',
    given: given.active({ polling: false }),
    rules: { ...losing, polls: false },
    inputs: [pollFailed(http404)],
    events: [['sessionLost', http404], ['error', http404], ...gone({})],
  },
  {
    title: 'E21: only a poll shows it; a command that finds nothing is an error, and the chat goes on',
    given: given.active(),
    rules: losing,
    inputs: [commandFailed(http404)],
    events: [['error', http404]],
    state: { status: 'active' },
  },
  {
    title: 'E18: a chat that is being ended is not lost again',
    given: given.ending(),
    rules: losing,
    inputs: [pollFailed(http404)],
    events: [],
    state: { status: 'ending' },
  },
  {
    title: 'E21: other failures lose nothing',
    given: given.active(),
    rules: losing,
    inputs: [pollFailed(http429), pollFailed(offline), polled()],
    events: [['error', http429], 'disconnected', 'reconnected'],
    state: { status: 'active', trouble: noTrouble },
  },
  {
    title: 'E21: on restore it is sessionLost, error, restoreFailed',
    given: given.restoring(),
    rules: losing,
    inputs: [{ kind: 'restoreFailed', failure: http404 }],
    events: [['sessionLost', http404], ['error', http404], 'restoreFailed'],
    state: { status: 'idle' },
    proves: ['sessionLost', 'restoreFailed'],
  },
  {
    title: 'E21: on restore other failures are error, restoreFailed as ever',
    given: given.restoring(),
    rules: losing,
    inputs: [{ kind: 'restoreFailed', failure: http503 }],
    events: [['error', http503], 'restoreFailed'],
  },
  {
    title: 'E14: without poll exceptions, too, a run of 5xx polls is one error',
    given: given.active(),
    rules: losing,
    inputs: [pollFailed(http500), pollFailed(http503), pollFailed(http429), pollFailed(http500)],
    events: [
      ['error', http500],
      ['error', http429],
    ],
  },
  {
    title: 'E14: a good poll ends the run, the network does not',
    given: given.active(),
    rules: losing,
    inputs: [http500, offline, http503].map(pollFailed).concat(polled(), pollFailed(http503)),
    events: [['error', http500], 'disconnected', 'reconnected', ['error', http503]],
  },
]);

describe('transition: whether a session is lost', () => {
  const asked: unknown[] = [];
  const about = {
    ...rules,
    isSessionLost: (failure: unknown, restoring: boolean) => {
      asked.push([failure, restoring]);
      return false;
    },
  };

  it('asks the transport, and tells it whether the chat is being restored', () => {
    transition(given.active(), { at, ...pollFailed(http404) }, about, laterDecisions);
    transition(given.restoring(), { at, kind: 'restoreFailed', failure: http500 }, about, laterDecisions);
    transition(given.active(), { at, ...commandFailed(http404) }, about, laterDecisions);

    expect(asked).to.deep.equal([
      [http404, false],
      [http500, true],
    ]);
  });
});
