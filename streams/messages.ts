import type { ChatMessage, MessageIndex } from '../transports/frames.js';
import type { Draft } from './draft.js';
import type { TakenFrame } from './inputs.js';
import { recognised } from './outgoing.js';
import { countConnected, moved, type Role, roleOf } from './participants.js';
import { publishReceived } from './publishReceived.js';
import type { Active } from './state.js';
import { GrowingList, type TranscriptMessage } from './transcript.js';

const partsOf = (index: MessageIndex): number[] => String(index).split('-').map(Number);

/**
 * Whether a message stands behind another: numbers as such, `<ms>-<seq>` part by part.
 * Of what is neither nothing is lost: it is taken for new unless it is the same.
 */
const isAfter = (index: MessageIndex, last: MessageIndex | undefined): boolean => {
  if (last === undefined) return true;
  if (typeof index === 'number' && typeof last === 'number') return index > last;
  const [ms = 0, seq = 0] = partsOf(index);
  const [lastMs = 0, lastSeq = 0] = partsOf(last);
  return ms === lastMs ? seq > lastSeq : index !== last && !(ms < lastMs);
};

/** Whether a message of history is news: it has its place before the first that is known. */
export const isBefore = (index: MessageIndex | undefined, first: MessageIndex | undefined): boolean =>
  index !== undefined && (first === undefined || isAfter(first, index));

/** What an agent says or does that shows they no longer write. */
const endsTyping = ['Message', 'PushUrl', 'Notice', 'ParticipantLeft'];

/** Joins and leaves, and whether an agent writes. */
const take = (draft: Draft, before: Active, message: ChatMessage, role: Role): Active => {
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

/** Takes in an answer's messages: joins, leaves and typing in message order, then `messageReceived`. */
export const takeMessages = (draft: Draft, before: Active, frame: TakenFrame, restoring: boolean): Active => {
  const { entries, hookFailures = [], idleTimeCountDown } = frame;
  const messages: ChatMessage[] = [];
  const originalMessages: unknown[] = [];
  const everyOriginal: unknown[] = [];
  const withStatus: TranscriptMessage[] = [];
  let chat = before;
  let { firstIndex, lastIndex, outgoing } = chat;
  for (const failure of hookFailures) draft.publish('error', failure);
  for (const entry of entries) {
    const { message: said, original, hidden } = entry;
    const { index, from } = said;
    if (index !== undefined) {
      if (!isAfter(index, lastIndex)) continue;
      lastIndex = index;
      firstIndex ??= index;
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
  if (lastIndex !== before.lastIndex || outgoing !== before.outgoing)
    chat = { ...chat, firstIndex, lastIndex, outgoing };
  if (messages.length === 0) return chat;
  const countDown = idleTimeCountDown !== undefined && { idleTimeCountDown };
  publishReceived(draft, chat, { messages, originalMessages, restoring, ...countDown }, everyOriginal);
  return {
    ...chat,
    transcript: chat.transcript.with(messages),
    originals: chat.originals.with(originalMessages),
    shown: chat.shown.with(withStatus),
  };
};

/** Takes in a page of history: what is older than all that is known comes before it, without a word of joins and typing. */
export const takeOlder = (draft: Draft, chat: Active, frame: TakenFrame): Active => {
  const { entries, hookFailures = [] } = frame;
  const { firstIndex, transcript, originals } = chat;
  const { polls } = draft.rules;
  const older = entries.filter(({ message }) => isBefore(message.index, firstIndex));
  // Where nothing is known they are the news: no poll will tell again who has joined.
  if (older.length > 0 && firstIndex === undefined) return takeMessages(draft, chat, frame, false);
  if (older.length === 0) {
    draft.refusal = 'nothingOlder';
    return chat;
  }
  for (const failure of hookFailures) draft.publish('error', failure);
  const visible = older.filter(({ hidden }) => !hidden);
  const messages = visible.map(({ message }) => message);
  const originalMessages = visible.map(({ original }) => original);
  const shown = visible.map((entry) => recognised([], entry.message, entry, polls)[0]);
  const everyOriginal = older.map(({ original }) => original);
  if (messages.length > 0)
    publishReceived(draft, chat, { messages, originalMessages, restoring: false, oldMessages: true }, everyOriginal);
  return {
    ...chat,
    firstIndex: older[0]?.message.index,
    transcript: new GrowingList([...messages, ...transcript]),
    originals: new GrowingList([...originalMessages, ...originals]),
    shown: new GrowingList([...shown, ...chat.shown]),
  };
};
