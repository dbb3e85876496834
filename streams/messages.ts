import { compareIndexes } from '../transports/compareIndexes.js';
import type { ChatMessage, MessageIndex } from '../transports/frames.js';
import { sortedByIndex } from '../transports/sortedByIndex.js';
import type { Draft } from './draft.js';
import { GrowingList } from './growingList.js';
import type { TakenFrame } from './inputs.js';
import { recognised } from './outgoing.js';
import { countConnected, moved, type Role, roleOf } from './participants.js';
import { publishReceived } from './publishReceived.js';
import { markSeen } from './seen.js';
import type { Chat } from './state.js';
import type { TranscriptMessage } from './transcript.js';

/** Whether a message of history is new: its place is before the first one that is known. */
export const isBefore = (index: MessageIndex | undefined, first: MessageIndex | undefined): boolean =>
  index !== undefined && (first === undefined || compareIndexes(index, first) < 0);

/** What an agent says or does that shows they no longer write. */
const endsTyping = ['Message', 'PushUrl', 'Notice', 'ParticipantLeft'];

/** The customer ends the chat: its end publishes who leaves, in the order of C6; the last messages do not (E27). */
const isEndedHere = ({ state }: Draft): boolean => state.status === 'ending' && !state.byServer;

/** Joins and leaves, and whether an agent writes. */
const take = <Of extends Chat>(draft: Draft, before: Of, message: ChatMessage, role: Role): Of => {
  const { type, from } = message;
  const joins = type === 'ParticipantJoined';
  let chat = before;
  if (joins || (type === 'ParticipantLeft' && !isEndedHere(draft))) {
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

/**
 * Publishes filters and preprocessors that threw; and messages that cannot be read, each as `error` once, even if the server sends it
 * again and again (E28). Returns the messages to remember for that.
 */
export const publishFailures = (draft: Draft, { unread: before }: Chat, frame: TakenFrame): string => {
  const { hookFailures = [], unreadable = [] } = frame;
  let unread = before;
  for (const failure of hookFailures) draft.publish('error', failure);
  for (const failure of unreadable) {
    const text = `\n${JSON.stringify(failure.answer)}\n`;
    if (unread.includes(text)) continue;
    draft.publish('error', failure);
    unread = (unread + text).slice(-longestUnread);
  }
  return unread;
};

/** How much of the messages that could not be read is remembered, in characters. */
const longestUnread = 10_000;

/** A list with more items: at its end, or, with `order`, all items in that order of their places. */
const joined = <Item>(
  list: GrowingList<Item>,
  items: readonly Item[],
  order: readonly number[] | undefined,
): GrowingList<Item> => {
  if (!order) return list.with(items);
  const all = [...list, ...items];
  return new GrowingList(order.flatMap((place) => all.slice(place, place + 1)));
};

/** The index of the last message that has one. */
const lastIn = (entries: TakenFrame['entries']): MessageIndex | undefined =>
  entries.reduce<MessageIndex | undefined>((last, { message: { index } }) => index ?? last, undefined);

/**
 * Reads the messages of a frame: joins, leaves and typing in message order, then `messageReceived`. A message is new
 * if it was never seen (E31): the highest index says nothing about those below it. In async mode, messages before the first one that
 * was loaded come with the history.
 */
export const takeMessages = <Of extends Chat>(draft: Draft, before: Of, frame: TakenFrame, restoring: boolean): Of => {
  const { entries, idleTimeCountDown } = frame;
  const messages: ChatMessage[] = [];
  const originalMessages: unknown[] = [];
  const everyOriginal: unknown[] = [];
  const withStatus: TranscriptMessage[] = [];
  const first = draft.rules.async ? before.seen.at(0) : undefined;
  const marks = markSeen(before.seen);
  let chat = before;
  let { outgoing } = chat;
  let late = false;
  const unread = publishFailures(draft, chat, frame);
  for (const entry of entries) {
    const { message: said, original, hidden } = entry;
    const { index, from } = said;
    if (index !== undefined) {
      const mark = first !== undefined && isBefore(index, first) ? 'known' : marks.mark(index);
      if (mark === 'known') continue;
      late ||= mark === 'late';
    }
    const role = roleOf(chat.participants, from);
    const message = published(said, role, restoring);
    if (role) chat = take(draft, chat, message, role);
    const [shown, rest] = recognised(outgoing, message, entry, draft.rules.polls);
    outgoing = rest;
    everyOriginal.push(original);
    if (hidden) continue;
    messages.push(message);
    originalMessages.push(original);
    withStatus.push(shown);
  }
  const lastIndex = positionAfter(chat, frame.position ?? lastIn(entries));
  const seen = marks.all();
  if (seen !== chat.seen || lastIndex !== chat.lastIndex || outgoing !== chat.outgoing || unread !== chat.unread)
    chat = { ...chat, seen, lastIndex, outgoing, unread };
  if (messages.length === 0) return chat;
  const countDown = idleTimeCountDown !== undefined && { idleTimeCountDown };
  publishReceived(draft, chat, { messages, originalMessages, restoring, ...countDown }, everyOriginal);
  return withVisible(chat, { messages, originalMessages, withStatus, late });
};

/** The visible messages of a frame. */
interface Visible {
  readonly messages: readonly ChatMessage[];
  readonly originalMessages: readonly unknown[];
  readonly withStatus: readonly TranscriptMessage[];
  /** Some belong before messages that are known. */
  readonly late: boolean;
}

const withVisible = <Of extends Chat>(chat: Of, { messages, originalMessages, withStatus, late }: Visible): Of => {
  const order = late ? orderOf([...chat.transcript, ...messages]) : undefined;
  return {
    ...chat,
    transcript: joined(chat.transcript, messages, order),
    originals: joined(chat.originals, originalMessages, order),
    shown: joined(chat.shown, withStatus, order),
  };
};

const orderOf = (messages: readonly ChatMessage[]): readonly number[] =>
  sortedByIndex([...messages.keys()], (place) => messages[place]?.index);

/** The position never goes back (E30). */
const positionAfter = ({ lastIndex }: Chat, position: MessageIndex | undefined): MessageIndex | undefined =>
  position === undefined || (lastIndex !== undefined && compareIndexes(position, lastIndex) <= 0)
    ? lastIndex
    : position;
