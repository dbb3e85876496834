import type { Conversation } from '../conversation/conversation.js';
import type { Conversations } from '../conversation/conversations.js';
import { Refusal } from '../conversation/refusal.js';
import { gmsAnswer } from '../gms/gmsAnswer.js';
import { GMS_PATH, gmsFace } from '../gms/gmsFace.js';
import type { Answer } from '../http/answer.js';
import { happening } from '../http/chatHandler.js';
import { type Form, recordOf } from '../http/form.js';
import type { Strike } from '../localWeather.js';
import type { Operation } from '../weather.js';
import type { ChatMark } from './attachments.js';
import type { Ack } from './bayeux.js';
import { namedByKey } from './namedByKey.js';

/** A publication that is understood. */
export interface Asked {
  /** As it is called here; several may be the same operation. */
  readonly name: string;
  readonly operation: Operation;
  readonly chatId?: string;
  readonly form: Form;
}

/** What is said to a publication. */
export interface Word {
  readonly ack?: Ack;
  /** Pushed to whoever published. */
  readonly body?: unknown;
  /** The chat from which the publisher hears from now on. */
  readonly attached?: { readonly chat: Conversation; readonly since: ChatMark };
  /** Called once the word is out. */
  readonly delivered?: () => void;
}

/** Acts on publications, and words what is said to them. */
export interface BayeuxWords {
  /** Acts as the weather lets it. */
  say(asked: Asked, strike: Strike, began: (chatId: string) => void): Word;
  refuse(failure: unknown): Word;
}

/** Those that are answered by a push; of all others the acknowledgement is the answer. */
const ANSWERED = ['requestChat', 'requestNotifications', 'refresh'];
/** Those that make the publisher the one to whom the chat speaks. */
const ATTACHING = ['requestChat', 'requestNotifications'];

const pathOf = (chatId: string | undefined, operation: Operation): string =>
  chatId === undefined ? GMS_PATH : `${GMS_PATH}/${chatId}/${operation}`;

/** A refusal has no HTTP status here: it is always statusCode 2. */
const trouble = ({ body }: Answer): object => ({
  messages: [],
  chatEnded: false,
  statusCode: 2,
  ...(typeof body === 'object' ? body : {}),
});

export const bayeuxWords = (conversations: Conversations): BayeuxWords => {
  const face = gmsFace(conversations);
  const refuse = (failure: unknown, chatId?: string): Word => ({ body: trouble(face.refuse(failure, chatId)) });

  const act = (asked: Asked, strike: Strike, began: (chatId: string) => void): Word => {
    const { name, operation } = asked;
    const begins = operation === 'request';
    const { chatId, form } = begins ? { ...asked, chatId: undefined } : namedByKey(conversations, asked.form);
    const call = face.recognise('POST', pathOf(chatId, operation), {});
    if (call === undefined) throw new Refusal('malformed', `${name} is no operation`);
    const seen: { chat?: Conversation } = {};
    const { body, delivered } = call.run(form, (chat) => {
      seen.chat = chat;
      began(chat.chatId);
      const userData = recordOf(form, 'userData');
      if (name === 'requestNotifications' && Object.keys(userData).length > 0 && !chat.ended) chat.attach(userData);
      happening(strike)(chat);
    });
    const { chat } = seen;
    if (chat === undefined) return { body, delivered };
    if (ANSWERED.includes(name)) {
      const since = { nextPosition: chat.nextPosition, ended: chat.ended };
      return { body, delivered, ...(ATTACHING.includes(name) && { attached: { chat, since } }) };
    }
    // New keys reach the client only by a push, and nothing else may be pushed for long.
    return { delivered, ...(strike.meanwhile?.kind === 'rotateKeys' && { body: gmsAnswer(chat, []).body }) };
  };

  return {
    refuse,
    say(asked, strike, began) {
      const { instead } = strike;
      if (instead?.kind === 'status') {
        const { status, errors = [] } = instead;
        return { ack: { error: `${status}::${errors[0]?.advice ?? 'the chat server refuses'}` } };
      }
      if (instead?.kind === 'statusCode') return { body: face.instead(instead, asked.chatId).body };
      try {
        return act(asked, strike, began);
      } catch (failure) {
        return refuse(failure, asked.chatId);
      }
    },
  };
};
