import type { ParticipantChange } from '../../streams/events.js';
import type { TakenEntry } from '../../streams/inputs.js';
import {
  ann,
  bob,
  customer,
  entryOf,
  given,
  goneAgent,
  messagesOf,
  originalsOf,
  plainRobo,
  polled,
  presentAgent,
  robo,
  sessionId,
  sue,
} from './scene.js';
import { at, type Told, transitionTable } from './transitionTable.js';

const joins = (index: number, from = ann, timestamp = 1) => entryOf(index, from, 'ParticipantJoined', { timestamp });
const leaves = (index: number, from = ann, timestamp = 9) => entryOf(index, from, 'ParticipantLeft', { timestamp });

const received = (...entries: readonly TakenEntry[]): Told => [
  'messageReceived',
  { messages: messagesOf(entries), originalMessages: originalsOf(entries), restoring: false, sessionId },
];

const change = ({ message }: TakenEntry, agents: object = {}, numAgentsConnected = 0): ParticipantChange => ({
  message,
  agents: { ...agents },
  numAgentsConnected,
});

const asBot = (entry: TakenEntry): TakenEntry => ({ ...entry, message: { ...entry.message, from: robo } });

transitionTable('people come and go', [
  {
    title: 'C18: agentConnected and agentDisconnected carry the message, everybody, and how many are here',
    given: given.active(),
    inputs: [polled([joins(1)]), polled([leaves(2)])],
    events: [
      ['agentConnected', change(joins(1), { 2: presentAgent(ann) }, 1)],
      received(joins(1)),
      ['agentDisconnected', change(leaves(2), { 2: goneAgent(ann, 9) })],
      received(leaves(2)),
    ],
    state: { agents: { 2: goneAgent(ann, 9) } },
    proves: ['agentConnected', 'agentDisconnected'],
  },
  {
    title: 'supervisors count beside agents',
    given: given.active({}, ann),
    inputs: [polled([joins(1, sue)]), polled([leaves(2, sue)])],
    events: [
      ['supervisorConnected', change(joins(1, sue), { 2: presentAgent(ann), 4: presentAgent(sue) }, 2)],
      received(joins(1, sue)),
      ['supervisorDisconnected', change(leaves(2, sue), { 2: presentAgent(ann), 4: goneAgent(sue, 9) }, 1)],
      received(leaves(2, sue)),
    ],
    proves: ['supervisorConnected', 'supervisorDisconnected'],
  },
  {
    title: 'C18, E10: the customer comes and goes, and is no agent',
    given: given.active({}, ann),
    inputs: [polled([joins(1, customer)]), polled([leaves(2, customer)])],
    events: [
      ['clientConnected', change(joins(1, customer), { 2: presentAgent(ann) }, 1)],
      received(joins(1, customer)),
      ['clientDisconnected', change(leaves(2, customer), { 2: presentAgent(ann) }, 1)],
      received(leaves(2, customer)),
    ],
    state: { clientLeft: true },
    proves: ['clientConnected', 'clientDisconnected'],
  },
  {
    title: 'C18, E11: bots come and go, and are no agents',
    given: given.active(),
    inputs: [polled([joins(1, robo)]), polled([leaves(2, robo)])],
    events: [
      ['botConnected', change(joins(1, robo))],
      received(joins(1, robo)),
      ['botDisconnected', change(leaves(2, robo))],
      received(leaves(2, robo)),
    ],
    state: { agents: {} },
    proves: ['botConnected', 'botDisconnected'],
  },
  {
    title: 'E11: a bot who says so only when joining stays one',
    given: given.active(),
    inputs: [polled([joins(1, robo), entryOf(2, plainRobo), leaves(3, { ...plainRobo, type: 'Agent' })])],
    events: [
      ['botConnected', change(joins(1, robo))],
      ['botDisconnected', change(asBot(leaves(3)))],
      received(joins(1, robo), asBot(entryOf(2, plainRobo)), asBot(leaves(3))),
    ],
    state: { agents: {} },
  },
  {
    title: 'E46: where bots are not announced they come, speak and go without an event, and are no agents',
    given: given.active({}, ann),
    rules: { bots: false },
    inputs: [
      polled([joins(1, robo), entryOf(2, robo, 'TypingStarted'), entryOf(3, { ...plainRobo, type: 'Agent' })]),
      polled([leaves(4, robo)]),
    ],
    events: [
      received(joins(1, robo), entryOf(2, robo, 'TypingStarted'), asBot(entryOf(3, plainRobo))),
      received(leaves(4, robo)),
    ],
    state: { agents: { 2: presentAgent(ann) } },
  },
  {
    title: 'E46: nor does their leaving with the chat make one',
    given: given.ending({}, ann, robo),
    rules: { bots: false },
    inputs: [{ kind: 'endAnswered' }],
    events: [
      ['agentDisconnected', { agents: { 2: goneAgent(ann, 50_000) }, numAgentsConnected: 0 }],
      ['clientDisconnected', { agents: { 2: goneAgent(ann, 50_000) }, numAgentsConnected: 0 }],
      'ended',
    ],
  },
  {
    title: 'E15: an agent who leaves no longer writes',
    given: given.active({ agentsTyping: [ann.id] }, ann),
    inputs: [polled([leaves(1)])],
    events: [
      ['agentDisconnected', change(leaves(1), { 2: goneAgent(ann, 9) })],
      ['agentTypingStopped', leaves(1).message],
      received(leaves(1)),
    ],
    state: { agentsTyping: [] },
  },
  {
    title: 'C18: who comes back is connected since then',
    given: given.active({ participants: { agents: { 2: goneAgent(ann, 9) }, bots: {}, clientLeft: false } }),
    inputs: [polled([joins(1, ann, 20)])],
    events: [
      ['agentConnected', change(joins(1, ann, 20), { 2: { ...presentAgent(ann), connectedTime: 20 } }, 1)],
      received(joins(1, ann, 20)),
    ],
  },
  {
    title: 'C18: without a server’s time it is ours',
    given: given.active(),
    inputs: [
      { ...polled([entryOf(1, ann, 'ParticipantJoined')]), at: 70_000 },
      { ...polled([entryOf(2, ann, 'ParticipantLeft')]), at: 80_000 },
    ],
    events: [
      [
        'agentConnected',
        change(entryOf(1, ann, 'ParticipantJoined'), { 2: { ...presentAgent(ann), connectedTime: 70_000 } }, 1),
      ],
      received(entryOf(1, ann, 'ParticipantJoined')),
      [
        'agentDisconnected',
        change(entryOf(2, ann, 'ParticipantLeft'), { 2: { ...goneAgent(ann, 80_000), connectedTime: 70_000 } }),
      ],
      received(entryOf(2, ann, 'ParticipantLeft')),
    ],
  },
  {
    title: 'C18: who leaves without having come is known all the same',
    given: given.active(),
    inputs: [polled([leaves(1)])],
    events: [
      ['agentDisconnected', change(leaves(1), { 2: { ...goneAgent(ann, 9), connectedTime: 9 } })],
      received(leaves(1)),
    ],
  },
  {
    title: 'E17: filtered joins count',
    given: given.active(),
    inputs: [polled([{ ...joins(1), hidden: true }])],
    events: [['agentConnected', change(joins(1), { 2: presentAgent(ann) }, 1)]],
    state: { agents: { 2: presentAgent(ann) }, transcript: [] },
  },
  {
    title: 'E22: who joined in a duplicate does not join again',
    given: given.active(),
    inputs: [polled([joins(1), leaves(2)]), polled([joins(1), leaves(2)])],
    events: [
      ['agentConnected', change(joins(1), { 2: presentAgent(ann) }, 1)],
      ['agentDisconnected', change(leaves(2), { 2: goneAgent(ann, 9) })],
      received(joins(1), leaves(2)),
    ],
  },
]);

const unknown = ['External', 'System', '', '__proto__', 'constructor'].map((type) => ({ ...bob, type }));
const proto = { ...ann, id: '__proto__' };
const withProto = (agent: object): object => Object.fromEntries([['__proto__', agent]]);

transitionTable('odd people', [
  {
    title: 'an agent who speaks is here, also where nobody saw them join; nothing is published of it',
    given: given.active(),
    inputs: [polled([entryOf(1, ann, 'Message', { timestamp: 1 })])],
    events: [received(entryOf(1, ann, 'Message', { timestamp: 1 }))],
    state: { agents: { 2: presentAgent(ann) } },
  },
  ...unknown.map((from) => ({
    title: `what somebody of type '${from.type}' says is delivered, and no event is made of them`,
    given: given.active(),
    inputs: [polled([joins(1, from), entryOf(2, from, 'TypingStarted'), leaves(3, from)])],
    events: [received(joins(1, from), entryOf(2, from, 'TypingStarted'), leaves(3, from))],
    state: { agents: {}, bots: {}, clientLeft: false, agentsTyping: [] },
  })),
  {
    title: 'an agent whose id is __proto__ is an agent like any other',
    given: given.active(),
    inputs: [polled([joins(1, proto)]), polled([leaves(2, proto)])],
    events: [
      [
        'agentConnected',
        { message: joins(1, proto).message, agents: { ...withProto(presentAgent(ann)) }, numAgentsConnected: 1 },
      ],
      received(joins(1, proto)),
      [
        'agentDisconnected',
        { message: leaves(2, proto).message, agents: { ...withProto(goneAgent(ann, 9)) }, numAgentsConnected: 0 },
      ],
      received(leaves(2, proto)),
    ],
    state: { agents: withProto(goneAgent(ann, 9)) },
  },
  {
    title: 'a bot whose id is __proto__ is a bot, and nobody else becomes one',
    given: given.active(),
    inputs: [
      polled([joins(1, { ...robo, id: '__proto__' })]),
      polled([joins(2), entryOf(3, { ...bob, id: 'constructor' })]),
    ],
    events: [
      ['botConnected', change(joins(1, { ...robo, id: '__proto__' }))],
      received(joins(1, { ...robo, id: '__proto__' })),
      ['agentConnected', change(joins(2), { 2: presentAgent(ann) }, 1)],
      received(joins(2), entryOf(3, { ...bob, id: 'constructor' })),
    ],
    state: { bots: Object.fromEntries([['__proto__', true]]) },
  },
  {
    title: 'when the chat ends they leave like any other',
    given: given.ending({
      participants: {
        agents: { ...withProto(presentAgent(ann)) },
        bots: { ...Object.fromEntries([['__proto__', true]]) },
        clientLeft: true,
      },
    }),
    inputs: [{ kind: 'endAnswered' }],
    events: [
      ['botDisconnected', { agents: { ...withProto(goneAgent(ann, at)) }, numAgentsConnected: 0 }],
      ['agentDisconnected', { agents: { ...withProto(goneAgent(ann, at)) }, numAgentsConnected: 0 }],
      'ended',
    ],
  },
]);
