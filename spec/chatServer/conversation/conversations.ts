import { Conversation, type Opening, type Surroundings } from './conversation.js';
import { Refusal } from './refusal.js';
import type { ChatChange } from './transcriptEvent.js';

/** All chats of a server. */
export interface Conversations {
  /** Begins a chat. */
  start(opening: Opening): Conversation;
  find(chatId: string): Conversation | undefined;
  /** The chat of that id, or a refusal. */
  get(chatId: string): Conversation;
  /** Forgets a chat, as a server does that has lost it: nobody hears of an end. */
  lose(chatId: string): void;
  /** Those that run and the last ones that ended, oldest first. */
  all(): readonly Conversation[];
  /** Hears of every change in every chat; returns what ends it. */
  onChange(listener: (change: ChatChange) => void): () => void;
}

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

export const createConversations = (around: Omit<Surroundings, 'tell'>): Conversations => {
  const { random, limits } = around;
  const chats = new Map<string, Conversation>();
  const ended: string[] = [];
  const listeners = new Set<(change: ChatChange) => void>();

  const tell = (change: ChatChange): void => {
    for (const listener of [...listeners]) listener(change);
    if (change.kind === 'ended') ended.push(change.chatId);
    const forgotten = ended.length > limits.endedChatsKept ? ended.shift() : undefined;
    if (forgotten !== undefined) chats.delete(forgotten);
  };

  const get = (chatId: string): Conversation => {
    const chat = chats.get(chatId);
    if (chat === undefined) throw new Refusal('chatGone', `There is no chat ${chatId}.`);
    return chat;
  };

  return {
    start(opening) {
      if (chats.size - ended.length >= limits.maxChats) {
        throw new Refusal('tooManyChats', 'no new chat can be started now');
      }
      const chat = new Conversation(random.word(LETTERS, 16), opening, { ...around, tell });
      chats.set(chat.chatId, chat);
      tell({ kind: 'started', chatId: chat.chatId, session: chat.facts });
      chat.begin();
      return chat;
    },
    find: (chatId) => chats.get(chatId),
    get,
    lose(chatId) {
      get(chatId).idle.stop();
      chats.delete(chatId);
      if (ended.includes(chatId)) ended.splice(ended.indexOf(chatId), 1);
    },
    all: () => [...chats.values()],
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
