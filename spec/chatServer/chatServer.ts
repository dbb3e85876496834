import { controlHandler } from './control/controlHandler.js';
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
import type { Weather } from './weather.js';

export interface ChatServerOptions {
  /** Where customers come in. @default 0, any free port */
  readonly port?: number;
  /** Where the desk and the weather are. @default 0, any free port */
  readonly controlPort?: number;
  /** @default '127.0.0.1' */
  readonly host?: string;
  /** The same seed gives the same ids, keys and chances. @default another one each time */
  readonly seed?: number;
  readonly limits?: Partial<ChatLimits>;
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
  /** What `connectDesk` is given; answers also while the chat server is down. */
  readonly controlURL: string;
  readonly desk: Desk;
  readonly weather: Weather;
  /** Breaks every connection to customers and refuses new ones. The chats stay. */
  goDown(): Promise<void>;
  /** Takes customers again, on the same port. */
  comeBack(): Promise<void>;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
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
  const desk = localDesk({ conversations, log, clock });
  return { desk, weather, chats: chatHandler({ face: gmsFace(conversations), weather, log, clock }), stop: clock.stop };
};

/**
 * Starts a chat server that keeps its chats in memory and speaks GMS Chat API v2 over REST.
 * Rejects when a port is taken. For tests and demonstrations: whoever reaches the control port rules all chats.
 *
 * @example
 * await using server = await startChatServer({ seed: 1 });
 * const [chat] = await server.desk.sessions(); // once a customer has come to server.dataURL
 * const ann = await server.desk.join(chat.chatId, { name: 'Ann', role: 'Agent' });
 * await server.weather.add({ on: 'refresh', kind: 'status', status: 503, times: 3 });
 * await server.desk.say(chat.chatId, ann, 'Hello');
 */
export const startChatServer = async (options: ChatServerOptions = {}): Promise<ChatServer> => {
  const { host = '127.0.0.1', port = 0, controlPort = 0 } = options;
  const { desk, weather, chats, stop } = inside(options);
  const { url, goDown, comeBack } = await httpHost(chats, host, port);
  const controls = controlHandler({ desk, weather, goDown, comeBack });
  const control = await httpHost(controls, host, controlPort).catch(async (failure) => {
    await goDown();
    throw failure;
  });
  const close = async (): Promise<void> => {
    await Promise.all([goDown(), control.goDown()]);
    stop();
  };
  return {
    url,
    dataURL: url + GMS_PATH,
    controlURL: control.url,
    desk,
    weather,
    goDown,
    comeBack,
    close,
    [Symbol.asyncDispose]: close,
  };
};
