import { type SinonFakeTimers, useFakeTimers } from 'sinon';
import type { BusEvent } from '../../../../lib/bridges/bus/bus.js';
import type { BusPlugin } from '../../../../lib/bridges/bus/busPlugin.js';
import { type CxBus, createCxBus } from '../../../../lib/bridges/bus/createCxBus.js';

/** What a spec of the bus stands on. */
export interface Stage {
  /** A new bus for each test. */
  readonly bus: CxBus;
  /** Virtual time. */
  readonly clock: SinonFakeTimers;
  /** The uncaught errors of the running test. */
  readonly uncaught: readonly unknown[];
  /** A plugin that is ready. */
  plugin(name: string): BusPlugin;
  /** A plugin that is not. */
  unready(name: string): BusPlugin;
  /** Lets everything arrive that is due. */
  arrive(): void;
}

/** Sets up each test of a suite, in virtual time. */
export const stage = (): Stage => {
  let clock: SinonFakeTimers;
  let bus: CxBus;
  let uncaught: unknown[] = [];

  beforeEach(() => {
    clock = useFakeTimers({
      now: 1e12,
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
    });
    bus = createCxBus();
    uncaught = [];
    Reflect.set(globalThis, 'reportError', (error: unknown) => uncaught.push(error));
  });

  afterEach(() => {
    clock.restore();
    Reflect.deleteProperty(globalThis, 'reportError');
  });

  const unready = (name: string): BusPlugin => {
    const plugin = bus.registerPlugin(name);
    if (!plugin) throw new Error(`${name} was not registered.`);
    return plugin;
  };

  return {
    get bus() {
      return bus;
    },
    get clock() {
      return clock;
    },
    get uncaught() {
      return uncaught;
    },
    unready,
    plugin(name) {
      const plugin = unready(name);
      plugin.ready();
      return plugin;
    },
    arrive: () => clock.runAll(),
  };
};

/** Throws. */
export const thrower = (error: unknown) => (): never => {
  throw error;
};

/** The data of what a plugin hears of an event, read at once. */
export const heardBy = ({ subscribe }: Pick<BusPlugin, 'subscribe'>, event: string): unknown[] => {
  const heard: unknown[] = [];
  subscribe(event, ({ data }: BusEvent) => heard.push(data));
  return heard;
};
