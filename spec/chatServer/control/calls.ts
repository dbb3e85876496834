import type { Desk } from '../desk.js';
import { parseRule } from '../parseRule.js';
import type { Weather } from '../weather.js';
import { list, maybe, number, type Take, text } from './args.js';
import { deskFile, expected, extras, newcomer, noticeExtras } from './shapes.js';

/** What the control side rules over. */
export interface Controlled {
  readonly desk: Desk;
  readonly weather: Weather;
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
  restartBayeux(): Promise<void>;
}

/** A call by its name, with the arguments as they came. */
export type ControlCall = (args: readonly unknown[]) => Promise<unknown>;

type DeskCalls = Record<`desk/${Exclude<keyof Desk, 'watch'>}`, ControlCall>;
type OtherCalls = Record<`weather/${keyof Weather}` | `server/${'goDown' | 'comeBack' | 'restartBayeux'}`, ControlCall>;

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
  <Value, Result>(
    act: (chatId: string, value: Value) => Promise<Result>,
    take: Take<Value>,
    what: string,
  ): ControlCall =>
  async ([chatId, value]) =>
    act(text(chatId, 'chatId'), take(value, what));

const nothing: Take<undefined> = () => undefined;

const deskCalls = (desk: Desk): DeskCalls => ({
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

const otherCalls = ({ weather, goDown, comeBack, restartBayeux }: Controlled): OtherCalls => ({
  'weather/set': async ([rules]) => weather.set(list(rules, 'rules').map(parseRule)),
  'weather/add': async ([rule]) => weather.add(parseRule(rule)),
  'weather/clear': () => weather.clear(),
  'server/goDown': () => goDown(),
  'server/comeBack': () => comeBack(),
  'server/restartBayeux': () => restartBayeux(),
});

/** Everything that can be asked of the control side, by path. */
export const controlCalls = (controlled: Controlled): ReadonlyMap<string, ControlCall> =>
  new Map(Object.entries({ ...deskCalls(controlled.desk), ...otherCalls(controlled) }));
