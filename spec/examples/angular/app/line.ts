import type { ChatMessage } from 'webchat-streams';

/** One line of the conversation, as this application shows it. */
export interface Line {
  readonly who: 'me' | 'them' | 'notice';
  readonly name: string;
  readonly text: string;
}

const noticeOf = ({ type, text, from }: ChatMessage): string | undefined => {
  const name = from.name || 'Somebody';
  switch (type) {
    case 'ParticipantJoined':
      return `${name} has joined`;
    case 'ParticipantLeft':
      return `${name} has left`;
    case 'FileUploaded':
      return `${name} sent the file ${text}`;
    default:
      return undefined;
  }
};

/** The lines of a message: one, or none where it is not for reading. */
export const linesOf = (message: ChatMessage): Line[] => {
  const { type, text, from } = message;
  const notice = noticeOf(message);
  if (notice !== undefined) return [{ who: 'notice', name: '', text: notice }];
  if (type !== 'Message' && type !== 'PushUrl') return [];
  return [{ who: from.type === 'Client' ? 'me' : 'them', name: from.name, text }];
};
