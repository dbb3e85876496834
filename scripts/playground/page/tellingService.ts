import type { TranscriptMessage, WebChatService } from '../../../lib/index.js';
import type { Row } from '../shared/row.js';
import { tellCall } from '../shared/rowOf.js';

type Commands = Pick<
  WebChatService,
  | 'startChat'
  | 'endChat'
  | 'sendMessage'
  | 'sendFilteredMessage'
  | 'sendFile'
  | 'downloadFile'
  | 'getFileLimits'
  | 'registerTypingPreviewInput'
  | 'stayActive'
  | 'restore'
  | 'fetchHistory'
>;

type Retry = NonNullable<TranscriptMessage['retry']>;

/** The commands the page uses; each call and how it went is told as rows. Rejects as the command does. */
export const tellingService = (service: Commands, tell: (row: Row) => void) => ({
  ...told(service, tell),
  /** Sends a message again that has failed. */
  retry: (message: string, retry: Retry) => tellCall(tell, 'retry', { message }, retry),
});

const told = (service: Commands, tell: (row: Row) => void): Commands => ({
  startChat: (options) => tellCall(tell, 'startChat', options, () => service.startChat(options)),
  endChat: () => tellCall(tell, 'endChat', undefined, () => service.endChat()),
  sendMessage: (options) => tellCall(tell, 'sendMessage', options, () => service.sendMessage(options)),
  sendFilteredMessage: (options) =>
    tellCall(tell, 'sendFilteredMessage', options, () => service.sendFilteredMessage(options)),
  sendFile: (options) => tellCall(tell, 'sendFile', { files: options.files }, () => service.sendFile(options)),
  downloadFile: (options) => tellCall(tell, 'downloadFile', options, () => service.downloadFile(options)),
  getFileLimits: () => tellCall(tell, 'getFileLimits', undefined, () => service.getFileLimits()),
  registerTypingPreviewInput: (options) =>
    tellCall(tell, 'registerTypingPreviewInput', options, () => service.registerTypingPreviewInput(options)),
  stayActive: () => tellCall(tell, 'stayActive', undefined, () => service.stayActive()),
  fetchHistory: () => tellCall(tell, 'fetchHistory', undefined, () => service.fetchHistory()),
  restore: () => tellCall(tell, 'restore', undefined, () => service.restore()),
});

export type TellingService = ReturnType<typeof tellingService>;
