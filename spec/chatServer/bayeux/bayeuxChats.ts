import type { Conversations } from '../conversation/conversations.js';
import { Refusal } from '../conversation/refusal.js';
import { textOf } from '../http/form.js';
import { garble } from '../http/garble.js';
import type { LocalWeather, Strike } from '../localWeather.js';
import type { RequestLog } from '../requestLog.js';
import type { ServerClock } from '../serverClock.js';
import type { Operation } from '../weather.js';
import { attachments } from './attachments.js';
import { type Hear, type Publication, UNKNOWN_CLIENT } from './bayeux.js';
import { bayeuxForm } from './bayeuxForm.js';
import { type Asked, bayeuxWords } from './bayeuxWords.js';

export interface BehindBayeux {
  readonly conversations: Conversations;
  readonly weather: LocalWeather;
  readonly log: RequestLog;
  readonly clock: ServerClock;
}

/** The chats, as Bayeux clients have them. */
export interface BayeuxChats {
  readonly hear: Hear;
  /** No chat speaks to any client any more. */
  detach(): void;
}

const operations: ReadonlyMap<string, Operation> = new Map([
  ['requestChat', 'request'],
  ['requestNotifications', 'refresh'],
  ['refresh', 'refresh'],
  ['sendMessage', 'send'],
  ['startTyping', 'startTyping'],
  ['stopTyping', 'stopTyping'],
  ['disconnect', 'disconnect'],
  ['pushUrl', 'pushUrl'],
  ['updateNickname', 'updateNickname'],
  ['customNotice', 'customNotice'],
  ['updateData', 'updateData'],
  ['readReceipt', 'readReceipt'],
]);

const MISTYPED = ['statusCode', 'messages', 'chatEnded'];

const understand = ({ data }: Publication): Asked => {
  const form = bayeuxForm(data);
  const name = textOf(form, 'operation');
  const operation = operations.get(name);
  if (operation === undefined) {
    throw new Refusal('malformed', `operation must be one of ${[...operations.keys()].join(', ')}`);
  }
  const chatId = textOf(form, 'chatId');
  return { name, operation, form, ...(chatId !== '' && operation !== 'request' && { chatId }) };
};

const spoilerOf =
  ({ spoiled }: Strike) =>
  (body: unknown): unknown =>
    spoiled?.kind === 'garble' ? garble({ status: 200, body }, spoiled, MISTYPED).body : body;

/** Hears Bayeux publications and speaks to who attached, whatever the weather. */
export const bayeuxChats = ({ conversations, weather, log, clock }: BehindBayeux): BayeuxChats => {
  const words = bayeuxWords(conversations);
  const attached = attachments(conversations);

  const answer = async ({ client, path, headers }: Publication, asked: Asked) => {
    const began = log.note({ ...asked, path, headers, at: clock.now() });
    const strike = weather.strike(asked.operation);
    const { delay, instead, spoiled } = strike;
    if (delay?.leg === 'request') await clock.pause(delay.ms);
    if (instead?.kind === 'unknownClient') {
      // It is told so first: with its connection gone it would hear nothing.
      setImmediate(client.forget);
      return { error: UNKNOWN_CLIENT };
    }
    const lost = instead?.kind === 'dropBefore' || spoiled?.kind === 'dropAfter' || spoiled?.kind === 'truncate';
    if (lost) client.cut();
    if (instead?.kind === 'dropBefore') return {};
    const spoil = spoilerOf(strike);
    const word = attached.spoiling(spoil, () => words.say(asked, strike, began));
    // From now on: what is said while the answer is late overtakes it.
    if (word.attached) attached.attach(word.attached.chat, client, word.attached.since);
    if (delay !== undefined && delay.leg !== 'request') await clock.pause(delay.ms);
    if (!lost) {
      if (word.body !== undefined) client.push(spoil(word.body));
      word.delivered?.();
    }
    return word.ack ?? {};
  };

  return {
    async hear(publication) {
      try {
        return await answer(publication, understand(publication));
      } catch (failure) {
        publication.client.push(words.refuse(failure).body);
        return {};
      }
    },
    detach: attached.clear,
  };
};
