import type { Operation } from './faults.js';
import { ModelChat, type Said } from './modelChat.js';
import { type HttpServer, type Question, type Reply, twice } from './question.js';

/** In what servers of this API may differ. */
export interface V3Habits {
  /** An index asks for what stands at it, too. */
  readonly inclusive: boolean;
  /** A poll waits at the server until there is something to say. */
  readonly holds: boolean;
}

const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const tokenOf = (chatId: string, place: number): string =>
  `${base64({ alg: 'HS256' })}.${base64({ sessionId: chatId, participantId: 'P1', transportId: `T${place}` })}.x`;

const good = (data: object): Reply => ({ status: 200, body: { status: { code: 0 }, data } });

const bad = (status: number, code: string, ended = false): Reply => ({
  status,
  body: { status: { code, message: code }, ...(ended && { data: { messages: [], chatEnded: true } }) },
});

/** The v3 API: a request without an index gets what has not been handed out. */
export class V3Chats implements HttpServer {
  readonly chats: ModelChat[] = [];
  readonly #habits: V3Habits;
  readonly #handed = new Map<ModelChat, number>();

  constructor(habits: V3Habits) {
    this.#habits = habits;
  }

  /** `<ms>-<seq>`: the seq counts those of one ms. */
  indexOf({ log }: ModelChat, { place, at }: Said): string {
    const before = log.slice(0, place - 1).filter((said) => said.at === at).length;
    return `${at}-${before}`;
  }

  read(url: string, { method, headers, body }: Parameters<HttpServer['read']>[1]): Question {
    const { pathname, searchParams } = new URL(url);
    const [, chatId = '', below = ''] = /\/sessions(?:\/([^/]+)\/(.+))?$/.exec(pathname) ?? [];
    const token = headers.get('x-nexus-client-key') ?? '';
    const form = new URLSearchParams(body);
    const type = form.get('data[type]') ?? '';
    const text = form.get('data[text]') ?? '';
    const operation: Operation =
      below === ''
        ? 'start'
        : method === 'GET'
          ? 'read'
          : method === 'DELETE'
            ? 'end'
            : type === 'Text'
              ? 'say'
              : 'typing';
    const index = searchParams.get('index');
    const count = searchParams.get('count');
    const asked = `${index ? ` index ${index}` : ''}${count ? ` count ${count}` : ''}`;
    return {
      operation,
      name: `${method} ${below || 'start'}${asked} ${text}`.trim(),
      key: token,
      act: ({ order, overlap, last }) => {
        if (operation === 'start') return this.#start();
        const chat = this.chats.find(({ id }) => id === chatId);
        if (!chat) return bad(404, 'INVALID_SESSION');
        if (!chat.keys.admits(token, order)) {
          chat.lockedOut += 1;
          return bad(401, 'AUTHENTICATION_REQUIRED');
        }
        if (operation === 'read') return this.#page(chat, token, { index, count, overlap, last });
        if (chat.ended) return bad(400, 'INVALID_REQUEST', true);
        if (operation === 'end') {
          chat.add('Client', 'ParticipantLeft', '');
          chat.end();
        } else chat.add('Client', type === 'Text' ? 'Message' : type, text);
        return this.#good(chat, token, {});
      },
      unable: () => bad(503, 'SERVER_ERROR'),
      keyIn: ({ body: said }) => /"clientToken":"([^"]+)"/.exec(JSON.stringify(said))?.[1],
    };
  }

  #start(): Reply {
    const id = `S${this.chats.length + 1}`;
    const chat = new ModelChat(id, (place) => tokenOf(id, place));
    this.chats.push(chat);
    return good({ clientToken: chat.keys.current });
  }

  /** A new token travels with each answer until the page has it. */
  #good(chat: ModelChat, token: string, data: object): Reply {
    chat.answering();
    const { current } = chat.keys;
    return good({ ...data, chatEnded: chat.ended, ...(current !== token && { clientToken: current }) });
  }

  #page(
    chat: ModelChat,
    token: string,
    asked: {
      readonly index: string | null;
      readonly count: string | null;
      readonly overlap?: number;
      readonly last?: boolean;
    },
  ): Reply | undefined {
    const { index, count, last } = asked;
    // A server that begins with what stands at the index is taken for an inclusive one.
    const overlap = asked.overlap === 1 && !this.#habits.inclusive ? 2 : (asked.overlap ?? 0);
    const { log } = chat;
    const place = index === null ? -1 : log.findIndex((said) => this.indexOf(chat, said) === index);
    const inclusive = this.#habits.inclusive ? 0 : 1;
    const from = index === null ? (this.#handed.get(chat) ?? 0) : place + inclusive;
    const begins = count === null ? from : Math.max(0, log.length - Number(count));
    if (this.#habits.holds && count === null && begins >= log.length && !chat.ended && !last) return undefined;
    this.#handed.set(chat, log.length);
    const messages = log.slice(Math.max(0, begins - overlap)).map((said) => this.#word(chat, said));
    return this.#good(chat, token, { messages: asked.overlap === undefined ? messages : twice(messages) });
  }

  #word(chat: ModelChat, said: Said): object {
    const { type, text, by, at } = said;
    return {
      index: this.indexOf(chat, said),
      type: type === 'Message' ? 'Text' : type,
      text,
      utcTime: at,
      from: {
        nickname: by === 'Agent' ? 'Ann' : 'Jo',
        type: by === 'Agent' ? 'Agent' : 'Customer',
        participantId: by === 'Agent' ? 'A1' : 'P1',
      },
    };
  }
}
