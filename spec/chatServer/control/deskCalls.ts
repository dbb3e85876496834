import type { Desk } from '../desk.js';
import { type DeskResults, deskOver } from '../deskOver.js';
import { maybe, number, type Take, text } from './args.js';
import { deskFile, expected, extras, newcomer, noticeExtras } from './shapes.js';

/** The calls of a desk, each with its arguments as they came. */
export type DeskCalls = {
  readonly [Name in keyof DeskResults]: (args: readonly unknown[]) => Promise<DeskResults[Name]>;
};

/** `chatId, participantId`, with which most calls begin. */
const person = ([chatId, participantId]: readonly unknown[]): [string, number] => [
  text(chatId, 'chatId'),
  number(participantId, 'participantId'),
];

const spoken =
  <Result>(
    act: (chatId: string, participantId: number, words: string, rest: unknown) => Promise<Result>,
    what: string,
  ) =>
  async (args: readonly unknown[]): Promise<Result> =>
    act(...person(args), text(args[2], what), args[3]);

const withChat =
  <Value, Result>(act: (chatId: string, value: Value) => Promise<Result>, take: Take<Value>, what: string) =>
  async ([chatId, value]: readonly unknown[]): Promise<Result> =>
    act(text(chatId, 'chatId'), take(value, what));

const nothing: Take<undefined> = () => undefined;

/** Takes the arguments, or rejects with a sentence that names the one that is wrong. */
export const deskCalls = (desk: Desk): DeskCalls => ({
  'desk/sessions': () => desk.sessions(),
  'desk/transcript': withChat(desk.transcript, nothing, ''),
  'desk/join': withChat(desk.join, newcomer, 'newcomer'),
  'desk/type': async (args) => desk.type(...person(args), maybe(text)(args[2], 'preview')),
  'desk/stopTyping': async (args) => desk.stopTyping(...person(args)),
  'desk/say': spoken((chat, id, words, more) => desk.say(chat, id, words, maybe(extras)(more, 'extras')), 'text'),
  'desk/pushUrl': spoken((chat, id, url) => desk.pushUrl(chat, id, url), 'url'),
  'desk/notice': spoken(
    (chat, id, words, more) => desk.notice(chat, id, words, maybe(noticeExtras)(more, 'extras')),
    'text',
  ),
  'desk/sendFile': async (args) => desk.sendFile(...person(args), deskFile(args[2], 'file')),
  'desk/leave': async (args) => desk.leave(...person(args)),
  'desk/end': withChat(desk.end, nothing, ''),
  'desk/idleAlert': withChat(desk.idleAlert, number, 'secondsLeft'),
  'desk/rotateKeys': withChat(desk.rotateKeys, maybe(number), 'spare'),
  'desk/expireToken': withChat(desk.expireToken, nothing, ''),
  'desk/lose': withChat(desk.lose, nothing, ''),
  'desk/preview': withChat(desk.preview, nothing, ''),
  'desk/heard': withChat(desk.heard, expected, 'expected'),
  'desk/requests': async ([chatId]) => desk.requests(maybe(text)(chatId, 'chatId')),
  'desk/clearRequests': () => desk.clearRequests(),
});

/** The same desk, for those who may call it with anything. */
export const checkedDesk = (desk: Desk): Desk => {
  const calls = deskCalls(desk);
  return deskOver((name, args) => calls[name](args), desk.watch);
};
