import { HookFailure } from '../../streams/serviceFailure.js';
import { ann, given } from './scene.js';
import { transitionTable } from './transitionTable.js';

const hook = new HookFailure('store', new Error('full'));

transitionTable('typing and sleep', [
  {
    title: 'C23: the first sendTyping announces, further ones only push the stop back',
    given: given.active(),
    inputs: [{ kind: 'typingAsked' }, { kind: 'typingAsked' }],
    events: ['clientTypingStarted'],
    state: { typing: true },
    proves: ['clientTypingStarted'],
  },
  {
    title: 'C23: a pause, or isTyping: false, stops it, once',
    given: given.active({ typing: true }),
    inputs: [{ kind: 'typingPaused' }, { kind: 'typingPaused' }],
    events: ['clientTypingStopped'],
    state: { typing: false },
    proves: ['clientTypingStopped'],
  },
  {
    title: 'sendMessage stops typing',
    given: given.active({ typing: true }),
    inputs: [{ kind: 'messageAsked' }, { kind: 'typingPaused' }],
    events: ['clientTypingStopped'],
    state: { typing: false },
  },
  {
    title: 'E21: sleep and wake are published once each',
    given: given.active(),
    inputs: [{ kind: 'slept' }, { kind: 'slept' }, { kind: 'woke' }, { kind: 'woke' }],
    events: ['sleeping', 'waking'],
    state: { sleeping: false },
    proves: ['sleeping', 'waking'],
  },
  {
    title: 'E21: sendMessage wakes first',
    given: given.active({ sleeping: true, typing: true }),
    inputs: [{ kind: 'messageAsked' }],
    events: ['waking', 'clientTypingStopped'],
    state: { sleeping: false, typing: false },
  },
  {
    title: 'E21: agentTypingTimeout is published while an agent is said to write',
    given: given.active({ agentsTyping: [ann.id] }, ann),
    inputs: [{ kind: 'agentTypingLapsed' }],
    events: ['agentTypingTimeout'],
    state: { agentsTyping: [ann.id] },
    proves: ['agentTypingTimeout'],
  },
  ...[given.active(), given.idle()].map((state) => ({
    title: `E21: agentTypingTimeout is not published with nobody writing, ${state.status}`,
    given: state,
    inputs: [{ kind: 'agentTypingLapsed' as const }],
    events: [],
  })),
]);

transitionTable('data, filters and hooks', [
  {
    title: 'C21: updateUserData is a shallow merge',
    given: given.idle({ userData: { a: { x: 1 }, b: 1 } }),
    inputs: [{ kind: 'userDataGiven', userData: { a: { y: 2 } } }],
    events: [],
    state: { status: 'idle', userData: { a: { y: 2 }, b: 1 } },
  },
  {
    title: 'C12: filters come together in order, each once',
    given: given.active({ filters: [/a/g] }),
    inputs: [
      { kind: 'filtersGiven', filters: [/b/, /a/g] },
      { kind: 'filtersGiven', filters: [/a/, /b/] },
    ],
    events: [],
    state: { filters: [/a/g, /b/, /a/] },
  },
  {
    title: 'E14: a hook that throws is an error',
    given: given.idle(),
    inputs: [{ kind: 'hookFailed', failure: hook }],
    events: [['error', hook]],
    state: { status: 'idle' },
  },
]);
