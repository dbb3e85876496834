import type { Conversation } from '../conversation/conversation.js';
import { Refusal } from '../conversation/refusal.js';
import type { JsonRecord, TranscriptEvent } from '../conversation/transcriptEvent.js';
import type { SeededRandom } from '../seededRandom.js';
import { compareIndexes, nextIndex, readIndex, type V3Index, writeIndex } from './v3Index.js';
import { type V3File, v3Message } from './v3Message.js';
import { uuid, type V3Tokens } from './v3Tokens.js';

/** Which messages a client asks for. */
export interface V3Page {
  /** A raw index. */
  readonly index?: string;
  readonly count?: number;
}

/** How many more requests a token serves once a newer one has been handed out. */
const SPARE = 5;

interface Admitted {
  readonly era: number;
  left: number;
}

/** A conversation as v3 sees it: who the customer is there, what lets them in, and what they have been handed. */
export class V3Session {
  readonly chat: Conversation;
  readonly participantId: string;
  readonly #random: SeededRandom;
  readonly #tokens: V3Tokens;
  readonly #admitted = new Map<string, Admitted>();
  readonly #indexes: V3Index[] = [];
  #handed = 0;

  constructor(chat: Conversation, random: SeededRandom, tokens: V3Tokens) {
    this.chat = chat;
    this.participantId = uuid(random);
    this.#random = random;
    this.#tokens = tokens;
  }

  /** A new token. */
  issue(): string {
    const { participantId, chat } = this;
    const token = this.#tokens.write({ sessionId: chat.chatId, transportId: uuid(this.#random), participantId });
    this.#admitted.set(token, { era: chat.keys.era, left: Number.POSITIVE_INFINITY });
    return token;
  }

  /** Lets a request in, and returns what to call once its answer is out. */
  admit(token: string): () => void {
    const admitted = this.#admitted.get(token);
    if (admitted === undefined || admitted.era !== this.chat.keys.era) {
      throw new Refusal('wrongKeys', 'x-nexus-client-key does not open this session');
    }
    return () => {
      admitted.left -= 1;
      if (admitted.left <= 0) this.#admitted.delete(token);
    };
  }

  /** A newer token has arrived: this one serves a few requests that are under way. */
  retire(token: string): void {
    const admitted = this.#admitted.get(token);
    if (admitted !== undefined) admitted.left = Math.min(admitted.left, SPARE);
  }

  /** The messages asked for. All but a page of history count as handed out, whether they arrive or not. */
  hand({ index, count }: V3Page): readonly JsonRecord[] {
    const events = this.chat.eventsFrom(1);
    for (const event of events.slice(this.#indexes.length)) {
      this.#indexes.push(nextIndex(this.#indexes.at(-1), event));
    }
    const asked = index === undefined ? undefined : readIndex(index);
    if (asked !== undefined && count !== undefined) {
      const end = this.#indexes.filter((each) => compareIndexes(each, asked) <= 0).length;
      return this.#words(events, Math.max(0, end - count), end);
    }
    // An index alone asks for what comes after it; a page of history ends with it.
    const from = asked ? this.#indexes.filter((each) => compareIndexes(each, asked) <= 0).length : this.#handed;
    this.#handed = events.length;
    return this.#words(events, count === undefined ? from : Math.max(0, events.length - count), events.length);
  }

  #words(events: readonly TranscriptEvent[], from: number, to: number): readonly JsonRecord[] {
    return events.slice(from, to).map((event, place) => {
      const { ms, seq } = this.#indexes[from + place] ?? nextIndex(undefined, event);
      return v3Message(event, writeIndex({ ms, seq }), this.participantId, this.#fileOf(event));
    });
  }

  #fileOf({ type, userData }: TranscriptEvent): V3File | undefined {
    const id = userData?.['file-id'];
    if (type !== 'FileUploaded' || typeof id !== 'string') return undefined;
    return { mime: this.chat.files.typeOf(id), url: `/sessions/${this.chat.chatId}/images/${id}` };
  }
}
