import { createWebChatService } from '../../lib/createWebChatService.js';
import { memoryStore } from '../../lib/stores/memoryStore.js';
import { scripted } from '../../transports/scripted.js';
import type { TransportFactory } from '../../transports/transport.js';
import { seededRandom } from '../chatServer/seededRandom.js';
import type { TransportName } from '../reference/abilities.js';
import { Faults } from './faults.js';
import { judge } from './judge.js';
import { Page } from './page.js';
import { Report } from './report.js';
import type { Happening, Schedule } from './schedule.js';
import { type VirtualClock, virtualClock } from './virtualClock.js';
import type { World } from './world.js';
import { worlds } from './worlds.js';

export interface RunOptions {
  readonly traces?: boolean;
  /** Puts something between the pages and their transport. */
  readonly wrap?: (transport: TransportFactory) => TransportFactory;
}

/** What became of a run: what is wrong, in words that begin with the kind of it. */
export interface Outcome {
  readonly wrong: readonly string[];
  readonly trace: readonly string[];
}

/** How long the chat may take to settle once nothing goes wrong any more, in ms. */
const longestSettling = 150_000;

/** A run in the making: what judges look at. */
export class Run {
  readonly world: World;
  readonly faults = new Faults();
  readonly report: Report;
  readonly pages: Page[] = [];
  readonly store = memoryStore();
  /** Set with endChat: how much the server had said, and how many requests had been sent. */
  endAsked: { readonly length: number; readonly sent: number } | undefined;
  readonly #seed: number;
  readonly #options: RunOptions;
  readonly #clock: VirtualClock;

  constructor(transport: TransportName, seed: number, clock: VirtualClock, options: RunOptions) {
    this.#seed = seed;
    this.#options = options;
    this.#clock = clock;
    this.report = new Report(options.traces ?? false);
    this.world = worlds[transport]({
      seed,
      faults: this.faults,
      report: this.report,
      latency: (order) => 5 + (((Math.imul(order + 1, 2654435761) ^ Math.imul(seed + 7, 40503)) >>> 8) % 40),
    });
  }

  get page(): Page | undefined {
    return this.pages.at(-1);
  }

  get chat() {
    return this.world.chats.at(-1);
  }

  open(): Page {
    const { wrap = (transport) => transport } = this.#options;
    const page = new Page(
      {
        transport: wrap(this.world.transport()),
        store: this.store,
        fetch: this.world.fetch,
        report: this.report,
        random: seededRandom(this.#seed + this.pages.length).next,
      },
      this.pages.length,
    );
    this.pages.push(page);
    return page;
  }

  async reload(gap: number): Promise<void> {
    // An end that the page did not see through: the chat lives, unless the server has taken it.
    if (this.page?.calls.some(({ command, outcome }) => command === 'endChat' && outcome === 'open'))
      this.endAsked = undefined;
    await Promise.all([this.page?.close(), this.#clock.pass(1)]);
    this.world.pageGone?.();
    await this.#clock.pass(gap);
    this.open();
  }

  async does(happening: Happening): Promise<void> {
    const { page, chat } = this;
    const active = page?.state.status === 'active';
    this.report.trace(`! ${JSON.stringify(happening)}`);
    switch (happening.kind) {
      case 'agentSays':
        return chat?.add('Agent', 'Message', happening.text);
      case 'agentTypes':
        return chat?.add('Agent', 'TypingStarted', '');
      case 'customerSays':
        return active ? page?.say(happening.text) : undefined;
      case 'customerTypes':
        return active ? page?.type() : undefined;
      case 'retry':
        page?.retry();
        return;
      case 'newKeys':
        return chat?.rotate();
      case 'restless':
        if (chat) chat.restless = true;
        return;
      case 'serverEnds':
        chat?.add('Agent', 'Message', 'last words');
        return chat?.end();
      case 'customerEnds':
        if (!active || this.endAsked) return;
        this.endAsked = { length: chat?.log.length ?? 0, sent: this.report.sent };
        return page?.end();
      case 'reload':
        return this.reload(happening.gap);
      case 'outage': {
        this.faults.outage = true;
        setTimeout(() => {
          this.faults.outage = false;
        }, happening.lasts);
        return;
      }
      case 'online':
        return page?.online();
      case 'fault':
        return this.faults.arm(happening);
      default:
        return happening satisfies never;
    }
  }

  /** Once nothing goes wrong any more. */
  async settle(clock: VirtualClock): Promise<void> {
    this.faults.clear();
    let calm = 0;
    let retried = false;
    const deadline = clock.now + longestSettling;
    while (clock.now < deadline) {
      await clock.pass(1000);
      const { page, chat } = this;
      const idle = page?.state.status === 'idle';
      // A page that could not be restored tries with the next load.
      if (idle && !chat?.ended && page.events.includes('restoreFailed') && this.pages.length < 8) await this.reload(0);
      calm = judge(this).length === 0 ? calm + 1 : 0;
      if (calm >= 8 && !retried) {
        retried = true;
        if (page?.state.status === 'active' && page.retry() > 0) calm = 0;
      }
      if (calm >= 8) return;
    }
  }
}

/** Code that loads with the first command must be there before time stands still. */
const loaded = (async () => {
  const { transport } = scripted();
  const service = createWebChatService({ transport, store: memoryStore() });
  await service.getStats();
  await service.dispose();
})();

/** Runs a schedule in virtual time. */
export const run = async (
  transport: TransportName,
  { seed, happenings }: Schedule,
  options: RunOptions = {},
): Promise<Outcome> => {
  await loaded;
  const clock = virtualClock(1_700_000_000_000);
  try {
    const running = new Run(transport, seed, clock, options);
    running.open().start();
    // The clock of a schedule begins with the chat.
    while (running.page?.state.status !== 'active') await clock.pass(100);
    running.chat?.add('Agent', 'ParticipantJoined', '');
    const begun = clock.now;
    for (const happening of happenings) {
      const wait = begun + happening.at - clock.now;
      if (wait > 0) await clock.pass(wait);
      await running.does(happening);
      await clock.flush();
    }
    await clock.pass(500);
    await running.settle(clock);
    const wrong = judge(running);
    await Promise.all([running.page?.close(), clock.pass(100)]);
    for (const { calls } of running.pages)
      for (const call of calls) if (call.outcome === 'open') wrong.push(`unsettled: ${call.command} after dispose`);
    return { wrong, trace: running.report.lines };
  } finally {
    clock.restore();
  }
};
