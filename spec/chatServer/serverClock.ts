/** Time as the server sees it. Nothing waits longer than the server lives. */
export interface ServerClock {
  now(): number;
  /** Calls `then` after so many ms, or `stopped` when the server closes first. Returns what cancels it. */
  after(ms: number, then: () => void, stopped?: () => void): () => void;
  /** Settles after so many ms, or when the server closes. */
  pause(ms: number): Promise<void>;
  /** Lets go of everything that still waits. */
  stop(): void;
}

/** The real time, looked up at each call, so that fake timers rule it too. */
export const serverClock = (): ServerClock => {
  const waiting = new Map<object, () => void>();
  let over = false;
  const after: ServerClock['after'] = (ms, then, stopped = () => {}) => {
    if (over) {
      stopped();
      return () => {};
    }
    const key = {};
    const timer = setTimeout(() => {
      waiting.delete(key);
      then();
    }, ms);
    timer.unref?.();
    const cancel = () => {
      clearTimeout(timer);
      waiting.delete(key);
    };
    waiting.set(key, () => {
      cancel();
      stopped();
    });
    return cancel;
  };
  return {
    now: () => Date.now(),
    after,
    pause: (ms) => new Promise((resolve) => after(ms, resolve, resolve)),
    stop: () => {
      over = true;
      for (const letGo of [...waiting.values()]) letGo();
    },
  };
};
