/** Why the chat server refuses; each API has its own words for it. */
export type RefusalReason =
  | 'malformed'
  | 'unknownPath'
  | 'wrongMethod'
  | 'wrongContentType'
  | 'bodyTooLarge'
  | 'chatGone'
  | 'wrongKeys'
  | 'wrongApiKey'
  | 'tooManyChats'
  | 'nameMissing'
  | 'firstNameMissing'
  | 'lastNameMissing'
  | 'emailInvalid'
  | 'messageTooLong'
  | 'tooManyFiles'
  | 'fileTooLarge'
  | 'fileTypeForbidden'
  | 'fileUnknown'
  | 'agentMissing'
  | 'downloadsUsedUp';

/** The chat server will not. The message says why, and what would help. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, message: string) {
    super(message);
    this.reason = reason;
  }
}
