import type { EventType, JsonRecord, TranscriptEvent } from '../conversation/transcriptEvent.js';

/** What a file's `mime` and `url` are, where an event brings one. */
export interface V3File {
  readonly mime: string;
  /** Relative to the data URL without its last step. */
  readonly url: string;
}

const typeOf = (type: EventType): string => {
  switch (type) {
    case 'Message':
      return 'Text';
    case 'FileUploaded':
      return 'structured';
    case 'ParticipantJoined':
    case 'ParticipantLeft':
    case 'TypingStarted':
    case 'TypingStopped':
    case 'PushUrl':
      return type;
    default:
      return 'Notice';
  }
};

/** v3 does not say that somebody is a bot. */
const unmarked = ({ eventAttributes }: TranscriptEvent): JsonRecord => {
  const open = Object.entries(eventAttributes ?? {}).filter(([name]) => name !== 'GCTI_SYSTEM');
  return open.length === 0 ? {} : { eventAttributes: Object.fromEntries(open) };
};

const contentOf = ({ mime, url }: V3File): JsonRecord => ({
  content: [{ type: mime.startsWith('image/') ? 'image' : 'file', mime, url }],
});

/** An event of the transcript as v3 words it. */
export const v3Message = (
  event: TranscriptEvent,
  index: string,
  customer: string,
  file: V3File | undefined,
): JsonRecord => {
  const { type, text, utcTime, userData, from } = event;
  const isCustomer = from.type === 'Client';
  return {
    index,
    type: typeOf(type),
    ...(text !== undefined && type !== 'PushUrl' && { text }),
    ...(type === 'PushUrl' && { url: text }),
    from: {
      nickname: from.nickname,
      type: isCustomer ? 'Customer' : from.type,
      participantId: isCustomer ? customer : String(from.participantId),
    },
    utcTime,
    ...(userData && { userData }),
    ...unmarked(event),
    ...(file && contentOf(file)),
  };
};
