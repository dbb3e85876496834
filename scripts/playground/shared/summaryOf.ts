import type { ChatMessage, ParticipantChange, WebChatEvent } from '../../../lib/index.js';
import { dots } from './masked.js';

const clip = (text: string, length = 80): string => (text.length > length ? `${text.slice(0, length - 1)}…` : text);

const saidBy = ({ from, type, text, fileDetails, userData, content }: ChatMessage): string => {
  const who = from.name || from.type;
  if (type === 'Message') return `${who}: “${clip(text)}”`;
  if (type === 'FileUploaded' || content?.some(({ url }) => url !== undefined))
    return `${who}: file ${clip(String((fileDetails ?? userData)?.['file-name'] ?? ''))}`;
  return `${who}: ${type}${text ? ` ${clip(text, 48)}` : ''}`;
};

const change = ({ message, numAgentsConnected }: ParticipantChange): string => {
  const here = numAgentsConnected === 1 ? '1 agent here' : `${numAgentsConnected} agents here`;
  return message?.from.name ? `${message.from.name}, ${here}` : here;
};

/** One short line about what an event carries, without secrets. */
export const summaryOf = (event: WebChatEvent): string => {
  switch (event.name) {
    case 'started':
      return `chat ${event.data.sessionId}, keys ${dots}`;
    case 'restored':
      return event.data.async ? 'asynchronous' : '';
    case 'messageReceived': {
      const { messages, restoring } = event.data;
      const shown = messages.slice(0, 3).map(saidBy).join(' · ');
      const more = messages.length > 3 ? ` · and ${messages.length - 3} more` : '';
      return `${restoring ? 'restored: ' : ''}${shown}${more}`;
    }
    case 'error':
    case 'sessionLost':
      return `${event.data.kind}${event.data.status ? ` ${event.data.status}` : ''}: ${clip(event.data.message, 120)}`;
    case 'agentTypingStarted':
      return event.data.from.name;
    case 'clientConnected':
    case 'clientDisconnected':
    case 'agentConnected':
    case 'agentDisconnected':
    case 'supervisorConnected':
    case 'supervisorDisconnected':
    case 'botConnected':
    case 'botDisconnected':
      return change(event.data);
    default:
      return '';
  }
};
