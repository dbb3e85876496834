import type { EventDraft, JsonRecord, Participant, Role, TranscriptEvent } from './transcriptEvent.js';

/** Somebody who is or was in a chat, as the chat itself sees it. */
export interface Party {
  readonly participantId: number;
  name: string;
  readonly role: Role;
  present: boolean;
  /** A bot that is marked as one in every event, not only where it joins. */
  readonly styleEvery: boolean;
}

export const CUSTOMER = 1;

/** Who speaks where nobody does. */
export const SYSTEM: Party = { participantId: 0, name: 'system', role: 'External', present: true, styleEvery: false };

export const botStyle: JsonRecord = { GCTI_SYSTEM: { 'party-info': { style: 'BOT' } } };

/** The event shows that its author is a bot. */
export const isMarked = ({ role, styleEvery }: Party, { type }: EventDraft): boolean =>
  role === 'Bot' && (styleEvery || type === 'ParticipantJoined');

/** A party as events name it. */
export const fromOf = ({ name, participantId, role }: Party): TranscriptEvent['from'] => ({
  nickname: name,
  participantId,
  type: role === 'Bot' ? 'External' : role,
});

/** The people of one chat, in the order they came; the customer is the first. */
export class People {
  readonly customer: Party;
  readonly #parties: Party[];

  constructor(customer: string) {
    this.customer = { participantId: CUSTOMER, name: customer, role: 'Client', present: true, styleEvery: false };
    this.#parties = [this.customer];
  }

  get facts(): readonly Participant[] {
    return this.#parties.map(({ participantId, name, role, present }) => ({ participantId, name, role, present }));
  }

  /** In the order in which they leave when the chat ends. */
  get presentCustomerLast(): readonly Party[] {
    return [...this.#parties.slice(1), this.customer].filter(({ present }) => present);
  }

  enter(name: string, role: Role, styleEvery: boolean): Party {
    const party: Party = { participantId: this.#parties.length + 1, name, role, present: true, styleEvery };
    this.#parties.push(party);
    return party;
  }

  present(participantId: number): Party | undefined {
    return this.#parties.find((party) => party.participantId === participantId && party.present);
  }

  has(role: Role): boolean {
    return this.#parties.some((party) => party.role === role && party.present);
  }
}
