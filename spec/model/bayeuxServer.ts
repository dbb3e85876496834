import type { Callback, Message } from 'cometd';
import type { BayeuxClient } from '../../transports/gmsCometd/connect.js';
import type { Fault, Faults } from './faults.js';
import type { GmsAsked, GmsChats } from './gmsChats.js';
import type { ModelChat } from './modelChat.js';
import { twice } from './question.js';
import type { Report } from './report.js';

export interface BayeuxWiring {
  readonly gms: GmsChats;
  readonly faults: Faults;
  readonly report: Report;
  /** Each push answers a /meta/connect, which begins anew: long-polling. */
  readonly longPolling: boolean;
  latency(order: number): number;
}

/** How long the server holds a /meta/connect, in ms. */
const longestHold = 25_000;

const noConnection = { connectionType: 'long-polling', httpCode: 0, reason: 'network' };

/** CometD's own patience with a request, in ms; then it says that it has failed. */
const longestWait = 3000;

const noAnswer = { connectionType: 'long-polling', httpCode: 0, reason: 'timeout' };

const textIn = (data: unknown, name: string): string => {
  const value: unknown = Reflect.get(Object(data), name);
  return typeof value === 'string' ? value : '';
};

const askedIn = (data: unknown): GmsAsked => {
  const position: unknown = Reflect.get(Object(data), 'transcriptPosition');
  return {
    name: textIn(data, 'operation'),
    chatId: textIn(data, 'chatId'),
    secureKey: textIn(data, 'secureKey'),
    message: textIn(data, 'message'),
    ...(typeof position === 'number' && { position }),
  };
};

const keyIn = (body: object): string => textIn(body, 'secureKey');

const isGood = (body: object): boolean => Reflect.get(body, 'statusCode') === 0;

/** Publications that a push answers; all others have their acknowledgement. */
const isAnswered = (name: string): boolean => /^(requestChat|requestNotifications|refresh)$/.test(name);

/** A Bayeux server with the chats of GMS behind it: it pushes, in order, to the client that asked for notifications last. */
export class BayeuxServer {
  readonly wiring: BayeuxWiring;
  readonly #attached = new Map<ModelChat, { readonly client: ModelClient; told: number; ended: boolean }>();
  readonly #clients = new Set<ModelClient>();
  #sent = 0;
  #saidAt = 0;

  constructor(wiring: BayeuxWiring) {
    this.wiring = wiring;
  }

  connect(): BayeuxClient {
    const client = new ModelClient(this);
    this.#clients.add(client);
    return client;
  }

  /** The page has gone, and what it had under way with it. */
  pageGone(): void {
    for (const client of this.#clients) client.leave();
    this.#clients.clear();
  }

  /** @returns the order of a publication, and what goes wrong with it */
  take(asked: GmsAsked): { readonly order: number; readonly fault: Fault | undefined } {
    const { gms, faults, report } = this.wiring;
    const operation = gms.operationOf(asked);
    const fault = faults.take(operation);
    const order = this.#sent++;
    if (operation === 'say') this.#saidAt = Date.now();
    report.asked(operation, order, fault);
    const { name, position, message, secureKey } = asked;
    report.trace(
      `> #${order} ${name} ${position ?? ''} ${message} ${secureKey}${fault ? ` !! ${JSON.stringify(fault)}` : ''}`,
    );
    return { order, fault };
  }

  /** Does what was published; what there is to say is pushed. */
  act(client: ModelClient, asked: GmsAsked, order: number, fault: Fault | undefined): void {
    const { gms } = this.wiring;
    const chat = gms.find(asked.chatId);
    if (fault?.kind === 'unable' && this.#isPlain(asked)) {
      client.push(gms.unable(asked));
      return;
    }
    if (fault?.kind === 'newKeys') chat?.rotate();
    const end = () => {
      chat?.add('Agent', 'Message', 'last words');
      chat?.end();
    };
    if (fault?.kind === 'ends' && fault.before) end();
    if (fault?.kind === 'overtaken' && !isAnswered(asked.name)) client.delayNext(fault.by);
    if (fault?.kind === 'overlapping' && !isAnswered(asked.name)) client.repeatNext();
    const { body, status } = gms.act(asked, { order, ...(fault?.kind === 'overlapping' && { overlap: fault.by }) });
    const refused = status === 200 ? undefined : { messages: [], chatEnded: false, statusCode: 2, ...Object(body) };
    const said = !isGood(refused ?? Object(body));
    if (isAnswered(asked.name) || said) {
      client.push(refused ?? body, fault?.kind === 'overtaken' ? fault.by : 0, asked.name !== 'refresh');
    }
    if (asked.name.startsWith('request') && !said) this.#attach(client, chat ?? gms.chats.at(-1));
    if (fault?.kind === 'ends' && !fault.before) end();
  }

  /** A push of trouble names no request: with another one under way nobody could tell whose it is. */
  #isPlain(asked: GmsAsked): boolean {
    const { gms } = this.wiring;
    const operation = gms.operationOf(asked);
    if (operation === 'read') return Date.now() - this.#saidAt > longestWait;
    return operation === 'say';
  }

  #attach(client: ModelClient, chat: ModelChat | undefined): void {
    if (!chat || chat.ended) return;
    const isNew = !this.#attached.has(chat);
    this.#attached.set(chat, { client, told: chat.log.length, ended: false });
    if (isNew) chat.onChange(() => this.#tell(chat));
  }

  #tell(chat: ModelChat): void {
    const attached = this.#attached.get(chat);
    if (!attached) return;
    const { gms } = this.wiring;
    for (; attached.told < chat.log.length; attached.told++) {
      const body = { ...gms.answer(chat, attached.told + 1), chatEnded: false };
      const [first] = Reflect.get(body, 'messages');
      attached.client.push({ ...body, messages: [first] });
    }
    if (!chat.ended || attached.ended) return;
    attached.ended = true;
    attached.client.push(gms.answer(chat));
  }
}

/** What a page has of CometD, connected to the server in memory. */
class ModelClient implements BayeuxClient {
  readonly #server: BayeuxServer;
  readonly #listeners = new Set<{ readonly channel: string; readonly tell: Callback }>();
  #state: 'new' | 'connected' | 'over' = 'new';
  /** When the newest push arrives: what is pushed later does not arrive before it. */
  #last = 0;
  #delay = 0;
  #twice = false;
  #hold: ReturnType<typeof setTimeout> | undefined;

  constructor(server: BayeuxServer) {
    this.#server = server;
  }

  addListener(channel: string, tell: Callback): object {
    const listener = { channel, tell };
    this.#listeners.add(listener);
    return listener;
  }

  removeListener(handle: object): void {
    for (const listener of this.#listeners) if (listener === handle) this.#listeners.delete(listener);
  }

  configure(): void {}

  getAdvice = () => ({ reconnect: 'retry' as const });

  getClientId = () => (this.#state === 'connected' ? 'B1' : '');

  #emit(channel: string, said: object): void {
    const message: Message = { channel, ...said };
    for (const listener of [...this.#listeners]) if (listener.channel === channel) listener.tell(message);
  }

  #later(ms: number, work: () => void): void {
    setTimeout(() => {
      if (this.#state !== 'over') work();
    }, ms);
  }

  get #way(): number {
    return this.#server.wiring.latency(0);
  }

  handshake(...given: readonly unknown[]): void {
    const shaken = given.find((each) => typeof each === 'function');
    const { faults, report } = this.#server.wiring;
    report.trace('> handshake');
    const tell = (message: object) => {
      if (typeof shaken === 'function') Reflect.apply(shaken, undefined, [{ channel: '/meta/handshake', ...message }]);
    };
    this.#later(2 * this.#way, () => {
      if (faults.outage) return tell({ successful: false, failure: noConnection });
      this.#state = 'connected';
      tell({ successful: true });
      this.#later(2 * this.#way, () => this.#live());
    });
  }

  /** Whether the chat has answered this client's request for what it pushes. */
  #follows = false;

  /** An answer to /meta/connect; the next is asked for at once. */
  #live(): void {
    this.#server.wiring.report.trace('. /meta/connect');
    clearTimeout(this.#hold);
    this.#hold = setTimeout(() => this.#live(), longestHold);
    this.#emit('/meta/connect', { successful: true });
  }

  publish(_channel: string, data: unknown, ...given: readonly unknown[]): void {
    const asked = askedIn(data);
    const { order, fault } = this.#server.take(asked);
    const { latency, report } = this.#server.wiring;
    const acknowledge = (ack: object) => {
      report.trace(`< #${order} ${JSON.stringify(ack)}`);
      const told = given.find((each) => typeof each === 'function');
      const message = { channel: '/meta/publish', ...ack };
      this.#emit('/meta/publish', message);
      if (typeof told === 'function') Reflect.apply(told, undefined, [message]);
    };
    if (fault?.kind === 'lost' && fault.hangs) {
      this.#later(longestWait, () => acknowledge({ successful: false, failure: noAnswer }));
    }
    const back = (ack: object, ms = 0) => this.#later(latency(order) + ms, () => acknowledge(ack));
    this.#later(latency(order) + (fault?.kind === 'slow' ? fault.up : 0), () => {
      if (fault?.kind === 'status') return back({ successful: false, error: `${fault.status}::the server cannot` });
      if (fault?.kind === 'forgotten') return back({ successful: false, error: '402::Unknown client' });
      const arrives = !((fault?.kind === 'lost' || fault?.kind === 'cut') && !fault.acted);
      if (arrives) this.#server.act(this, asked, order, fault);
      if (fault?.kind === 'cut') return this.cut();
      if (fault?.kind !== 'lost') return back({ successful: true }, fault?.kind === 'slow' ? fault.down : 0);
      if (!fault.hangs) back({ successful: false, failure: noConnection });
    });
  }

  /** The next push comes so many ms later, what is pushed after it does not wait. */
  delayNext(ms: number): void {
    this.#delay = ms;
  }

  /** The next push comes twice. */
  repeatNext(): void {
    this.#twice = true;
  }

  /**
   * @param overtakenBy how many ms later it comes than what is pushed after it
   * @param follows from then on the client hears what is pushed
   */
  push(body: object, overtakenBy = 0, follows = false): void {
    const { report, latency, longPolling, faults, gms } = this.#server.wiring;
    const late = overtakenBy || this.#delay;
    this.#delay = 0;
    const bodies = this.#twice ? twice([body]) : [body];
    this.#twice = false;
    const at = Math.max(Date.now() + latency(this.#last % 97), this.#last);
    if (!late) this.#last = at;
    for (const each of bodies) {
      this.#later(at - Date.now() + late, () => {
        if (faults.outage) return this.cut();
        report.trace(`< push ${JSON.stringify(each)}`);
        if (isGood(each) && follows) this.#follows = true;
        report.answered(each, this.#follows);
        // What is pushed later is newer.
        for (const { keys } of gms.chats) keys.delivered('', keyIn(each), report.sent);
        this.#emit(channelName, { data: JSON.parse(JSON.stringify(each)) });
        if (longPolling) this.#live();
      });
    }
  }

  /** The connection breaks; what is on its way is lost. */
  cut(): void {
    if (this.#state !== 'connected') return;
    this.leave();
    this.#server.wiring.report.trace('x cut');
    this.#emit('/meta/connect', { successful: false, failure: noConnection });
  }

  leave(): void {
    this.#state = 'over';
    clearTimeout(this.#hold);
  }

  disconnect(): void {
    this.#server.wiring.report.trace('> disconnect');
    this.leave();
  }
}

/** Where chats are spoken. */
export const channelName = '/service/chatV2/model';
