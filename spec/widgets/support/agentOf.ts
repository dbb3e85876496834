import type { ChatServer } from '../../chatServer/chatServer.js';
import type { TranscriptEvent } from '../../chatServer/conversation/transcriptEvent.js';
import type { Expected, Newcomer } from '../../chatServer/desk.js';

/** The chat that goes on, once somebody has begun one. */
export const chatAt = async ({ desk }: ChatServer): Promise<string> => {
  let tell = (_chatId: string): void => {};
  const begun = new Promise<string>((resolve) => {
    tell = resolve;
  });
  const unwatch = await desk.watch((change) => change.kind === 'started' && tell(change.chatId));
  const going = (await desk.sessions()).find(({ ended }) => !ended);
  if (going) tell(going.chatId);
  const chatId = await begun;
  unwatch();
  return chatId;
};

/** Somebody on the contact centre's side. */
export interface AgentOf {
  readonly chatId: string;
  say(text: string): Promise<unknown>;
  leave(): Promise<unknown>;
  end(): Promise<void>;
  /** Waits for what the customer does. */
  hears(expected: Expected): Promise<TranscriptEvent>;
}

/** Enters the chat that goes on, once there is one. */
export const agentOf = async (
  chats: ChatServer,
  { name = 'Ann', role = 'Agent' }: Partial<Newcomer> = {},
): Promise<AgentOf> => {
  const { desk } = chats;
  const chatId = await chatAt(chats);
  const id = await desk.join(chatId, { name, role });
  return {
    chatId,
    say: (text) => desk.say(chatId, id, text),
    leave: () => desk.leave(chatId, id),
    end: () => desk.end(chatId),
    hears: (expected) => desk.heard(chatId, { fromType: 'Client', ...expected }),
  };
};
