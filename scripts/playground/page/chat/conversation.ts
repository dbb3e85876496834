import { map, merge } from 'rxjs';
import { CommandRejected, type TranscriptMessage, type WebChatService } from '../../../../lib/index.js';
import { type Line, type LineFile, lineOf } from '../line.js';
import { type LineList, lineList } from '../lineList.js';
import { quietly } from '../quietly.js';
import { refusalOf } from '../refusalOf.js';
import { saveBlob } from '../saveBlob.js';
import type { TellingService } from '../tellingService.js';
import { typingDots } from '../typingDots.js';
import { type Aside, aside } from './aside.js';
import { type Composer, composer } from './composer.js';
import { type Uploads, uploads } from './uploads.js';

/** What is said, and where one writes. */
export interface Conversation {
  readonly list: LineList;
  readonly typing: HTMLElement;
  readonly composer: Composer;
  readonly uploads: Uploads;
}

const isLine = (line: Line | undefined): line is Line => line !== undefined;

/** @param again sends a failed one again */
const toLine = (message: TranscriptMessage, again: (message: TranscriptMessage) => Promise<void>): Line | undefined => {
  const { from, index, status, key = index === undefined ? undefined : `${index}`, reason, retry } = message;
  const mine = from.type === 'Client';
  const line = lineOf({ ...message, mine, who: from.name || (mine ? 'You' : from.type) });
  const failed = reason && { why: refusalOf(reason), ...(retry && { again: () => again(message) }) };
  return line && { ...line, key, status, ...failed };
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

const listOf = (calls: TellingService, noFiles: string | undefined): LineList => {
  const download = async ({ id, name }: LineFile): Promise<void> =>
    saveBlob(await calls.downloadFile({ fileId: id, fileName: name }), name);
  return lineList(
    'Conversation',
    {
      ...(!noFiles && { download: (file) => quietly(download(file)) }),
      stay: () => quietly(calls.stayActive()),
    },
    'No messages yet. What is said appears here.',
  );
};

/** What never was on its way stands nowhere yet; all else is in the transcript, with its reason. */
const tellRefused = async (sending: Promise<unknown>, { refused }: Aside): Promise<void> => {
  try {
    await sending;
  } catch (error) {
    if (error instanceof CommandRejected) refused(refusalOf(error));
  }
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
  const list = listOf(calls, noFiles);
  const beside = aside(list.tail);
  const files = uploads(calls, service.uploads$, list.tail);
  const again = async ({ text, retry }: TranscriptMessage): Promise<void> => {
    if (retry) await tellRefused(calls.retry(text, retry), beside);
  };
  service.transcript$.subscribe((all) => list.show([...all].map((each) => toLine(each, again)).filter(isLine)));
  service.events.started$.subscribe(beside.clear);
  const writer = composer({
    label: 'Message to the agent',
    canHide: true,
    noFiles,
    attach: files.send,
    send(message, hidden) {
      if (hidden) beside.hidden(() => calls.sendFilteredMessage({ message, regex: literally(message) }));
      else void tellRefused(calls.sendMessage({ message }), beside);
    },
  });
  quietly(calls.registerTypingPreviewInput({ input: writer.input }));
  return { list, typing: watchTyping(service), composer: writer, uploads: files };
};
