import { useFakeTimers } from 'sinon';

/** A clock that this process's timers obey until it is restored. */
export interface VirtualClock {
  readonly now: number;
  /** Timers that wait. */
  readonly timers: number;
  /** Lets so many ms pass; after each timer everything that needs no time gets done. */
  pass(ms: number): Promise<void>;
  /** Everything that needs no time gets done. */
  flush(): Promise<void>;
  restore(): void;
}

// Taken before a clock is installed. A body of a Response is read within one turn of the event loop.
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const virtualClock = (now: number): VirtualClock => {
  const clock = useFakeTimers({
    now,
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
  });
  const flush = async () => {
    await turn();
    await turn();
  };
  return {
    get now() {
      return clock.now;
    },
    get timers() {
      return clock.countTimers();
    },
    flush,
    async pass(ms) {
      let over = false;
      setTimeout(() => {
        over = true;
      }, ms);
      await flush();
      while (!over) {
        clock.next();
        await flush();
      }
    },
    restore: () => clock.restore(),
  };
};
