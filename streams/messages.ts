import { compareIndexes } from '../transports/compareIndexes.js';
import type { TransportFailure } from '../transports/failures.js';
import type { ChatMessage, MessageIndex } from '../transports/frames.js';
import type { Draft } from './draft.js';
import type { TakenFrame } from './inputs.js';
import { recognised } from './outgoing.js';
import { countConnected, moved, type Role, roleOf } from './participants.js';
import { markSeen } from './seen.js';
import type { Active, Chat } from './state.js';
import { GrowingList, type TranscriptMessage } from './transcript.js';

/** Whether a message of history is new: its place is before the first one that is known. */
export const isBefore = (index: MessageIndex | undefined, first: MessageIndex | undefined): boolean =>
  index !== undefined && (first === undefined || compareIndexes(index, first) < 0);

/** What an agent says or does that shows they no longer write. */
const endsTyping = ['Message', 'PushUrl', 'Notice', 'ParticipantLeft'];

/** Joins and leaves, and whether an agent writes. */
const take = <Of extends Chat>(draft: Draft, before: Of, message: ChatMessage, role: Role): Of => {
  const { type, from } = message;
  const joins = type === 'ParticipantJoined';
  let chat = before;
  if (joins || type === 'ParticipantLeft') {
    const participants = moved(chat.participants, message, role, joins, draft.at);
    const { agents } = participants;
    const numAgentsConnected = countConnected(agents);
    draft.publish(`${role}${joins ? 'Connected' : 'Disconnected'}`, { message, agents, numAgentsConnected });
    chat = { ...chat, participants };
  }
  if (role === 'client') return { ...chat, client: from };
  if (role !== 'agent' && role !== 'supervisor') return chat;
  // Who speaks is here, also where the joining came before what was restored.
  if (!Object.hasOwn(chat.participants.agents, from.id))
    chat = { ...chat, participants: moved(chat.participants, message, role, true, draft.at) };
  const { agentsTyping } = chat;
  const starts = type === 'TypingStarted';
  if (!starts && type !== 'TypingStopped' && !(agentsTyping.includes(from.id) && endsTyping.includes(type)))
    return chat;
  draft.publish(starts ? 'agentTypingStarted' : 'agentTypingStopped', message);
  const others = agentsTyping.filter((id) => id !== from.id);
  return { ...chat, agentsTyping: starts ? [...others, from.id] : others };
};

/** A bot stays a bot, also in the messages that do not say so. */
const published = (said: ChatMessage, role: Role | undefined, restoring: boolean): ChatMessage => {
  const message = restoring ? { restoring, ...said } : said;
  const { from } = message;
  return role === 'bot' && from.type !== 'Bot' ? { ...message, from: { ...from, type: 'Bot' } } : message;
};

/** A message that cannot be read is an `error` once, also if the server sends it again and again (E28). */
const publishUnreadable = (
  draft: Draft,
  { unread }: Chat,
  failures: readonly TransportFailure[] = [],
): Chat['unread'] => {
  if (failures.length === 0) return unread;
  const texts = failures.map(({ answer }) => JSON.stringify(answer) ?? '');
  for (const [place, failure] of failures.entries()) {
    if (!unread.includes(texts[place] ?? '')) draft.publish('error', failure);
  }
  return texts;
};

/** Messages of one frame that are new and visible, in the server's order: as they are published, and as `shown` has them. */
interface Arrived {
  readonly messages: ChatMessage[];
  readonly originalMessages: unknown[];
  readonly withStatus: TranscriptMessage[];
  /** Places in these lists of messages that belong before others of the transcript. */
  readonly late: Set<number>;
}

/** Where a late message belongs: after the last one with a lower index. */
const placeOf = ({ index }: ChatMessage, list: readonly ChatMessage[]): number => {
  let place = list.length;
  const isLower = (other: MessageIndex | undefined) =>
    other !== undefined && index !== undefined && compareIndexes(other, index) < 0;
  while (place > 0 && !isLower(list[place - 1]?.index)) place--;
  return place;
};

/** The transcript's lists, which hold the same messages, with those that have arrived. */
const withArrived = (
  { transcript, originals, shown }: Chat,
  { messages, originalMessages, withStatus, late }: Arrived,
): Pick<Chat, 'transcript' | 'originals' | 'shown'> => {
  if (late.size === 0)
    return {
      transcript: transcript.with(messages),
      originals: originals.with(originalMessages),
      shown: shown.with(withStatus),
    };
  const all = [...transcript];
  const allOriginals = [...originals];
  const allShown = [...shown];
  for (const [nth, message] of messages.entries()) {
    const place = late.has(nth) ? placeOf(message, all) : all.length;
    all.splice(place, 0, message);
    allOriginals.splice(place, 0, originalMessages[nth]);
    allShown.splice(place, 0, withStatus[nth] ?? message);
  }
  return {
    transcript: new GrowingList(all),
    originals: new GrowingList(allOriginals),
    shown: new GrowingList(allShown),
  };
};

/**
 * Reads the messages of a frame: joins, leaves and typing in message order, then `messageReceived`. New is what was never seen (E31): the
 * highest index says nothing about those below it. In async mode what is older than the first one loaded comes from the history.
 */
export const takeMessages = <Of extends Chat>(draft: Draft, before: Of, frame: TakenFrame, restoring: boolean): Of => {
  const { entries, hookFailures = [], idleTimeCountDown } = frame;
  const arrived: Arrived = { messages: [], originalMessages: [], withStatus: [], late: new Set() };
  const { messages, originalMessages } = arrived;
  const first = draft.rules.async ? before.seen.at(0) : undefined;
  const marks = markSeen(before.seen);
  let chat = before;
  let { outgoing } = chat;
  for (const failure of hookFailures) draft.publish('error', failure);
  const unread = publishUnreadable(draft, chat, frame.unreadable);
  for (const entry of entries) {
    const { message: said, original, hidden } = entry;
    const { index, from } = said;
    if (first !== undefined && isBefore(index, first)) continue;
    const mark = index === undefined ? 'next' : marks.mark(index);
    if (mark === 'known') continue;
    const role = roleOf(chat.participants, from);
    const message = published(said, role, restoring);
    if (role) chat = take(draft, chat, message, role);
    const [shown, rest] = recognised(outgoing, message, entry, draft.rules.polls);
    outgoing = rest;
    if (hidden) continue;
    if (mark === 'late') arrived.late.add(messages.length);
    messages.push(message);
    originalMessages.push(original);
    arrived.withStatus.push(shown);
  }
  const lastIndex = positionAfter(chat, frame.position ?? marks.highest());
  const seen = marks.all();
  if (seen !== chat.seen || lastIndex !== chat.lastIndex || outgoing !== chat.outgoing || unread !== chat.unread)
    chat = { ...chat, seen, lastIndex, outgoing, unread };
  if (messages.length === 0) return chat;
  const { sessionId } = chat.session;
  const countDown = idleTimeCountDown !== undefined && { idleTimeCountDown };
  draft.publish('messageReceived', { messages, originalMessages, restoring, sessionId, ...countDown });
  return { ...chat, ...withArrived(chat, arrived) };
};

/** The position never goes back (E30). */
const positionAfter = ({ lastIndex }: Chat, position: MessageIndex | undefined): MessageIndex | undefined =>
  position === undefined || (lastIndex !== undefined && compareIndexes(position, lastIndex) <= 0)
    ? lastIndex
    : position;

/** Reads a page of history: what is older than all that is known comes before it, without events for joins and typing. */
export const takeOlder = (draft: Draft, chat: Active, frame: TakenFrame): Active => {
  const { entries, hookFailures = [] } = frame;
  const { seen, session, transcript, originals } = chat;
  const { polls } = draft.rules;
  const first = seen.at(0);
  const marks = markSeen(new GrowingList());
  const older = entries.filter(
    ({ message: { index } }) => index !== undefined && isBefore(index, first) && marks.mark(index) !== 'known',
  );
  // Where nothing is known they are the news: no poll will tell again who has joined.
  if (older.length > 0 && first === undefined) return takeMessages(draft, chat, frame, false);
  const unread = publishUnreadable(draft, chat, frame.unreadable);
  if (older.length === 0) {
    draft.refusal = 'nothingOlder';
    return chat;
  }
  for (const failure of hookFailures) draft.publish('error', failure);
  const visible = older.filter(({ hidden }) => !hidden);
  const messages = visible.map(({ message }) => message);
  const originalMessages = visible.map(({ original }) => original);
  const shown = visible.map((entry) => recognised([], entry.message, entry, polls)[0]);
  const { sessionId } = session;
  if (messages.length > 0)
    draft.publish('messageReceived', { messages, originalMessages, restoring: false, sessionId, oldMessages: true });
  return {
    ...chat,
    unread,
    seen: new GrowingList([...marks.all(), ...seen]),
    transcript: new GrowingList([...messages, ...transcript]),
    originals: new GrowingList([...originalMessages, ...originals]),
    shown: new GrowingList([...shown, ...chat.shown]),
  };
};
