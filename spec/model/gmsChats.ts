import type { Operation } from './faults.js';
import { ModelChat, type Said } from './modelChat.js';
import { type Acting, type HttpServer, type Question, type Reply, twice } from './question.js';

const wordOf = ({ place, at, type, text, by }: Said): object => ({
  index: place,
  type,
  ...(text && { text }),
  utcTime: at,
  from: { nickname: by === 'Agent' ? 'Ann' : 'Jo', type: by, participantId: by === 'Agent' ? 2 : 1 },
});

/** The good answer: the newest keys, and messages from a position on, where one was asked for. */
const answer = (chat: ModelChat, from?: number, overlap?: number): object => {
  const position = from === undefined || from === -1 ? from : Math.max(1, from - (overlap ?? 0));
  const said = position === undefined ? [] : position === -1 ? chat.log.slice(-1) : chat.log.slice(position - 1);
  const messages = said.map(wordOf);
  return {
    statusCode: 0,
    chatEnded: chat.ended,
    chatId: chat.id,
    userId: 'U1',
    secureKey: chat.keys.current,
    alias: `of-${chat.keys.current}`,
    nextPosition: chat.log.length + 1,
    messages: overlap === undefined ? messages : twice(messages),
  };
};

const trouble = (statusCode: 1 | 2, chatEnded: boolean, chatId: string, errors: readonly object[] = []): object => ({
  messages: [],
  chatEnded,
  statusCode,
  chatId,
  ...(errors.length > 0 && { errors }),
});

const gone = (chat: ModelChat): object =>
  trouble(2, true, chat.id, [{ code: 249, advice: 'Media server was not able to execute request' }]);

const operations: ReadonlyMap<string, Operation> = new Map([
  ['requestChat', 'start'],
  ['refresh', 'read'],
  ['requestNotifications', 'read'],
  ['send', 'say'],
  ['sendMessage', 'say'],
  ['startTyping', 'typing'],
  ['stopTyping', 'typing'],
  ['disconnect', 'end'],
]);

/** What was asked of GMS, over whatever wire. */
export interface GmsAsked {
  readonly name: string;
  readonly chatId: string;
  readonly secureKey: string;
  readonly message: string;
  readonly position?: number;
}

/** GMS Chat API v2: positions, and keys that change. */
export class GmsChats {
  readonly chats: ModelChat[] = [];

  operationOf({ name }: GmsAsked): Operation {
    return operations.get(name) ?? 'typing';
  }

  find(chatId: string): ModelChat | undefined {
    return this.chats.find(({ id }) => id === chatId);
  }

  start(): ModelChat {
    const place = this.chats.length + 1;
    const chat = new ModelChat(`C${place}`, (key) => `key-${place}-${key}`);
    this.chats.push(chat);
    return chat;
  }

  /** @returns what is answered, with the HTTP status that goes with it */
  act(asked: GmsAsked, { order, overlap }: Acting): Reply {
    if (asked.name === 'requestChat') return { status: 200, body: answer(this.start(), 1) };
    const chat = this.find(asked.chatId);
    if (!chat) return { status: 200, body: trouble(2, true, asked.chatId, [{ code: 249, advice: 'no such chat' }]) };
    if (!chat.keys.admits(asked.secureKey, order)) {
      chat.lockedOut += 1;
      return { status: 401, body: { errors: [{ code: 401, advice: `${asked.secureKey} opens nothing` }] } };
    }
    const { position } = asked;
    const reads = this.operationOf(asked) === 'read';
    // An ended chat tells its last words until they have been asked for.
    if (chat.ended && (!reads || (position ?? 1) > chat.log.length)) return { status: 200, body: gone(chat) };
    this.#do(chat, asked);
    chat.answering();
    return { status: 200, body: answer(chat, position, overlap) };
  }

  #do(chat: ModelChat, { name, message }: GmsAsked): void {
    if (name === 'send' || name === 'sendMessage') chat.add('Client', 'Message', message);
    if (name === 'startTyping') chat.add('Client', 'TypingStarted', message);
    if (name === 'stopTyping') chat.add('Client', 'TypingStopped', message);
    if (name === 'disconnect') {
      chat.add('Client', 'ParticipantLeft', '');
      chat.end();
    }
  }

  unable({ chatId }: GmsAsked): object {
    return trouble(1, false, chatId);
  }

  answer(chat: ModelChat, from?: number, overlap?: number): object {
    return answer(chat, from, overlap);
  }
}

const keyIn = ({ body }: Reply): string | undefined => {
  const key: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'secureKey') : undefined;
  return typeof key === 'string' ? key : undefined;
};

/** The same over REST. */
export const gmsServer = (gms: GmsChats): HttpServer => ({
  read(url, { body }): Question {
    const [, chatId = '', name = 'requestChat'] = /\/chat\/model(?:\/([^/]+)\/(\w+))?\/?$/.exec(url) ?? [];
    const form = new URLSearchParams(body);
    const position = form.get('transcriptPosition');
    const asked: GmsAsked = {
      name,
      chatId,
      secureKey: form.get('secureKey') ?? '',
      message: form.get('message') ?? '',
      ...(position !== null && { position: Number(position) }),
    };
    return {
      operation: gms.operationOf(asked),
      name: `${name}${position === null ? '' : ` from ${position}`}${asked.message && ` ${asked.message}`}`,
      key: asked.secureKey,
      act: (acting) => gms.act(asked, acting),
      unable: () => ({ status: 200, body: gms.unable(asked) }),
      keyIn,
    };
  },
});
