/// <reference lib="esnext.disposable" preserve="true" />
import { type BayeuxDoors, bayeuxDoors, COMETD_PATH, FAYE_PATH } from './bayeux/bayeuxDoors.js';
import { CHAT_NTF_PATH, chatNtfFace } from './bayeux/chatNtfFace.js';
import { checkServerOptions } from './checkServerOptions.js';
import { controlHandler } from './control/controlHandler.js';
import { checkedDesk } from './control/deskCalls.js';
import { createConversations } from './conversation/conversations.js';
import { type ChatLimits, defaultLimits } from './conversation/limits.js';
import type { Desk } from './desk.js';
import { GMS_PATH, gmsFace } from './gms/gmsFace.js';
import { chatHandler } from './http/chatHandler.js';
import { httpHost } from './http/httpHost.js';
import { localDesk } from './localDesk.js';
import { localWeather } from './localWeather.js';
import { requestLog } from './requestLog.js';
import { seededRandom } from './seededRandom.js';
import { serverClock } from './serverClock.js';
import { v3Face } from './v3/v3Face.js';
import { V3_PATH } from './v3/v3Path.js';
import { v3Sessions } from './v3/v3Sessions.js';
import type { Weather } from './weather.js';

/** Options of {@link startChatServer}. */
export interface ChatServerOptions {
  /** Where customers come in. @default 0, any free port */
  readonly port?: number;
  /** Where the desk and the weather are; answers hosts and origins of this machine only. @default 0, any free port */
  readonly controlPort?: number;
  /** @default '127.0.0.1' */
  readonly host?: string;
  /** The same seed gives the same ids, keys and chances. @default another one each time */
  readonly seed?: number;
  /** What the server allows. @default `jpeg`, `jpg`, `pdf`, `png`, `txt`, `zip`; 10 MiB a file, 95 in all, 5 files; no agent needed */
  readonly limits?: Partial<ChatLimits>;
  /** The x-api-key headers that are let in on v3. @default any, and none at all */
  readonly apiKeys?: readonly string[];
  /** Speaks CometD too; needs the packages `cometd-nodejs-server` and `faye`. @default false */
  readonly bayeux?: boolean;
  /** Faye has long-polling only. @default false */
  readonly refuseWebSockets?: boolean;
  /** Silence before an idle alert, in ms. @default never */
  readonly idleAlertAfter?: number;
  /** From an idle alert to the end of the chat, in ms. @default 45000 */
  readonly idleCloseAfter?: number;
}

/** A running chat server. */
export interface ChatServer {
  /** The origin that customers talk to. */
  readonly url: string;
  /** What a GMS client is given as its `dataURL`. */
  readonly dataURL: string;
  /** What a v3 client is given as its `dataURL`. */
  readonly v3URL: string;
  /** What `connectDesk` is given, on this machine; answers also while the chat server is down. */
  readonly controlURL: string;
  /** The agent's side of every chat: join, say, type, send files, end, look. */
  readonly desk: Desk;
  /** Bad weather on demand: late, broken, refused, garbled answers. */
  readonly weather: Weather;
  /** Breaks every connection to customers and refuses new ones. The chats stay. */
  goDown(): Promise<void>;
  /** Takes customers again, on the same port. */
  comeBack(): Promise<void>;
  /** Ends all of it; the chats are gone. */
  close(): Promise<void>;
  /** The same, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** A running chat server that speaks CometD too. */
export interface BayeuxChatServer extends ChatServer {
  /** The CometD project's server: long-polling. */
  readonly cometURL: string;
  /** Faye: long-polling, and WebSocket at the same URL with `ws:`. */
  readonly fayeURL: string;
  /** What a CometD client is given as its `apiURL`. */
  readonly apiURL: string;
  /** Breaks every Bayeux connection and forgets every Bayeux client. The chats stay. */
  restartBayeux(): Promise<void>;
}

/** The server without its doors: its chats, what rules them, and what ends it. */
const inside = ({ seed = Math.floor(Math.random() * 2 ** 32), ...options }: ChatServerOptions) => {
  const clock = serverClock();
  const conversations = createConversations({
    random: seededRandom(seed),
    clock,
    limits: { ...defaultLimits, ...options.limits },
    idle: { alertAfter: options.idleAlertAfter, closeAfter: options.idleCloseAfter ?? 45_000 },
  });
  const log = requestLog();
  // Weather draws from a sequence of its own, so that it changes no ids.
  const weather = localWeather(seededRandom(seed + 1));
  const desk = checkedDesk(localDesk({ conversations, log, clock }));
  const sessions = v3Sessions(conversations, seededRandom(seed + 2));
  const faces = [
    gmsFace(conversations),
    chatNtfFace(conversations),
    v3Face({ sessions, apiKeys: options.apiKeys }),
  ] as const;
  const behind = { conversations, weather, log, clock };
  return { behind, desk, weather, chats: chatHandler({ faces, ...behind }), stop: clock.stop };
};

/** The doors, all open. */
const open = async (options: ChatServerOptions, within: ReturnType<typeof inside>, bayeux?: BayeuxDoors) => {
  const { host = '127.0.0.1', port = 0, controlPort = 0 } = options;
  const { desk, weather, chats } = within;
  const customers = await httpHost(bayeux?.handler(chats) ?? chats, host, port, bayeux?.upgrade);
  const { goDown, comeBack } = customers;
  const restartBayeux = async (): Promise<void> => {
    if (bayeux === undefined) throw new Error('Start the chat server with `bayeux: true`: it speaks no CometD now.');
    bayeux.restart();
  };
  const controls = controlHandler({ desk, weather, goDown, comeBack, restartBayeux });
  const control = await httpHost(controls, host, controlPort).catch(async (failure) => {
    await goDown();
    throw failure;
  });
  return { customers, control, restartBayeux };
};

/**
 * Starts a chat server that keeps its chats in memory and speaks GMS Chat API v2 over REST and v3,
 * and with `bayeux` GMS over CometD.
 * Rejects when a port is taken, and with a TypeError that names an option that is wrong. For tests and demonstrations: every process and page
 * of this machine can rule all chats over the control port.
 *
 * @example
 * await using server = await startChatServer({ seed: 1 });
 * const [chat] = await server.desk.sessions(); // once a customer has come to server.dataURL
 * const ann = await server.desk.join(chat.chatId, { name: 'Ann', role: 'Agent' });
 * await server.weather.add({ on: 'refresh', kind: 'status', status: 503, times: 3 });
 * await server.desk.say(chat.chatId, ann, 'Hello');
 */
export async function startChatServer(
  options: ChatServerOptions & { readonly bayeux: true },
): Promise<BayeuxChatServer>;
export async function startChatServer(options?: ChatServerOptions): Promise<ChatServer>;
export async function startChatServer(options: ChatServerOptions = {}): Promise<ChatServer> {
  checkServerOptions(options);
  const within = inside(options);
  const bayeux = options.bayeux ? await bayeuxDoors(within.behind, options.refuseWebSockets ?? false) : undefined;
  const { customers, control, restartBayeux } = await open(options, within, bayeux).catch((failure) => {
    bayeux?.close();
    throw failure;
  });
  const { url, goDown } = customers;
  let isOver = false;
  const comeBack = async (): Promise<void> => {
    if (isOver) throw new Error('The chat server was closed; start another one.');
    await customers.comeBack();
  };
  const close = async (): Promise<void> => {
    isOver = true;
    await Promise.all([goDown(), control.goDown()]);
    bayeux?.close();
    within.stop();
  };
  const { desk, weather } = within;
  const bayeuxURLs = { cometURL: url + COMETD_PATH, fayeURL: url + FAYE_PATH, apiURL: url + CHAT_NTF_PATH };
  return {
    url,
    dataURL: url + GMS_PATH,
    v3URL: url + V3_PATH,
    ...(bayeux && { ...bayeuxURLs, restartBayeux }),
    controlURL: control.url,
    desk,
    weather,
    goDown,
    comeBack,
    close,
    [Symbol.asyncDispose]: close,
  };
}
