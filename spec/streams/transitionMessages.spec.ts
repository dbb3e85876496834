import { GrowingList } from '../../streams/growingList.js';
import type { TakenEntry } from '../../streams/inputs.js';
import { HookFailure } from '../../streams/serviceFailure.js';
import {
  ann,
  answered,
  bob,
  customer,
  endedFailure,
  entryOf,
  frameWith,
  given,
  messagesOf,
  originalsOf,
  plainRobo,
  polled,
  pollFailed,
  presentAgent,
  session,
  sessionId,
  sue,
} from './scene.js';
import { type Told, transitionTable } from './transitionTable.js';

const received = (entries: readonly TakenEntry[], more: object = {}): Told => [
  'messageReceived',
  { messages: messagesOf(entries), originalMessages: originalsOf(entries), restoring: false, sessionId, ...more },
];

const [one, two, three] = [
  entryOf(1, customer),
  entryOf(2, ann, 'Message', { text: 'hi' }),
  entryOf(3, ann, 'PushUrl'),
];
const nothing = entryOf(1, { id: '', name: '', type: '' });
const notice = entryOf(undefined, ann, 'Notice');
const hidden: TakenEntry = { ...entryOf(2, customer, 'Message', { text: 'secret' }), hidden: true };
const hook = new HookFailure('preprocessor', new Error('mine'));
const v3 = (...indices: readonly string[]) => indices.map((index) => entryOf(index, customer));

transitionTable('messages', [
  {
    title: 'E9: messageReceived carries the messages, the originals, restoring and the session’s id',
    given: given.active(),
    inputs: [polled([one, two])],
    events: [received([one, two])],
    state: { lastIndex: 2, transcript: messagesOf([one, two]), originals: originalsOf([one, two]) },
    proves: ['messageReceived'],
  },
  {
    title: 'E9: and idleTimeCountDown where the server sends it',
    given: given.active(),
    inputs: [polled([one], { idleTimeCountDown: 0 })],
    events: [received([one], { idleTimeCountDown: 0 })],
  },
  {
    title: 'E9: an answer with nothing new publishes nothing',
    given: given.active({ lastIndex: 2 }),
    inputs: [polled(), polled([one, two]), polled([], { idleTimeCountDown: 5 })],
    events: [],
    state: { lastIndex: 2, transcript: [] },
  },
  {
    title: 'E22: duplicates drop by index, the rest is delivered',
    given: given.active(),
    inputs: [polled([one, two]), polled([one, two, three, three])],
    events: [received([one, two]), received([three])],
    state: { lastIndex: 3, transcript: messagesOf([one, two, three]), originals: originalsOf([one, two, three]) },
  },
  {
    title: 'E22: v3 positions <ms>-<seq> stand in the order of their numbers',
    given: given.active(),
    inputs: [polled(v3('99-5', '100-0', '100-9')), polled(v3('100-9', '100-10', '99-11', '1000-1'))],
    events: [received(v3('99-5', '100-0', '100-9')), received(v3('100-10', '99-11', '1000-1'))],
    state: { lastIndex: '1000-1' },
  },
  {
    title: 'E19: a message without an index is delivered each time and does not move the position',
    given: given.active({ lastIndex: 2 }),
    inputs: [polled([notice]), polled([notice, three])],
    events: [received([notice]), received([notice, three])],
    state: { lastIndex: 3 },
  },
  {
    title: 'E17: filtered messages are never in messages, nor in the transcript; they advance the position',
    given: given.active(),
    inputs: [polled([one, hidden, three]), polled([hidden])],
    events: [received([one, three])],
    state: { lastIndex: 3, transcript: messagesOf([one, three]), originals: originalsOf([one, three]) },
  },
  {
    title: 'E17: an answer of nothing but filtered messages publishes no messageReceived',
    given: given.active(),
    inputs: [polled([hidden])],
    events: [],
    state: { lastIndex: 2, transcript: [] },
  },
  {
    title: 'E17: filtered messages count for typing',
    given: given.active({ agentsTyping: [ann.id] }, ann),
    inputs: [polled([{ ...two, hidden: true }])],
    events: [['agentTypingStopped', two.message]],
    state: { agentsTyping: [] },
  },
  {
    title: 'E14: a preprocessor that throws is an error, its message is delivered',
    given: given.active(),
    inputs: [polled([one], { hookFailures: [hook] })],
    events: [['error', hook], received([one])],
    proves: ['error'],
  },
  {
    title: 'E8: joins, leaves and typing in message order, then messageReceived',
    given: given.active({}, bob),
    inputs: [
      polled([
        entryOf(1, ann, 'ParticipantJoined', { timestamp: 1 }),
        entryOf(2, ann, 'TypingStarted'),
        entryOf(3, bob, 'ParticipantLeft', { timestamp: 3 }),
        entryOf(4, ann),
      ]),
    ],
    events: [
      [
        'agentConnected',
        {
          message: entryOf(1, ann, 'ParticipantJoined', { timestamp: 1 }).message,
          agents: { 2: presentAgent(ann), 3: presentAgent(bob) },
          numAgentsConnected: 2,
        },
      ],
      ['agentTypingStarted', entryOf(2, ann, 'TypingStarted').message],
      [
        'agentDisconnected',
        {
          message: entryOf(3, bob, 'ParticipantLeft', { timestamp: 3 }).message,
          agents: { 2: presentAgent(ann), 3: { ...presentAgent(bob), connected: false, disconnectedTime: 3 } },
          numAgentsConnected: 1,
        },
      ],
      ['agentTypingStopped', entryOf(4, ann).message],
      received([
        entryOf(1, ann, 'ParticipantJoined', { timestamp: 1 }),
        entryOf(2, ann, 'TypingStarted'),
        entryOf(3, bob, 'ParticipantLeft', { timestamp: 3 }),
        entryOf(4, ann),
      ]),
    ],
  },
  {
    title: 'E8: a refusal that ends the chat still delivers what it says',
    given: given.active({ polling: false, participants: { agents: {}, bots: {}, clientLeft: true } }),
    inputs: [{ ...pollFailed(endedFailure()), frame: frameWith([one], { chatEnded: true }) }],
    events: [['error', endedFailure()], received([one]), 'ended'],
    state: { status: 'idle', transcript: [one.message] },
  },
  {
    title: 'E20: a message from nobody, without a text, is delivered as it is',
    given: given.active(),
    inputs: [polled([nothing])],
    events: [received([nothing])],
  },
  {
    title: 'an earlier transcript keeps its length when it grows',
    given: given.active({ transcript: new GrowingList([one.message]), originals: new GrowingList([one.original]) }),
    inputs: [polled([two])],
    events: [received([two])],
    state: { transcript: messagesOf([one, two]), originals: originalsOf([one, two]) },
  },
]);

transitionTable('the session’s keys', [
  {
    title: 'the newest keys are taken from a poll, before its messages',
    given: given.active(),
    inputs: [polled([one], { session: { alias: '2', secureKey: 'key-2' } })],
    events: [received([one])],
    state: { session: { ...session, alias: '2', secureKey: 'key-2' } },
  },
  {
    title: 'the newest keys are taken from a command’s answer; its messages come with the next poll',
    given: given.active(),
    inputs: [answered({ session: { alias: '2' }, entries: [one] })],
    events: [],
    state: { session: { ...session, alias: '2' }, transcript: [], lastIndex: undefined },
  },
]);

transitionTable('agents write', [
  ...[ann, sue].map((from) => ({
    title: `E23: agentTypingStarted and agentTypingStopped carry the ${from.type}’s messages`,
    given: given.active({}, from),
    inputs: [polled([entryOf(1, from, 'TypingStarted')]), polled([entryOf(2, from, 'TypingStopped')])],
    events: [
      ['agentTypingStarted', entryOf(1, from, 'TypingStarted').message] as const,
      received([entryOf(1, from, 'TypingStarted')]),
      ['agentTypingStopped', entryOf(2, from, 'TypingStopped').message] as const,
      received([entryOf(2, from, 'TypingStopped')]),
    ],
    state: { agentsTyping: [] },
    proves: ['agentTypingStarted', 'agentTypingStopped'] as const,
  })),
  ...['Message', 'PushUrl', 'Notice'].map((type) => ({
    title: `E15: a ${type} ends an agent’s typing`,
    given: given.active({ agentsTyping: [bob.id, ann.id] }, ann, bob),
    inputs: [polled([entryOf(1, ann, type), entryOf(2, ann, type)])],
    events: [
      ['agentTypingStopped', entryOf(1, ann, type).message] as const,
      received([entryOf(1, ann, type), entryOf(2, ann, type)]),
    ],
    state: { agentsTyping: [bob.id] },
  })),
  {
    title: 'E15: a message of an agent who did not write stops nothing, nor does the customer’s or a joining',
    given: given.active({ agentsTyping: [bob.id] }, ann, bob),
    inputs: [polled([entryOf(1, ann), entryOf(2, customer), entryOf(3, bob, 'FileUploaded')])],
    events: [received([entryOf(1, ann), entryOf(2, customer), entryOf(3, bob, 'FileUploaded')])],
    state: { agentsTyping: [bob.id] },
  },
  ...[customer, { ...customer, type: 'External' }].map((from) => ({
    title: `typing of a ${from.type} is no agent’s`,
    given: given.active(),
    inputs: [polled([entryOf(1, from, 'TypingStarted'), entryOf(2, from, 'TypingStopped')])],
    events: [received([entryOf(1, from, 'TypingStarted'), entryOf(2, from, 'TypingStopped')])],
    state: { agentsTyping: [] },
  })),
  {
    title: 'E11: typing of a bot is no agent’s, also where only his joining said so',
    given: given.active({ participants: { agents: {}, bots: { 5: true }, clientLeft: false } }),
    inputs: [polled([entryOf(1, { ...plainRobo, type: 'Agent' }, 'TypingStarted')])],
    events: [received([entryOf(1, { ...plainRobo, type: 'Bot' }, 'TypingStarted')])],
    state: { agentsTyping: [] },
  },
]);
