import type { Conversation } from '../conversation/conversation.js';
import type { Conversations } from '../conversation/conversations.js';
import type { TranscriptEvent } from '../conversation/transcriptEvent.js';
import { gmsAnswer } from '../gms/gmsAnswer.js';
import type { BayeuxClient } from './bayeux.js';

/** How far a chat was at some time. */
export interface ChatMark {
  readonly nextPosition: number;
  readonly ended: boolean;
}

/** To whom each chat speaks. */
export interface Attachments {
  /** The chat speaks to this client from now on, and first of what happened since. */
  attach(chat: Conversation, client: BayeuxClient, since: ChatMark): void;
  /** Whatever the chats say while this acts is said as `spoil` has it. */
  spoiling<Result>(spoil: (body: unknown) => unknown, act: () => Result): Result;
  clear(): void;
}

/** Pushes every event of a chat to the client that last attached, and says when the chat is over. */
export const attachments = (conversations: Conversations): Attachments => {
  const clients = new Map<string, BayeuxClient>();
  const asItIs = (body: unknown): unknown => body;
  let spoiled = asItIs;
  const tell = (chat: Conversation, events: readonly TranscriptEvent[]): void =>
    clients.get(chat.chatId)?.push(spoiled(gmsAnswer(chat, events).body));
  const tellEnd = (chat: Conversation): void => {
    tell(chat, []);
    clients.delete(chat.chatId);
  };

  conversations.onChange((change) => {
    const chat = conversations.find(change.chatId);
    if (chat === undefined) return;
    if (change.kind === 'event') tell(chat, [change.event]);
    if (change.kind === 'ended') tellEnd(chat);
  });
  return {
    attach(chat, client, since) {
      if (since.ended) return;
      clients.set(chat.chatId, client);
      for (const event of chat.eventsFrom(since.nextPosition)) tell(chat, [event]);
      if (chat.ended) tellEnd(chat);
    },
    spoiling(spoil, act) {
      spoiled = spoil;
      try {
        return act();
      } finally {
        spoiled = asItIs;
      }
    },
    clear: () => clients.clear(),
  };
};
