import { computed, Injectable, linkedSignal, signal } from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import { debounceTime, map, merge } from 'rxjs';
import type { Connection, StartChatOptions } from 'webchat-streams';
import { injectWebChatService } from 'webchat-streams/angular';
import { linesOf } from './line.js';

const troubles: Readonly<Record<Connection, string>> = {
  idle: '',
  online: '',
  pending: 'Reaching the chat server …',
  serverOffline: 'The chat server is out of order. We keep trying.',
  disconnected: 'No network. We keep trying.',
};

/** The chat as this application sees it. */
@Injectable({ providedIn: 'root' })
export class ChatService {
  readonly #chat = injectWebChatService();

  /** Whether the chat is unfolded on the page. */
  readonly open = signal(true);
  /** What went wrong last, in words for the customer. */
  readonly problem = signal('');
  /** A chat is begun here, not restored. */
  readonly begun = signal(false);

  readonly status = computed(() => this.#chat.state().status);
  readonly lines = computed(() => [...this.#chat.transcript()].flatMap(linesOf));

  /** How many lines were there when the chat was last unfolded; all of them while it is. */
  readonly #read = linkedSignal<{ open: boolean; count: number }, number>({
    source: () => ({ open: this.open(), count: this.lines().length }),
    computation: ({ open, count }, before) => (open ? count : Math.min(before?.value ?? 0, count)),
  });
  readonly unread = computed(
    () =>
      this.lines()
        .slice(this.#read())
        .filter(({ who }) => who === 'them').length,
  );

  /** Who writes, while somebody does. */
  readonly #writer = toSignal(
    merge(
      this.#chat.events.agentTypingStarted$.pipe(map(({ from }) => from.name)),
      merge(this.#chat.events.agentTypingStopped$, this.#chat.events.agentTypingTimeout$).pipe(map(() => '')),
    ),
    { initialValue: '' },
  );
  readonly hint = computed(() => {
    const writer = this.#writer();
    return troubles[this.#chat.connection()] || (writer && `${writer} is writing …`);
  });

  constructor() {
    // Nobody could be asked for the chat that was left: again in a while, unless another one has begun.
    this.#chat.events.restoreFailed$.pipe(debounceTime(5000), takeUntilDestroyed()).subscribe(() => {
      this.#chat.restore().catch(() => undefined);
    });
  }

  async start(form: StartChatOptions): Promise<void> {
    this.begun.set(true);
    this.begun.set(await this.#tried(this.#chat.startChat(form), 'We could not start the chat. Please try again.'));
  }

  /** Resolves with whether it was sent. */
  say(message: string): Promise<boolean> {
    const problem = 'Your message may not have arrived. Please look whether it is there, and try again.';
    return this.#tried(this.#chat.sendMessage({ message }), problem);
  }

  /** Shows the agent that the customer writes; nothing is lost where that fails. */
  typing(message: string): void {
    this.#chat.sendTyping({ message }).catch(() => undefined);
  }

  async end(): Promise<void> {
    await this.#tried(this.#chat.endChat(), 'The chat has ended here; the chat server could not be told.');
  }

  async #tried(command: Promise<unknown>, problem: string): Promise<boolean> {
    this.problem.set('');
    try {
      await command;
      return true;
    } catch {
      this.problem.set(problem);
      return false;
    }
  }
}
