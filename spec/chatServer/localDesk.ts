import type { Conversation } from './conversation/conversation.js';
import type { Conversations } from './conversation/conversations.js';
import type { TranscriptEvent } from './conversation/transcriptEvent.js';
import type { ChatRequest, Desk, Expected } from './desk.js';
import type { RequestLog } from './requestLog.js';
import type { ServerClock } from './serverClock.js';

interface Behind {
  readonly conversations: Conversations;
  readonly log: RequestLog;
  readonly clock: ServerClock;
}

const fits =
  ({ type, text, fromType, after = 0 }: Expected) =>
  (event: TranscriptEvent): boolean =>
    event.index > after &&
    (type === undefined || event.type === type) &&
    (text === undefined || event.text === text) &&
    (fromType === undefined || event.from.type === fromType);

const missed = (chat: Conversation, { within = 5000, ...expected }: Expected, why: string): Error => {
  const lines = chat.eventsFrom(1).map(({ index, type, from, text = '' }) => {
    return `  ${index} ${type} from ${from.type} ${from.nickname}${text && `: ${text.slice(0, 80)}`}`;
  });
  return new Error(`${why} ${JSON.stringify(expected)}. There was:\n${lines.slice(-20).join('\n')}`);
};

const hear = ({ conversations, clock }: Behind, chatId: string, expected: Expected): Promise<TranscriptEvent> => {
  const chat = conversations.get(chatId);
  const { after = 0, within = 5000 } = expected;
  const there = chat.eventsFrom(after + 1).find(fits(expected));
  if (there !== undefined) return Promise.resolve(there);
  return new Promise((resolve, reject) => {
    const give = (why: string) => () => {
      forget();
      reject(missed(chat, expected, why));
    };
    const cancel = clock.after(within, give(`Within ${within} ms nobody heard`), give('The server closed before'));
    const forget = conversations.onChange((change) => {
      if (change.kind !== 'event' || change.chatId !== chatId || !fits(expected)(change.event)) return;
      forget();
      cancel();
      resolve(change.event);
    });
  });
};

const speech = ({ conversations }: Behind) => {
  const chat = (chatId: string) => conversations.get(chatId);
  return {
    join: async (chatId, { name, role, styleEvery }) => chat(chatId).join(name, role, styleEvery),
    type: async (chatId, id, text = '') => chat(chatId).post({ type: 'TypingStarted', text }, id),
    stopTyping: async (chatId, id) => chat(chatId).post({ type: 'TypingStopped' }, id),
    say: async (chatId, id, text, extras) => chat(chatId).post({ ...extras, type: 'Message', text }, id),
    pushUrl: async (chatId, id, url) => chat(chatId).post({ type: 'PushUrl', text: url }, id),
    notice: async (chatId, id, text, extras) => chat(chatId).post({ type: 'Notice', ...extras, text }, id),
    sendFile: async (chatId, id, { name, content, type = 'application/octet-stream' }) => {
      const bytes = new Uint8Array(Buffer.from(content, 'base64'));
      return chat(chatId).bring({ name, type, bytes }, {}, id);
    },
    leave: async (chatId, id) => chat(chatId).leave(id),
    end: async (chatId) => chat(chatId).end(),
  } satisfies Partial<Desk>;
};

/** The desk inside the server. */
export const localDesk = (behind: Behind): Desk => {
  const { conversations, log } = behind;
  const copy = (request: ChatRequest): ChatRequest => structuredClone(request);
  return {
    ...speech(behind),
    sessions: async () => conversations.all().map(({ facts }) => structuredClone(facts)),
    transcript: async (chatId) => structuredClone(conversations.get(chatId).eventsFrom(1)),
    idleAlert: async (chatId, secondsLeft) => conversations.get(chatId).warn(secondsLeft),
    rotateKeys: async (chatId, spare) => conversations.get(chatId).keys.rotate(spare),
    expireToken: async (chatId) => conversations.get(chatId).keys.expire(),
    lose: async (chatId) => conversations.lose(chatId),
    preview: async (chatId) => conversations.get(chatId).preview,
    heard: async (chatId, expected) => hear(behind, chatId, expected),
    requests: async (chatId) => log.list(chatId).map(copy),
    clearRequests: async () => log.clear(),
    watch: async (listener) =>
      conversations.onChange((change) => queueMicrotask(() => listener(structuredClone(change)))),
  };
};
