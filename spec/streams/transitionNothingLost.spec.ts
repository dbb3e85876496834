import { GrowingList } from '../../streams/growingList.js';
import type { TakenEntry } from '../../streams/inputs.js';
import { TransportFailure } from '../../transports/failures.js';
import type { MessageIndex } from '../../transports/frames.js';
import {
  ann,
  answered,
  commandFailed,
  customer,
  entryOf,
  frameWith,
  given,
  messagesOf,
  originalsOf,
  polled,
  pollFailed,
  presentAgent,
  session,
  sessionId,
} from './scene.js';
import { type Told, transitionTable } from './transitionTable.js';

const said = (...indices: readonly (MessageIndex | undefined)[]) => indices.map((index) => entryOf(index, customer));

const received = (entries: readonly TakenEntry[], restoring = false): Told => [
  'messageReceived',
  {
    messages: messagesOf(entries).map((message) => (restoring ? { ...message, restoring } : message)),
    originalMessages: originalsOf(entries),
    restoring,
    sessionId,
  },
];

const facts = (entries: readonly TakenEntry[]) => ({
  transcript: messagesOf(entries),
  originals: originalsOf(entries),
  shown: messagesOf(entries).map((message) => ({ ...message, status: 'sent' })),
});

transitionTable('what is known is what was seen', [
  {
    title: 'E31: a message below the highest index that was never seen is delivered, in its place in every list',
    given: given.active(),
    inputs: [polled(said(1, 2, 5)), polled(said(3, 6)), polled(said(4))],
    events: [received(said(1, 2, 5)), received(said(3, 6)), received(said(4))],
    state: { seen: [1, 2, 3, 4, 5, 6], lastIndex: 6, ...facts(said(1, 2, 3, 4, 5, 6)) },
  },
  {
    title: 'E31: a message seen is not delivered again, wherever it stands',
    given: given.active(),
    inputs: [polled(said(1, 2, 5)), polled(said(3)), polled(said(1, 2, 3, 5))],
    events: [received(said(1, 2, 5)), received(said(3))],
    state: { seen: [1, 2, 3, 5] },
  },
  {
    title: 'E31: notices without an index keep their places',
    given: given.active(),
    inputs: [polled(said(1, undefined, 4)), polled(said(2))],
    events: [received(said(1, undefined, 4)), received(said(2))],
    state: facts(said(1, undefined, 2, 4)),
  },
  {
    title: 'E31, E17: hidden messages are seen, too',
    given: given.active(),
    inputs: [polled(said(1, 4)), polled(said(2).map((entry) => ({ ...entry, hidden: true }))), polled(said(2))],
    events: [received(said(1, 4))],
    state: { seen: [1, 2, 4], ...facts(said(1, 4)) },
  },
  {
    title: 'E31: in async mode what is older than the first one loaded is the history’s',
    given: given.active(),
    inputs: [polled(said('50-0', '60-0')), polled(said('40-0', '55-0'))],
    events: [received(said('50-0', '60-0')), received(said('55-0'))],
    rules: { async: true },
    state: { seen: ['50-0', '55-0', '60-0'], ...facts(said('50-0', '55-0', '60-0')) },
  },
  {
    title: 'E31: elsewhere there is no history, and it is delivered',
    given: given.active(),
    inputs: [polled(said(5)), polled(said(4))],
    events: [received(said(5)), received(said(4))],
    state: facts(said(4, 5)),
  },
  {
    title: 'E31: large times are told apart to their last digit',
    given: given.active(),
    inputs: [polled(said('16060490000000000001-0')), polled(said('16060490000000000002-0'))],
    events: [received(said('16060490000000000001-0')), received(said('16060490000000000002-0'))],
  },
  {
    title: 'E31, E8: a join that comes late is a join',
    given: given.active(),
    inputs: [polled([entryOf(3, ann)]), polled([entryOf(2, ann, 'ParticipantJoined', { timestamp: 1 })])],
    events: [
      received([entryOf(3, ann)]),
      [
        'agentConnected',
        {
          message: entryOf(2, ann, 'ParticipantJoined', { timestamp: 1 }).message,
          agents: { 2: presentAgent(ann) },
          numAgentsConnected: 1,
        },
      ],
      received([entryOf(2, ann, 'ParticipantJoined', { timestamp: 1 })]),
    ],
  },
]);

transitionTable('the position', [
  {
    title: 'E30: is what the transport says, while the message beyond it is delivered',
    given: given.active(),
    inputs: [polled(said(1, 9_999_999), { position: 1 }), polled(said(2), { position: 2 })],
    events: [received(said(1, 9_999_999)), received(said(2))],
    state: { lastIndex: 2, ...facts(said(1, 2, 9_999_999)) },
  },
  {
    title: 'E30: stays there with answers that bring nothing, whatever was seen beyond it',
    given: given.active(),
    inputs: [polled(said(1, 9_999_999), { position: 1 }), polled(), answered(), polled([entryOf(undefined, customer)])],
    events: [received(said(1, 9_999_999)), received(said(undefined))],
    state: { lastIndex: 1 },
  },
  {
    title: 'E30: never goes back',
    given: given.active({ lastIndex: 7 }),
    inputs: [polled(said(8), { position: 2 }), polled([], { position: 3 })],
    events: [received(said(8))],
    state: { lastIndex: 7 },
  },
  {
    title: 'E28: moves past a message that cannot be read',
    given: given.active({ lastIndex: 1 }),
    inputs: [polled(said(2), { position: 3 })],
    events: [received(said(2))],
    state: { lastIndex: 3 },
  },
]);

const unreadable = (text: string, path = 'messages[0]') =>
  new TransportFailure('Garbled', 'A message cannot be read', { status: 200, path, answer: { text } });

transitionTable('messages that cannot be read', [
  {
    title: 'E28: each is an error with its path, and the others are delivered',
    given: given.active(),
    inputs: [polled(said(1), { unreadable: [unreadable('a'), unreadable('b', 'messages[2]')] })],
    events: [['error', unreadable('a')], ['error', unreadable('b', 'messages[2]')], received(said(1))],
  },
  {
    title: 'E28: once, also if the server goes on sending it, beside others',
    given: given.active(),
    inputs: [
      polled([], { unreadable: [unreadable('a')] }),
      polled(said(1), { unreadable: [unreadable('a')] }),
      polled([], { unreadable: [unreadable('a'), unreadable('b')] }),
    ],
    events: [['error', unreadable('a')], received(said(1)), ['error', unreadable('b')]],
  },
  {
    title: 'E28: with a restored chat, too, and in a page of history',
    given: given.restoring(),
    inputs: [
      { kind: 'restored', session, frame: frameWith(said(5), { unreadable: [unreadable('a')] }), offline: false },
      { kind: 'olderHeard', sessionId, frame: frameWith(said(4), { unreadable: [unreadable('b')] }) },
    ],
    events: [
      ['restored', { async: false }],
      ['error', unreadable('a')],
      received(said(5), true),
      'pollingStarted',
      ['error', unreadable('b')],
      [
        'messageReceived',
        {
          messages: messagesOf(said(4)),
          originalMessages: originalsOf(said(4)),
          restoring: false,
          sessionId,
          oldMessages: true,
        },
      ],
    ],
  },
]);

const nothing = () =>
  new TransportFailure('Garbled', 'A message cannot be read', { path: 'messages[1]', answer: null });

transitionTable('messages that cannot be read, told apart', [
  {
    title: 'E28: one whose JSON is a part of another that came before is an error of its own',
    given: given.active(),
    inputs: [
      polled([], {
        unreadable: [
          new TransportFailure('Garbled', 'A message cannot be read', { answer: { from: null, type: 'Message' } }),
          nothing(),
        ],
      }),
    ],
    events: [
      [
        'error',
        new TransportFailure('Garbled', 'A message cannot be read', { answer: { from: null, type: 'Message' } }),
      ],
      ['error', nothing()],
    ],
  },
  {
    title: 'E28: once, also in pages of history that hold nothing else',
    given: given.active({ seen: new GrowingList([5]) }),
    inputs: [
      { kind: 'olderHeard', sessionId, frame: frameWith([], { unreadable: [unreadable('a')] }) },
      { kind: 'olderHeard', sessionId, frame: frameWith([], { unreadable: [unreadable('a')] }) },
    ],
    events: [['error', unreadable('a')]],
    refusal: 'nothingOlder',
  },
]);

const unauthorized = new TransportFailure('Refused', 'wrong keys', { status: 401 });
const keysOf = (secureKey: string, request: number) => ({ session: { secureKey }, request });

transitionTable('keys that overtake each other', [
  {
    title: 'E32: the answer to an earlier request does not put older keys over newer ones',
    given: given.active(),
    inputs: [answered(keysOf('C', 12)), polled(said(1), keysOf('B', 11))],
    events: [received(said(1))],
    state: { session: { ...session, secureKey: 'C' }, keysFrom: 12 },
  },
  {
    title: 'E32: the answer to a later request does',
    given: given.active(),
    inputs: [answered(keysOf('B', 11)), polled([], keysOf('C', 12))],
    events: [],
    state: { session: { ...session, secureKey: 'C' }, keysFrom: 12 },
  },
  {
    title: 'E32: what repeats the keys brings none',
    given: given.active({ keysFrom: 5 }),
    inputs: [answered(keysOf(session.secureKey ?? '', 12)), polled([], keysOf('B', 11))],
    events: [],
    state: { session: { ...session, secureKey: 'B' }, keysFrom: 11 },
  },
  {
    title: 'E32: if the server refuses the keys in a poll, those that lost are tried, and back again',
    given: given.active(),
    inputs: [
      answered(keysOf('C', 12)),
      polled([], keysOf('B', 11)),
      pollFailed(unauthorized),
      pollFailed(unauthorized),
      pollFailed(unauthorized),
    ],
    events: [
      ['error', unauthorized],
      ['error', unauthorized],
      ['error', unauthorized],
    ],
    state: { session: { ...session, secureKey: 'B' }, otherKeys: { ...session, secureKey: 'C' } },
  },
  {
    title: 'E32: a server that holds polls may give the keys of the poll last and answer it first',
    given: given.active(),
    inputs: [polled([], keysOf('D', 1)), answered(keysOf('C', 2)), pollFailed(unauthorized)],
    events: [['error', unauthorized]],
    state: { session: { ...session, secureKey: 'D' } },
  },
  {
    title: 'E32: a command that may not be carried out says nothing about the keys',
    given: given.active({ otherKeys: { ...session, secureKey: 'B' } }),
    inputs: [commandFailed(unauthorized)],
    events: [['error', unauthorized]],
    state: { session },
  },
  {
    title: 'E32: keys that the store has are taken, of this chat only',
    given: given.active({ keysFrom: 5 }),
    inputs: [
      { kind: 'keysFound', session: { ...session, secureKey: 'theirs', sessionId: 'another' } },
      { kind: 'keysFound', session: { ...session, secureKey: 'newer' } },
    ],
    events: [],
    state: { session: { ...session, secureKey: 'newer' }, keysFrom: 5 },
  },
  {
    title: 'E32: while the chat is being ended, too',
    given: given.ending({ keysFrom: 5 }),
    inputs: [answered(keysOf('B', 4)), answered(keysOf('C', 6))],
    events: [],
    state: { session: { ...session, secureKey: 'C' } },
  },
]);
