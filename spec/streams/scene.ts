import { noTrouble } from '../../streams/connection.js';
import { GrowingList } from '../../streams/growingList.js';
import type { Occurrence, TakenEntry, TakenFrame } from '../../streams/inputs.js';
import type { Participants } from '../../streams/participants.js';
import { type Active, type Ending, type Idle, idle, type Restoring, type Starting } from '../../streams/state.js';
import { TransportFailure } from '../../transports/failures.js';
import type { ChatMessage, Frame, MessageIndex, Sender } from '../../transports/frames.js';
import { messageOf, scriptedSession } from '../../transports/scripted.js';

const sender = (type: string, id: number | string, name: string): Sender => ({ id, name, type });

export const customer = sender('Client', 1, 'Jo');
export const ann = sender('Agent', 2, 'Ann');
export const bob = sender('Agent', 3, 'Bob');
export const sue = sender('Supervisor', 4, 'Sue');
export const robo = sender('Bot', 5, 'Robo');
/** The same bot in a message that does not say what he is. */
export const plainRobo = sender('External', 5, 'Robo');

/** A message that a server sent, beside its JSON. */
export const entryOf = (
  index: MessageIndex | undefined,
  from: Sender,
  type = 'Message',
  parts: Partial<ChatMessage> = {},
): TakenEntry => {
  const message = messageOf({ from, type, ...(index === undefined ? {} : { index }), ...parts });
  return { message, original: { json: `of ${type} ${index}` } };
};

export const messagesOf = (entries: readonly TakenEntry[]): ChatMessage[] => entries.map(({ message }) => message);
export const originalsOf = (entries: readonly TakenEntry[]): unknown[] => entries.map(({ original }) => original);

/** A good answer with these entries. */
export const frameWith = (entries: readonly TakenEntry[] = [], parts: Partial<TakenFrame> = {}): TakenFrame => ({
  entries,
  chatEnded: false,
  answer: { statusCode: 0 },
  ...parts,
});

export const session = scriptedSession;
export const { sessionId } = session;

/** Agents and bots who are in the chat from the start, since 1 ms. */
const presentAs = (people: readonly Sender[]): Participants => {
  const agents = people.filter(({ type }) => type === 'Agent' || type === 'Supervisor');
  const bots = people.filter(({ type }) => type === 'Bot');
  return {
    clientLeft: false,
    agents: Object.fromEntries(agents.map((from) => [String(from.id), presentAgent(from)])),
    bots: Object.fromEntries(bots.map(({ id }) => [String(id), true])),
  };
};

/** What getAgents says of somebody who is here since 1 ms. */
export const presentAgent = ({ name, type }: Sender) => ({
  name,
  connected: true,
  supervisor: type === 'Supervisor',
  connectedTime: 1,
  disconnectedTime: false as const,
});

/** What getAgents says of somebody who came at 1 ms and went. */
export const goneAgent = (from: Sender, disconnectedTime: number) => ({
  ...presentAgent(from),
  connected: false,
  disconnectedTime,
});

const memory = idle({});

/** What has been seen of a chat of which only the last index is given: that, and on GMS all before it. */
const seenUpTo = (last: MessageIndex | undefined): MessageIndex[] => {
  if (typeof last === 'number') return Array.from({ length: last }, (_, place) => place + 1);
  return last === undefined ? [] : [last];
};

/** A chat that runs and polls, with these people beside the customer. */
const active = (parts: Partial<Omit<Active, 'status'>> = {}, ...people: readonly Sender[]): Active => ({
  ...memory,
  status: 'active',
  session,
  keysFrom: 0,
  transcript: new GrowingList(),
  originals: new GrowingList(),
  shown: new GrowingList(),
  seen: new GrowingList(seenUpTo(parts.lastIndex)),
  unread: '',
  polling: true,
  typing: false,
  sleeping: false,
  agentsTyping: [],
  trouble: noTrouble,
  participants: presentAs(people),
  ...parts,
});

/** States to begin a row with. */
export const given = {
  idle: (parts: Partial<Omit<Idle, 'status'>> = {}): Idle => ({ ...memory, ...parts }),
  starting: (parts: Partial<Omit<Starting, 'status'>> = {}): Starting => ({ ...memory, ...parts, status: 'starting' }),
  restoring: (parts: Partial<Omit<Restoring, 'status'>> = {}): Restoring => ({
    ...memory,
    ...parts,
    status: 'restoring',
  }),
  active,
  ending: (parts: Partial<Omit<Ending, 'status'>> = {}, ...people: readonly Sender[]): Ending => ({
    ...active({ polling: false, ...parts }, ...people),
    status: 'ending',
  }),
};

type Heard = Occurrence<'heard'>;

/** A good poll. */
export const polled = (entries: readonly TakenEntry[] = [], parts: Partial<TakenFrame> = {}): Heard => ({
  kind: 'heard',
  sessionId,
  poll: true,
  frame: frameWith(entries, parts),
});

export const pollFailed = (failure: TransportFailure): Heard => ({
  kind: 'heard',
  sessionId,
  poll: true,
  failure,
});

/** A command's good answer. */
export const answered = (parts: Partial<TakenFrame> = {}): Heard => ({
  kind: 'heard',
  sessionId,
  poll: false,
  frame: frameWith([], parts),
});

export const commandFailed = (failure: TransportFailure): Heard => ({
  kind: 'heard',
  sessionId,
  poll: false,
  failure,
});

/** How requests fail. */
export const failures = {
  offline: new TransportFailure('Offline', 'no answer'),
  timedOut: new TransportFailure('TimedOut', 'no answer in time'),
  statusCode1: new TransportFailure('Refused', 'not now', { status: 200, statusCode: 1 }),
  http500: new TransportFailure('Refused', 'broken', { status: 500 }),
  http503: new TransportFailure('Refused', 'busy', { status: 503 }),
  http404: new TransportFailure('Refused', 'nowhere', { status: 404 }),
  http429: new TransportFailure('Refused', 'too often', { status: 429, retryAfter: 1000 }),
  garbled: new TransportFailure('Garbled', 'no JSON', { status: 200, path: '$' }),
  statusCode2: new TransportFailure('Refused', 'never', { status: 200, statusCode: 2, errors: [{ code: 249 }] }),
  longPreview: new TransportFailure('Refused', 'too long', { status: 400, errors: [{ code: 204, advice: '4000' }] }),
};

/** statusCode 2 with `chatEnded`. */
export const endedFailure = (frame: Partial<Frame> = {}): TransportFailure =>
  new TransportFailure('Refused', 'over', {
    status: 200,
    statusCode: 2,
    errors: [{ code: 249 }],
    frame: { ...frameWith(), chatEnded: true, ...frame },
  });
