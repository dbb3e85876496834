import { expect } from 'chai';
import sinon, { type SinonFakeTimers } from 'sinon';
import { restorationCode } from '../../../lib/commands/restorationOnDemand.js';
import { createWebChatService } from '../../../lib/createWebChatService.js';
import type { WebChatServiceOptions } from '../../../lib/options.js';
import type { WebChatService } from '../../../lib/service.js';
import type { WebChatEvent, WebChatEventName } from '../../../streams/events.js';
import { TransportFailure } from '../../../transports/failures.js';
import { type Script, type Scripted, type ScriptedCall, scripted } from '../../../transports/scripted.js';

/** One service over its scripted server, and what came of it. */
export interface Act extends Scripted {
  readonly service: WebChatService;
  /** What was published since its creation, in order; `ready` was before. */
  readonly events: readonly WebChatEvent[];
  names(): WebChatEventName[];
  /** The data of the events of one name. */
  data(name: WebChatEventName): unknown[];
  /** The arguments of each request of one method. */
  sent(method: ScriptedCall['method']): (readonly unknown[])[];
}

export interface Stage {
  readonly clock: SinonFakeTimers;
  /** A service; unless told otherwise its store is empty. */
  open(script?: Script, options?: Partial<WebChatServiceOptions>): Act;
  /** The same, with a chat that has begun. */
  begin(script?: Script, options?: Partial<WebChatServiceOptions>): Promise<Act>;
  /** Lets everything happen that needs no time. */
  settle(): Promise<void>;
}

/** A server that can do everything. */
export const everything: Script = {
  poll: [],
  restore: [],
  typing: [],
  customNotice: [],
  updateUserData: [],
  fileLimits: [],
  upload: [],
  download: [],
  isPollException: ({ statusCode }) => statusCode === 1,
};

export const offline = (): TransportFailure => new TransportFailure('Offline', 'No answer.');
export const busy = (): TransportFailure => new TransportFailure('Refused', 'Not now.', { statusCode: 1 });
export const refused = (status = 400): TransportFailure =>
  new TransportFailure('Refused', 'No.', { status, errors: [{ code: 100, advice: 'do not' }] });

/** A text field as a page has it. */
export class Field extends EventTarget {
  value = '';
  readonly type = 'text';
  write(text: string): void {
    this.value = text;
    this.dispatchEvent(new Event('input'));
  }
}

/** Calls a command as a person without types may. */
export const call = (service: WebChatService, command: keyof WebChatService, ...args: unknown[]): Promise<unknown> => {
  const method: unknown = service[command];
  if (typeof method !== 'function') throw new TypeError(`${String(command)} is no command`);
  return Reflect.apply(method, service, args);
};

/** What a promise has come to by now: `open`, `resolved`, or what it was rejected with. */
export const outcomeOf = (promise: Promise<unknown>): (() => unknown) => {
  let outcome: unknown = 'open';
  promise.then(
    () => {
      outcome = 'resolved';
    },
    (reason: unknown) => {
      outcome = reason;
    },
  );
  return () => outcome;
};

/** What a promise is rejected with, as a text. */
export const rejectionOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'it resolved',
    (reason: unknown) => String(reason),
  );

/** Waits until something is so that needs no virtual time: commands may load their code first. */
export const until = async (isSo: () => boolean): Promise<void> => {
  const tooLate = performance.now() + 1500;
  while (!isSo()) {
    if (performance.now() > tooLate) throw new Error('What was waited for did not come.');
    await new Promise((resolve) => setImmediate(resolve));
  }
};

const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);

/**
 * The stage of one `describe`: virtual time for each test. After it every service is disposed of;
 * a timer that is left, or a rejection that nobody handled, fails the test in its "after each" hook.
 */
export const stage = (): Stage => {
  let clock: SinonFakeTimers;
  const services: WebChatService[] = [];
  // Once it is here, to restore a chat takes no time.
  before(restorationCode.load);
  beforeEach(() => {
    clock = sinon.useFakeTimers({
      now: 1_700_000_000_000,
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
    });
    process.on('unhandledRejection', note);
  });
  afterEach(async () => {
    let over = false;
    const disposed = Promise.all(services.splice(0).map((service) => service.dispose())).then(() => {
      over = true;
    });
    await clock.tickAsync(0);
    // A store or a hook that never answers is waited for, but not for ever.
    if (!over) await clock.tickAsync(60_000);
    await disposed;
    // What a bus has still to deliver is due in a timer of its own, once imports have settled.
    await new Promise((resolve) => setImmediate(resolve));
    await clock.tickAsync(0);
    const timers = clock.countTimers();
    clock.restore();
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', note);
    expect(timers, 'timers that are left').to.equal(0);
    expect(unhandled.splice(0), 'rejections that nobody handled').to.deep.equal([]);
  });

  const open = (script: Script = {}, options: Partial<WebChatServiceOptions> = {}): Act => {
    const server = scripted(script);
    const service = createWebChatService({ transport: server.transport, store: new Map(), ...options });
    services.push(service);
    const events: WebChatEvent[] = [];
    service.events$.subscribe((event) => events.push(event));
    return {
      ...server,
      service,
      events,
      names: () => events.map(({ name }) => name),
      data: (name) => events.filter((event) => event.name === name).map((event) => event.data),
      sent: (method) => server.calls.filter((made) => made.method === method).map(({ args }) => args),
    };
  };
  return {
    get clock() {
      return clock;
    },
    open,
    async begin(script, options) {
      const act = open(script, options);
      await act.service.startChat({ nickname: 'Jo' });
      return act;
    },
    async settle() {
      await clock.tickAsync(0);
    },
  };
};
