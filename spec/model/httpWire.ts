import type { Fault, Faults } from './faults.js';
import type { ModelChat } from './modelChat.js';
import type { HttpServer, Question, Reply } from './question.js';
import type { Report } from './report.js';

/** How long a server holds a poll at the most, in ms. */
const longestHold = 20_000;

/** What the wire needs to know. */
export interface Wiring {
  readonly server: HttpServer;
  readonly chats: readonly ModelChat[];
  readonly faults: Faults;
  readonly report: Report;
  /** The server is careful with requests without an index: it notices if the page has gone, and gets no request twice. */
  readonly careful?: boolean;
  /** ms that a leg takes, by how many were sent before. */
  latency(order: number): number;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const never = new Promise<never>(() => {});

const textOf = (body: BodyInit | null | undefined): string => (typeof body === 'string' ? body : '');

/**
 * A response whose body is there, or breaks off, without a turn of the event loop: in virtual time nobody would wait for it.
 * Without a `body` there is nothing that would have to be read as a stream.
 */
const responseOf = ({ status, headers }: Reply, text: string, breaksOff = false): Response => {
  const read = async (): Promise<string> => {
    if (breaksOff) throw new TypeError('terminated');
    return text;
  };
  const bytes = async () => new TextEncoder().encode(await read());
  const response = new Response(null, { status, headers });
  const members = {
    body: breaksOff ? new ReadableStream() : null,
    text: read,
    json: async () => JSON.parse(await read()),
    bytes,
    arrayBuffer: async () => (await bytes()).buffer,
    blob: async () => new Blob([await read()]),
    clone: () => responseOf({ status, body: text, headers }, text, breaksOff),
  };
  for (const [name, value] of Object.entries(members)) Object.defineProperty(response, name, { value });
  return response;
};

/** One exchange on its way. */
class Exchange {
  readonly #wiring: Wiring;
  readonly #question: Question;
  readonly #order: number;
  readonly #fault: Fault | undefined;
  readonly #signal: AbortSignal | undefined;

  constructor(wiring: Wiring, question: Question, order: number, signal?: AbortSignal) {
    this.#signal = signal;
    this.#wiring = wiring;
    this.#question = question;
    this.#order = order;
    this.#fault = wiring.faults.take(question.operation);
  }

  get name(): string {
    return `#${this.#order} ${this.#question.name}${this.#fault ? ` !! ${JSON.stringify(this.#fault)}` : ''}`;
  }

  get fault(): Fault | undefined {
    return this.#fault;
  }

  get #chat(): ModelChat | undefined {
    return this.#wiring.chats.at(-1);
  }

  /** What comes back, once it has travelled. Rejects if nothing does. */
  async travel(): Promise<Reply> {
    const { latency } = this.#wiring;
    const fault = this.#fault;
    const way = latency(this.#order);
    await pause(fault?.kind === 'slow' ? way + fault.up : way);
    if (fault?.kind === 'lost' && !fault.acted) return this.#lose(fault.hangs);
    // A careful server notices that nobody waits for what would count as handed out.
    if (this.#wiring.careful && this.#signal?.aborted && this.#question.operation === 'read') return never;
    const reply = await this.#answered();
    await pause(fault?.kind === 'slow' ? way + fault.down : way);
    if (fault?.kind === 'lost') return this.#lose(fault.hangs);
    return reply;
  }

  async #lose(hangs: boolean): Promise<never> {
    if (hangs) await never;
    throw new TypeError('fetch failed');
  }

  async #answered(): Promise<Reply> {
    const fault = this.#fault;
    const chat = this.#chat;
    if (fault?.kind === 'status') {
      if (fault.acted) await this.#act();
      const wait = fault.retryAfter;
      return { status: fault.status, body: {}, ...(wait && { headers: { 'Retry-After': `${wait}` } }) };
    }
    if (fault?.kind === 'unable') return this.#question.unable();
    if (fault?.kind === 'newKeys') chat?.rotate();
    if (fault?.kind === 'ends' && fault.before) this.#end();
    const reply = await this.#act();
    if (fault?.kind === 'ends' && !fault.before && chat && !chat.ended) {
      this.#end();
      // The answer is written after the end.
      return this.#question.operation === 'read' ? reply : this.#endedIn(reply);
    }
    return reply;
  }

  #end(): void {
    this.#chat?.add('Agent', 'Message', 'last words');
    this.#chat?.end();
  }

  #endedIn(reply: Reply): Reply {
    return { ...reply, body: JSON.parse(JSON.stringify(reply.body).replace('"chatEnded":false', '"chatEnded":true')) };
  }

  async #act(): Promise<Reply> {
    const fault = this.#fault;
    const acting = { order: this.#order, ...(fault?.kind === 'overlapping' && { overlap: fault.by }) };
    const reply = await this.#held(acting);
    const { careful } = this.#wiring;
    return fault?.kind === 'askedTwice' && !careful && this.#question.operation === 'read' ? this.#held(acting) : reply;
  }

  /** Asks the server, as often as something changes, until it has something to say. */
  async #held(acting: { readonly order: number; readonly overlap?: number }): Promise<Reply> {
    const first = this.#question.act(acting);
    if (first) return first;
    return new Promise((resolve) => {
      const stop = () => {
        clearTimeout(timer);
        unlisten?.();
      };
      const finish = (reply: Reply | undefined) => {
        if (!reply) return;
        stop();
        resolve(reply);
      };
      const { careful } = this.#wiring;
      const timer = setTimeout(() => finish(this.#question.act({ ...acting, last: true })), longestHold);
      const unlisten = this.#chat?.onChange(() => finish(this.#question.act(acting)));
      if (careful) this.#signal?.addEventListener('abort', stop, { once: true });
      if (careful && this.#signal?.aborted) stop();
    });
  }

  response(reply: Reply): Response {
    const fault = this.#fault;
    const text = JSON.stringify(reply.body);
    if (fault?.kind !== 'truncated') return responseOf(reply, text);
    return fault.readable ? responseOf(reply, text.slice(0, text.length / 2)) : responseOf(reply, text, true);
  }
}

/** The way from pages to a server, as `fetch`. */
export const httpWire = (wiring: Wiring): typeof globalThis.fetch => {
  const { server, report } = wiring;
  let sent = 0;
  return async (input, init = {}) => {
    const signal = init.signal ?? undefined;
    signal?.throwIfAborted();
    const { method = 'GET', body } = init;
    const question = server.read(`${input}`, { method, headers: new Headers(init.headers), body: textOf(body) });
    const order = sent++;
    const exchange = new Exchange(wiring, question, order, signal);
    report.asked(question.operation, order, exchange.fault);
    report.trace(`> ${exchange.name}`);
    const aborted = new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    aborted.catch(() => undefined);
    try {
      const reply = await Promise.race([exchange.travel(), aborted]);
      const key = exchange.fault?.kind === 'truncated' ? undefined : question.keyIn(reply);
      if (key) wiring.chats.at(-1)?.keys.delivered(question.key, key, order);
      if (exchange.fault?.kind !== 'truncated') report.answered(reply.body);
      report.trace(`< #${order} ${reply.status} ${JSON.stringify(reply.body)}`);
      return exchange.response(reply);
    } catch (error) {
      report.trace(`x #${order} ${error}`);
      throw error;
    }
  };
};
