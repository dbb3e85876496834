import { GrowingList } from '../../streams/growingList.js';
import type { Occurrence, TakenEntry, TakenFrame } from '../../streams/inputs.js';
import { HookFailure } from '../../streams/serviceFailure.js';
import type { MessageIndex } from '../../transports/frames.js';
import {
  ann,
  customer,
  entryOf,
  frameWith,
  given,
  messagesOf,
  originalsOf,
  polled,
  session,
  sessionId,
} from './scene.js';
import { type Told, transitionTable } from './transitionTable.js';

const older = (entries: readonly TakenEntry[], parts: Partial<TakenFrame> = {}): Occurrence<'olderHeard'> => ({
  kind: 'olderHeard',
  sessionId,
  frame: frameWith(entries, parts),
});

const received = (entries: readonly TakenEntry[], more: object = {}): Told => [
  'messageReceived',
  { messages: messagesOf(entries), originalMessages: originalsOf(entries), restoring: false, sessionId, ...more },
];
const old = (entries: readonly TakenEntry[]): Told => received(entries, { oldMessages: true });
const listed = (entries: readonly TakenEntry[]) => ({
  transcript: new GrowingList(messagesOf(entries)),
  originals: new GrowingList(originalsOf(entries)),
  seen: new GrowingList(entries.flatMap(({ message }) => message.index ?? [])),
});
const facts = (entries: readonly TakenEntry[]) => ({
  transcript: messagesOf(entries),
  originals: originalsOf(entries),
});

const said = (...indices: readonly MessageIndex[]) => indices.map((index) => entryOf(index, customer));
const known = said('100-0', '100-1', '101-0');
/** A chat that knows a page. */
const chat = () => given.active({ lastIndex: '101-0', ...listed(known) });
const hook = new HookFailure('preprocessor', new Error('mine'));

transitionTable('older messages', [
  {
    title: 'C17, E9: those before all that is known come as oldMessages, and stand before them',
    given: chat(),
    inputs: [older(said('98-0', '99-7', '100-0'))],
    events: [old(said('98-0', '99-7'))],
    state: { firstIndex: '98-0', lastIndex: '101-0', ...facts([...said('98-0', '99-7'), ...known]) },
  },
  {
    title: 'C17: page by page, with new messages between: the transcript stays in order',
    given: chat(),
    inputs: [older(said('99-0')), polled(said('102-0')), older(said('97-0', '98-0', '99-0')), polled(said('103-0'))],
    events: [old(said('99-0')), received(said('102-0')), old(said('97-0', '98-0')), received(said('103-0'))],
    state: {
      firstIndex: '97-0',
      lastIndex: '103-0',
      ...facts([...said('97-0', '98-0', '99-0'), ...known, ...said('102-0', '103-0')]),
    },
  },
  {
    title: 'C17: numbers are positions, too, 0 included',
    given: given.active({ lastIndex: 3, ...listed(said(2, 3)) }),
    inputs: [older(said(0, 1, 2, 3))],
    events: [old(said(0, 1))],
    state: { firstIndex: 0, lastIndex: 3, ...facts(said(0, 1, 2, 3)) },
  },
  ...(
    [
      ['an empty page', []],
      ['a page of the boundary alone', said('100-0')],
      ['a page of what is known', known],
      ['messages without a position', [entryOf(undefined, ann, 'Notice')]],
    ] as const
  ).map(([title, entries]) => ({
    title: `C17: ${title} holds nothing older: refused, nothing changes`,
    given: chat(),
    inputs: [older(entries)],
    events: [],
    refusal: 'nothingOlder' as const,
    state: { firstIndex: '100-0', lastIndex: '101-0', ...facts(known) },
  })),
  {
    title: 'C17: a message that a page holds twice is delivered once',
    given: chat(),
    inputs: [older(said('98-0', '98-0', '99-0'))],
    events: [old(said('98-0', '99-0'))],
    state: { firstIndex: '98-0', ...facts([...said('98-0', '99-0'), ...known]) },
  },
  {
    title: 'E17: hidden ones are older, too, without an event',
    given: chat(),
    inputs: [older(said('98-0', '99-0').map((entry) => ({ ...entry, hidden: true })))],
    events: [],
    state: { firstIndex: '98-0', ...facts(known) },
  },
  {
    title: 'E17: of a page with hidden ones the others are shown',
    given: chat(),
    inputs: [older([...said('98-0').map((entry) => ({ ...entry, hidden: true })), ...said('99-0')])],
    events: [old(said('99-0'))],
    state: { firstIndex: '98-0', ...facts([...said('99-0'), ...known]) },
  },
  {
    title: 'C17: joins, leaves and typing of the past are messages, and nothing else',
    given: chat(),
    inputs: [
      older([
        entryOf('97-0', ann, 'ParticipantJoined'),
        entryOf('98-0', ann, 'TypingStarted'),
        entryOf('99-0', ann, 'ParticipantLeft'),
      ]),
    ],
    events: [
      old([
        entryOf('97-0', ann, 'ParticipantJoined'),
        entryOf('98-0', ann, 'TypingStarted'),
        entryOf('99-0', ann, 'ParticipantLeft'),
      ]),
    ],
    state: { agents: {}, agentsTyping: [] },
  },
  {
    title: 'E14: a preprocessor that throws is an error, its message is delivered',
    given: chat(),
    inputs: [older(said('99-0'), { hookFailures: [hook] })],
    events: [['error', hook], old(said('99-0'))],
  },
  {
    title: 'C17: with nothing known yet the newest page is news, joins included; polls go on behind it',
    given: given.active(),
    inputs: [
      older([entryOf('98-0', customer, 'ParticipantJoined'), ...said('99-0')]),
      polled(said('99-0', '100-0')),
      older(said('97-0')),
    ],
    events: [
      [
        'clientConnected',
        { message: entryOf('98-0', customer, 'ParticipantJoined').message, agents: {}, numAgentsConnected: 0 },
      ],
      received([entryOf('98-0', customer, 'ParticipantJoined'), ...said('99-0')]),
      received(said('100-0')),
      old(said('97-0')),
    ],
    state: { firstIndex: '97-0', lastIndex: '100-0' },
  },
  {
    title: 'C17: with nothing said yet there is nothing older',
    given: given.active(),
    inputs: [older([])],
    events: [],
    refusal: 'nothingOlder',
    state: { firstIndex: undefined, lastIndex: undefined },
  },
  {
    title: 'E18: a page of another chat is dropped',
    given: chat(),
    inputs: [{ ...older(said('99-0')), sessionId: 'another' }],
    events: [],
    refusal: 'noSession',
    state: facts(known),
  },
  ...(['idle', 'starting', 'restoring', 'ending'] as const).map((status) => ({
    title: `E18: a page that comes to a session that is ${status} is dropped`,
    given: given[status](listed(known)),
    inputs: [older(said('99-0'))],
    events: [],
    refusal: 'noSession' as const,
    state: { status, ...facts(known) },
  })),
]);

transitionTable('positions of any kind', [
  ...(
    [
      ['0 and up', [0, 1], [1, 2], [2]],
      ['<ms>-<seq>', ['99-0', '99-1'], ['99-1', '99-2', '100-0'], ['99-2', '100-0']],
      ['texts that are neither, in the order of texts', ['alpha', 'b'], ['b', 'zulu'], ['zulu']],
      ['numbers as texts', ['9', '10'], ['9', '10', '11'], ['11']],
      ['times without a part behind', ['99', '100'], ['100', '100-1'], ['100-1']],
    ] as const
  ).map(([title, first, second, news]) => ({
    title: `E22: each is delivered once (${title})`,
    given: given.active(),
    inputs: [polled(said(...first)), polled(said(...second)), polled(said(...second.slice(-1)))],
    events: [received(said(...first)), received(said(...news))],
    state: { firstIndex: first[0], lastIndex: news.at(-1), ...facts(said(...first, ...news)) },
  })),
]);

transitionTable('an asynchronous chat goes on', [
  {
    title: 'E6, E23: restored says that it is asynchronous',
    given: given.restoring(),
    rules: { async: true },
    inputs: [{ kind: 'restored', session, frame: frameWith(), offline: false }],
    events: [['restored', { async: true }], 'pollingStarted'],
    proves: ['restored'],
  },
  {
    title: 'C17: the restored page is where history begins',
    given: given.restoring(),
    rules: { async: true },
    inputs: [
      { kind: 'restored', session, frame: frameWith(said('98-0', '99-0')), offline: false },
      older(said('97-0', '98-0')),
    ],
    events: [
      ['restored', { async: true }],
      [
        'messageReceived',
        {
          messages: messagesOf(said('98-0', '99-0')).map((message) => ({ ...message, restoring: true as const })),
          originalMessages: originalsOf(said('98-0', '99-0')),
          restoring: true,
          sessionId,
        },
      ],
      'pollingStarted',
      old(said('97-0')),
    ],
    state: { firstIndex: '97-0', lastIndex: '99-0' },
  },
]);
