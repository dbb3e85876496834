import { of, Subject } from 'rxjs';
import { createWebChatService } from '../../lib/createWebChatService.js';
import type { SessionStore } from '../../lib/options.js';
import type { WebChatService } from '../../lib/service.js';
import type { TranscriptMessage } from '../../streams/transcript.js';
import type { ChatState } from '../../streams/views.js';
import type { TransportFactory } from '../../transports/transport.js';
import type { Report } from './report.js';

/** A command's promise, and what has become of it. */
export interface Call {
  readonly command: string;
  readonly text?: string;
  readonly page: number;
  outcome: 'open' | 'resolved' | 'rejected';
  reason?: unknown;
  /** Sent again. */
  attempts: number;
}

/** What pages need. */
export interface Surroundings {
  readonly transport: TransportFactory;
  readonly store: SessionStore;
  readonly fetch: typeof globalThis.fetch;
  readonly report: Report;
  random(): number;
}

/** A page with a chat service, and what its user sees. */
export class Page {
  readonly place: number;
  readonly calls: Call[] = [];
  readonly service: WebChatService;
  /** Events of trouble and of the chat's life, in order. */
  readonly events: string[] = [];
  transcript: readonly TranscriptMessage[] = [];
  state: ChatState = {
    status: 'idle',
    sessionId: '',
    connection: 'idle',
    polling: false,
    typing: false,
    sleeping: false,
  };
  readonly #online$ = new Subject<void>();
  readonly #report: Report;

  constructor({ transport, store, fetch, report, random }: Surroundings, place: number) {
    this.place = place;
    this.#report = report;
    this.service = createWebChatService({
      transport,
      store,
      environment: {
        fetch,
        random,
        now: () => Date.now(),
        online$: this.#online$,
        hidden$: of(false),
        pageFacts: () => ({}),
      },
    });
    this.service.transcript$.subscribe((shown) => {
      this.transcript = shown.slice();
      report.trace(
        `= ${this.transcript.map(({ index, text, type, status }) => `${index ?? '-'}:${text || type}${index === undefined ? ` ${status}` : ''}`).join(' | ')}`,
      );
    });
    this.service.state$.subscribe((state) => {
      this.state = state;
      report.trace(`. ${state.status} ${state.connection}`);
    });
    this.service.events$.subscribe(({ name, data }) => {
      this.events.push(name);
      report.trace(`* ${name}${data instanceof Error ? ` ${data}` : ''}`);
    });
  }

  #watch(call: Call, promise: Promise<unknown>): Call {
    this.#report.trace(`@ ${call.command} ${call.text ?? ''}`);
    call.outcome = 'open';
    promise.then(
      () => {
        call.outcome = 'resolved';
        this.#report.trace(`@ ${call.command} ${call.text ?? ''} resolved`);
      },
      (reason: unknown) => {
        call.outcome = 'rejected';
        call.reason = reason;
        this.#report.trace(`@ ${call.command} ${call.text ?? ''} rejected: ${reason}`);
      },
    );
    return call;
  }

  #call(command: string, promise: Promise<unknown>, text?: string): Call {
    const call: Call = { command, page: this.place, outcome: 'open', attempts: 1, ...(text !== undefined && { text }) };
    this.calls.push(call);
    return this.#watch(call, promise);
  }

  start(): void {
    this.#call('startChat', this.service.startChat({ nickname: 'Jo' }));
  }

  say(text: string): void {
    this.#call('sendMessage', this.service.sendMessage({ message: text }), text);
  }

  type(): void {
    this.#call('sendTyping', this.service.sendTyping({ message: 'ty' }));
  }

  end(): void {
    this.#call('endChat', this.service.endChat());
  }

  /** Sends again what is shown as failed; how many. */
  retry(): number {
    const failed = this.transcript.filter(({ status, retry }) => status === 'failed' && retry);
    for (const { text, retry } of failed) {
      if (retry) this.#call('retry', retry(), text);
    }
    return failed.length;
  }

  online(): void {
    this.#online$.next();
  }

  /** The page goes. */
  close(): Promise<void> {
    this.#report.trace('@ close');
    return this.service.dispose();
  }
}
