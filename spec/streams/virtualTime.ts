import { type SinonFakeTimers, useFakeTimers } from 'sinon';

/** The clock of the tests of one `describe`: time passes only when it is told to. */
export interface VirtualTime {
  /** Lets so many ms pass, and runs what falls due. */
  pass(ms: number): void;
  /** Sets the clock to another time, as a user or a time server does; no time passes. */
  set(now: number): void;
  /** Timers that wait. */
  readonly timers: number;
}

/** Call it in a `describe`; each test begins at 0 ms. */
export const virtualTime = (): VirtualTime => {
  let clock: SinonFakeTimers | undefined;
  beforeEach(() => {
    clock = useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  });
  afterEach(() => clock?.restore());
  return {
    pass: (ms) => void clock?.tick(ms),
    set: (now) => clock?.setSystemTime(now),
    get timers() {
      return clock?.countTimers() ?? 0;
    },
  };
};
