import { GrowingList } from '../../streams/growingList.js';
import {
  ann,
  answered,
  bob,
  commandFailed,
  customer,
  endedFailure,
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
  robo,
  session,
  sessionId,
  sue,
} from './scene.js';
import { at, type Told, transitionTable } from './transitionTable.js';

const nobody = { agents: {}, numAgentsConnected: 0 };
const annGone = { agents: { 2: goneAgent(ann, at) }, numAgentsConnected: 0 };
const allGone = {
  agents: { 2: goneAgent(ann, at), 3: goneAgent(bob, at), 4: goneAgent(sue, at) },
  numAgentsConnected: 0,
};
const entries = [entryOf(1, customer), entryOf(2, ann)];
const lastWord: Told = [
  'messageReceived',
  {
    messages: messagesOf(entries.slice(1)),
    originalMessages: originalsOf(entries.slice(1)),
    restoring: false,
    sessionId,
  },
];

transitionTable('a chat begins', [
  {
    title: 'E12: started carries the session’s keys, then pollingStarted',
    given: given.starting({ userData: { kept: true }, filters: [/a/] }),
    inputs: [{ kind: 'started', session }],
    events: [['started', session], 'pollingStarted'],
    state: { status: 'active', session, polling: true, typing: false, userData: { kept: true }, filters: [/a/] },
    proves: ['started', 'pollingStarted'],
  },
  {
    title: 'E12: where the server pushes there is no loop and no pollingStarted',
    given: given.starting(),
    inputs: [{ kind: 'started', session }],
    events: [['started', session]],
    rules: { polls: false },
    state: { status: 'active', polling: false },
  },
  ...(['http500', 'http404', 'garbled', 'statusCode2', 'offline', 'timedOut'] as const).map((name) => ({
    title: `E14: a start that fails (${name}) is an error, and the next one may begin`,
    given: given.starting({ userData: { kept: true } }),
    inputs: [{ kind: 'startFailed' as const, failure: failures[name] }],
    events: [['error', failures[name]] as const],
    state: { status: 'idle', userData: { kept: true } },
  })),
  {
    title: 'E14: statusCode 1 is no error, also when it rejects startChat',
    given: given.starting(),
    inputs: [{ kind: 'startFailed', failure: failures.statusCode1 }],
    events: [],
    state: { status: 'idle' },
  },
]);

transitionTable('the customer ends the chat', [
  {
    title: 'C6: pollingStopped, supervisor, bot, agent, client, ended',
    given: given.active({}, ann, bob, robo, sue),
    inputs: [{ kind: 'endAsked' }, { kind: 'endAnswered' }],
    events: [
      'pollingStopped',
      ['supervisorDisconnected', allGone],
      ['botDisconnected', allGone],
      ['agentDisconnected', allGone],
      ['clientDisconnected', allGone],
      'ended',
    ],
    state: { status: 'idle', agents: allGone.agents, clientLeft: true },
    proves: ['pollingStopped', 'ended', 'clientDisconnected'],
  },
  {
    title: 'C6: nothing is published of people who never joined',
    given: given.active(),
    inputs: [{ kind: 'endAsked' }, { kind: 'endAnswered' }],
    events: ['pollingStopped', ['clientDisconnected', nobody], 'ended'],
  },
  {
    title: 'C6: nothing is published of people who have left',
    given: given.active({
      participants: { agents: { 2: goneAgent(ann, 9) }, bots: { 5: false }, clientLeft: true },
    }),
    inputs: [{ kind: 'endAsked' }, { kind: 'endAnswered' }],
    events: ['pollingStopped', 'ended'],
    state: { agents: { 2: goneAgent(ann, 9) } },
  },
  {
    title: 'C14: endChat with polling stopped publishes no second pollingStopped',
    given: given.active({ polling: false }),
    inputs: [{ kind: 'endAsked' }, { kind: 'endAnswered' }],
    events: [['clientDisconnected', nobody], 'ended'],
  },
  {
    title: 'C20: what was said stays readable; filters end with the session',
    given: given.active({
      filters: [/a/],
      userData: { kept: true },
      transcript: new GrowingList(messagesOf(entries)),
      originals: new GrowingList(originalsOf(entries)),
    }),
    inputs: [{ kind: 'endAsked' }, { kind: 'endAnswered' }],
    events: ['pollingStopped', ['clientDisconnected', nobody], 'ended'],
    state: {
      status: 'idle',
      filters: [],
      userData: { kept: true },
      transcript: messagesOf(entries),
      originals: originalsOf(entries),
    },
  },
  ...(['http404', 'http500', 'garbled', 'statusCode2'] as const).map((name) => ({
    title: `C6, E14: an end that fails (${name}) is an error, and the chat is over here all the same`,
    given: given.ending(),
    inputs: [{ kind: 'endAnswered' as const, failure: failures[name] }],
    events: [['error', failures[name]] as const, ['clientDisconnected', nobody] as const, 'ended' as const],
    state: { status: 'idle' },
  })),
  {
    title: 'C6, E14: an end that fails with statusCode 1 is no error',
    given: given.ending(),
    inputs: [{ kind: 'endAnswered', failure: failures.statusCode1 }],
    events: [['clientDisconnected', nobody], 'ended'],
    state: { status: 'idle' },
  },
  {
    title: 'C6, E1: an end that no answer comes to is an outage',
    given: given.ending(),
    inputs: [{ kind: 'endAnswered', failure: failures.offline }],
    events: ['disconnected', ['clientDisconnected', nobody], 'ended'],
    state: { status: 'idle' },
  },
  {
    title: 'C6, E2: an outage that was known is not published again',
    given: given.active(),
    inputs: [pollFailed(failures.offline), { kind: 'endAsked' }, { kind: 'endAnswered', failure: failures.timedOut }],
    events: ['disconnected', 'pollingStopped', ['clientDisconnected', nobody], 'ended'],
  },
  {
    title: 'E15, E23: an agent who wrote no longer does; there is no message to it',
    given: given.ending({ agentsTyping: [ann.id] }, ann),
    inputs: [{ kind: 'endAnswered' }],
    events: [['agentDisconnected', annGone], ['clientDisconnected', annGone], ['agentTypingStopped', {}], 'ended'],
  },
  {
    title: 'E47: a customer who was writing no longer is, at once',
    given: given.active({ typing: true }),
    inputs: [{ kind: 'endAsked' }, { kind: 'endAnswered' }],
    events: ['pollingStopped', 'clientTypingStopped', ['clientDisconnected', nobody], 'ended'],
    proves: ['clientTypingStopped'],
  },
]);

transitionTable('the last words when the customer ends the chat', [
  {
    title: 'E27: come before the leaves',
    given: given.ending({}, ann),
    inputs: [{ kind: 'endAnswered', frame: frameWith(entries.slice(1)) }],
    events: [lastWord, ['agentDisconnected', annGone], ['clientDisconnected', annGone], 'ended'],
    state: { status: 'idle', transcript: messagesOf(entries.slice(1)) },
  },
  {
    title: 'E27: come also where the end itself fails',
    given: given.ending({}, ann),
    inputs: [{ kind: 'endAnswered', failure: failures.http500, frame: frameWith(entries.slice(1)) }],
    events: [
      ['error', failures.http500],
      lastWord,
      ['agentDisconnected', annGone],
      ['clientDisconnected', annGone],
      'ended',
    ],
    state: { status: 'idle' },
  },
  {
    title: 'E27: what is pushed while the chat is being ended still belongs to it',
    given: given.ending({}, ann),
    inputs: [polled(entries.slice(1), { chatEnded: true }), { kind: 'endAnswered' }],
    events: [lastWord, ['agentDisconnected', annGone], ['clientDisconnected', annGone], 'ended'],
    rules: { polls: false },
  },
]);

transitionTable('the server ends the chat', [
  {
    title: 'E8: after the messages leave those who are still there, then ended, then pollingStopped',
    given: given.active({}, ann, sue),
    inputs: [polled([entryOf(1, ann, 'ParticipantLeft', { timestamp: 7 })], { chatEnded: true })],
    events: [
      [
        'agentDisconnected',
        {
          message: messagesOf([entryOf(1, ann, 'ParticipantLeft', { timestamp: 7 })])[0],
          agents: { 2: goneAgent(ann, 7), 4: presentAgent(sue) },
          numAgentsConnected: 1,
        },
      ],
      [
        'messageReceived',
        {
          messages: messagesOf([entryOf(1, ann, 'ParticipantLeft', { timestamp: 7 })]),
          originalMessages: originalsOf([entryOf(1, ann, 'ParticipantLeft')]),
          restoring: false,
          sessionId,
        },
      ],
      ['supervisorDisconnected', { agents: { 2: goneAgent(ann, 7), 4: goneAgent(sue, at) }, numAgentsConnected: 0 }],
      ['clientDisconnected', { agents: { 2: goneAgent(ann, 7), 4: goneAgent(sue, at) }, numAgentsConnected: 0 }],
      'ended',
      'pollingStopped',
    ],
    state: { status: 'idle', filters: [] },
  },
  {
    title: 'E8: recovery comes first',
    given: given.active(),
    inputs: [pollFailed(failures.offline), polled([], { chatEnded: true })],
    events: ['disconnected', 'reconnected', ['clientDisconnected', nobody], 'ended', 'pollingStopped'],
  },
  {
    title: 'E15, E23: an agent who wrote no longer does',
    given: given.active({ agentsTyping: [ann.id] }, ann),
    inputs: [polled([], { chatEnded: true })],
    events: [
      ['agentDisconnected', annGone],
      ['clientDisconnected', annGone],
      ['agentTypingStopped', {}],
      'ended',
      'pollingStopped',
    ],
  },
  {
    title: 'E47: a customer who was writing no longer is, once those who are there have left',
    given: given.active({ typing: true, agentsTyping: [ann.id] }, ann),
    inputs: [polled([], { chatEnded: true })],
    events: [
      ['agentDisconnected', annGone],
      ['clientDisconnected', annGone],
      ['agentTypingStopped', {}],
      'clientTypingStopped',
      'ended',
      'pollingStopped',
    ],
  },
  {
    title: 'E47, E27: where a command’s answer says so, once the last poll has come',
    given: given.active({ typing: true }),
    inputs: [answered({ chatEnded: true }), { kind: 'endAnswered' }],
    events: [['clientDisconnected', nobody], 'clientTypingStopped', 'ended', 'pollingStopped'],
  },
  {
    title: 'E27: a command’s answer may say so too: one last poll is due, and nothing is published until it has come',
    given: given.active({}, ann),
    inputs: [answered({ chatEnded: true })],
    events: [],
    state: { status: 'ending', byServer: true },
  },
  {
    title: 'E27: then its messages, the leaves, ended and pollingStopped',
    given: given.active({}, ann),
    inputs: [answered({ chatEnded: true }), { kind: 'endAnswered', frame: frameWith(entries.slice(1)) }],
    events: [
      [
        'messageReceived',
        {
          messages: messagesOf(entries.slice(1)),
          originalMessages: originalsOf(entries.slice(1)),
          restoring: false,
          sessionId,
        },
      ],
      ['agentDisconnected', annGone],
      ['clientDisconnected', annGone],
      'ended',
      'pollingStopped',
    ],
    state: { status: 'idle', transcript: messagesOf(entries.slice(1)) },
  },
  {
    title: 'E27: a last poll that fails is nothing to speak of, and the chat is over',
    given: given.active({}, ann),
    inputs: [answered({ chatEnded: true }), { kind: 'endAnswered' }],
    events: [['agentDisconnected', annGone], ['clientDisconnected', annGone], 'ended', 'pollingStopped'],
    state: { status: 'idle' },
  },
  {
    title: 'E27: while it is awaited no other chat begins, and the chat takes no commands',
    given: given.active(),
    inputs: [answered({ chatEnded: true }), { kind: 'messageAsked' }, { kind: 'startAsked', userData: {} }],
    events: [],
    refusal: 'alreadyActive',
    state: { status: 'ending' },
  },
  {
    title: 'E27: where the server pushes there is no last poll',
    given: given.active({ polling: false }),
    inputs: [answered({ chatEnded: true })],
    events: [['clientDisconnected', nobody], 'ended'],
    rules: { polls: false },
    state: { status: 'idle' },
  },
  {
    title: 'E1: statusCode 2 with chatEnded ends the chat, on a poll',
    given: given.active(),
    inputs: [pollFailed(endedFailure())],
    events: [['error', endedFailure()], ['clientDisconnected', nobody], 'ended', 'pollingStopped'],
    state: { status: 'idle' },
  },
  {
    title: 'E1, E27: on a command too, after one last poll',
    given: given.active(),
    inputs: [commandFailed(endedFailure()), { kind: 'endAnswered' }],
    events: [['error', endedFailure()], ['clientDisconnected', nobody], 'ended', 'pollingStopped'],
    state: { status: 'idle' },
  },
  {
    title: 'C14: with polling stopped there is no second pollingStopped',
    given: given.active({ polling: false }),
    inputs: [answered({ chatEnded: true })],
    events: [['clientDisconnected', nobody], 'ended'],
  },
]);
