import type { SeededRandom } from '../seededRandom.js';
import type { ServerClock } from '../serverClock.js';
import { type BroughtFile, FileShelf } from './fileShelf.js';
import { type IdleTimes, IdleWatch } from './idleWatch.js';
import { KeyRing } from './keyRing.js';
import type { ChatLimits } from './limits.js';
import { botStyle, CUSTOMER, fromOf, isMarked, type Party, People, SYSTEM } from './people.js';
import { Refusal } from './refusal.js';
import type {
  ChatChange,
  EventDraft,
  EventType,
  JsonRecord,
  Role,
  SessionFacts,
  TranscriptEvent,
} from './transcriptEvent.js';

/** Who opens a chat, and with what. */
export interface Opening {
  readonly name: string;
  readonly form: Readonly<Record<string, string>>;
  readonly userData: JsonRecord;
}

/** What a conversation needs around it. */
export interface Surroundings {
  readonly random: SeededRandom;
  readonly clock: ServerClock;
  readonly limits: ChatLimits;
  readonly idle: IdleTimes;
  readonly tell: (change: ChatChange) => void;
}

const BREAKS_SILENCE: readonly EventType[] = ['Message', 'PushUrl', 'FileUploaded', 'ParticipantJoined'];

/** One chat: who is in it, what was said, what opens it. Knows no API. */
export class Conversation {
  readonly chatId: string;
  readonly userId: string;
  readonly limits: ChatLimits;
  readonly keys: KeyRing;
  readonly files: FileShelf;
  readonly idle: IdleWatch;
  readonly #opening: Opening;
  readonly #startedAt: number;
  readonly #around: Surroundings;
  readonly #people: People;
  readonly #events: TranscriptEvent[] = [];
  #userData: JsonRecord;
  #preview = '';
  #ended = false;

  constructor(chatId: string, opening: Opening, around: Surroundings) {
    const { random, clock, limits, idle } = around;
    this.chatId = chatId;
    this.userId = random.word('0123456789ABCDEF', 16);
    this.limits = limits;
    this.keys = new KeyRing(random);
    this.files = new FileShelf(random, limits);
    this.idle = new IdleWatch(
      clock,
      idle,
      (seconds) => this.#alert(seconds),
      () => this.#closeIdle(),
    );
    this.#opening = opening;
    this.#startedAt = clock.now();
    this.#around = around;
    this.#userData = opening.userData;
    this.#people = new People(opening.name);
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** The customer, as events name them. */
  get customer(): TranscriptEvent['from'] {
    return fromOf(this.#people.customer);
  }

  /** The position after the last event. */
  get nextPosition(): number {
    return this.#events.length + 1;
  }

  /** What the customer has typed and not sent. */
  get preview(): string {
    return this.#preview;
  }

  get facts(): SessionFacts {
    return {
      chatId: this.chatId,
      ended: this.#ended,
      startedAt: this.#startedAt,
      userData: this.#userData,
      form: this.#opening.form,
      participants: this.#people.facts,
    };
  }

  /** The events from a position on; -1: the last one only. */
  eventsFrom(position: number): readonly TranscriptEvent[] {
    return position === -1 ? this.#events.slice(-1) : this.#events.slice(Math.max(0, position - 1));
  }

  /** Writes into the transcript that the customer is here. */
  begin(): void {
    this.post({ type: 'ParticipantJoined' });
  }

  /** Lets somebody in, and returns the new participant's id. */
  join(name: string, role: Exclude<Role, 'Client'>, styleEvery = false): number {
    this.#mustBeOpen();
    const party = this.#people.enter(name, role, styleEvery);
    this.#append(party, { type: 'ParticipantJoined' });
    return party.participantId;
  }

  leave(participantId: number): TranscriptEvent {
    const party = this.#present(participantId);
    party.present = false;
    return this.#append(party, { type: 'ParticipantLeft' });
  }

  /** Puts into the transcript what a participant says or does; the customer where none is named. */
  post(draft: EventDraft, participantId = CUSTOMER): TranscriptEvent {
    const party = this.#present(participantId);
    if (participantId === CUSTOMER && draft.type === 'Message') this.showPreview('');
    return this.#append(party, draft);
  }

  /** Takes a file in and says so in the transcript; a customer's only within the limits. */
  bring(file: BroughtFile, userData: JsonRecord, participantId = CUSTOMER): TranscriptEvent {
    const byCustomer = this.#present(participantId).role === 'Client';
    if (byCustomer && this.limits.needAgent && !this.has('Agent')) {
      throw new Refusal('agentMissing', 'files can be sent when an agent is in the chat');
    }
    const facts = this.files.put(file, byCustomer);
    return this.post({ type: 'FileUploaded', text: file.name, userData: { ...userData, ...facts } }, participantId);
  }

  /** Gives the customer another name. */
  rename(name: string): void {
    this.#present(CUSTOMER).name = name;
    this.post({ type: 'NicknameUpdated', text: name });
  }

  /** Somebody with this role is in the chat. */
  has(role: Role): boolean {
    return this.#people.has(role);
  }

  attach(userData: JsonRecord): void {
    this.#mustBeOpen();
    this.#userData = { ...this.#userData, ...userData };
    this.#around.tell({ kind: 'userData', chatId: this.chatId, userData: this.#userData });
  }

  showPreview(text: string): void {
    if (text === this.#preview) return;
    this.#preview = text;
    this.#around.tell({ kind: 'preview', chatId: this.chatId, text });
  }

  /** Warns an idle customer; the chat closes after so many seconds of further silence. */
  warn(secondsLeft: number): void {
    this.#mustBeOpen();
    this.idle.alert(secondsLeft);
  }

  /** Ends the chat: everybody leaves, the customer last; with `silently` the transcript says nothing of it. */
  end(silently = false): void {
    if (this.#ended) return;
    for (const party of this.#people.presentCustomerLast) {
      party.present = false;
      if (!silently) this.#append(party, { type: 'ParticipantLeft' });
    }
    this.#ended = true;
    this.idle.stop();
    this.#around.tell({ kind: 'ended', chatId: this.chatId });
  }

  #present(participantId: number): Party {
    this.#mustBeOpen();
    const party = this.#people.present(participantId);
    if (party !== undefined) return party;
    throw new Refusal('malformed', `Nobody in chat ${this.chatId} has the id ${participantId}.`);
  }

  #mustBeOpen(): void {
    if (this.#ended) throw new Refusal('chatGone', `Chat ${this.chatId} has ended.`);
  }

  #append(party: Party, draft: EventDraft): TranscriptEvent {
    // A copy of the JSON it is: what the caller does with its objects later does not rewrite the transcript.
    const said: EventDraft = JSON.parse(JSON.stringify(draft));
    const event: TranscriptEvent = {
      from: fromOf(party),
      index: this.nextPosition,
      ...said,
      ...(isMarked(party, said) && { eventAttributes: { ...said.eventAttributes, ...botStyle } }),
      utcTime: this.#around.clock.now(),
    };
    this.#events.push(event);
    if (BREAKS_SILENCE.includes(event.type)) this.idle.touch();
    this.#around.tell({ kind: 'event', chatId: this.chatId, event });
    return event;
  }

  #alert(secondsLeft: number): void {
    const userData = { 'next-idle-timer-type': 'CLOSE', 'next-idle-timer-secs': String(secondsLeft) };
    this.#append(SYSTEM, { type: 'IdleAlert', userData });
  }

  #closeIdle(): void {
    this.#append(SYSTEM, { type: 'IdleClose' });
    this.end();
  }
}
