import { map, merge } from 'rxjs';
import type { ChatMessage, WebChatService } from '../../../../lib/index.js';
import { type Line, type LineFile, lineOf } from '../line.js';
import { type LineList, lineList } from '../lineList.js';
import { quietly } from '../quietly.js';
import { saveBlob } from '../saveBlob.js';
import type { TellingService } from '../tellingService.js';
import { typingDots } from '../typingDots.js';
import { type Composer, composer } from './composer.js';
import { outgoing } from './outgoing.js';
import { type Uploads, uploads } from './uploads.js';

/** What is said, and where one writes. */
export interface Conversation {
  readonly list: LineList;
  readonly typing: HTMLElement;
  readonly composer: Composer;
  readonly uploads: Uploads;
}

const isLine = (line: Line | undefined): line is Line => line !== undefined;

const toLine = (message: ChatMessage): Line | undefined => {
  const { type, name } = message.from;
  const mine = type === 'Client';
  return lineOf({ ...message, mine, who: name || (mine ? 'You' : type) });
};

const literally = (text: string): RegExp => new RegExp(`^${text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`);

/** Who writes at the other end, as the events tell it. */
const watchTyping = ({ events }: WebChatService): HTMLElement => {
  const dots = typingDots();
  const { agentTypingStarted$, agentTypingStopped$, agentTypingTimeout$, ended$ } = events;
  merge(
    agentTypingStarted$.pipe(map(({ from }) => `${from.name || 'The agent'} is typing`)),
    merge(agentTypingStopped$, agentTypingTimeout$, ended$).pipe(map(() => undefined)),
  ).subscribe(dots.show);
  return dots.element;
};

const watchedList = (service: WebChatService, calls: TellingService, noFiles: string | undefined): LineList => {
  const download = async ({ id, name }: LineFile): Promise<void> =>
    saveBlob(await calls.downloadFile({ fileId: id, fileName: name }), name);
  const list = lineList(
    'Conversation',
    {
      ...(!noFiles && { download: (file) => quietly(download(file)) }),
      stay: () => quietly(calls.stayActive()),
    },
    'No messages yet. What is said appears here.',
  );
  service.transcript$.subscribe((transcript) => list.show([...transcript].map(toLine).filter(isLine)));
  return list;
};

/**
 * The customer's half of a chat.
 * @param noFiles why there are none
 */
export const conversation = (
  service: WebChatService,
  calls: TellingService,
  noFiles: string | undefined,
): Conversation => {
  const list = watchedList(service, calls, noFiles);
  const sent = outgoing(list.tail);
  const files = uploads(calls, service.uploads$, list.tail);
  const deliver = (message: string, hidden: boolean): Promise<unknown> =>
    hidden ? calls.sendFilteredMessage({ message, regex: literally(message) }) : calls.sendMessage({ message });
  service.events.messageReceived$.subscribe(({ messages }) => {
    for (const { from, text } of messages) if (from.type === 'Client') sent.arrived(text);
  });
  service.events.started$.subscribe(sent.clear);
  const writer = composer({
    label: 'Message to the agent',
    canHide: true,
    noFiles,
    attach: files.send,
    send: (text, hidden) => quietly(sent.send(text, hidden, () => deliver(text, hidden))),
  });
  quietly(calls.registerTypingPreviewInput({ input: writer.input }));
  return { list, typing: watchTyping(service), composer: writer, uploads: files };
};
