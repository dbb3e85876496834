/** An object whose promises are watched. */
export interface Watched<T> {
  readonly watched: T;
  /** The methods whose promises have not settled. */
  unsettled(): string[];
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

/** What stands between a story and the page its service lives in. */
export interface Border {
  /** What is handed to a command. */
  enter(value: unknown): unknown;
  /** What a command is rejected with. */
  leave(reason: unknown): unknown;
  /** A page that is gone settles nothing any more. */
  open(): boolean;
}

/** The same object, whose methods are remembered until their promise settles. */
export const watchCommands = <T extends object>(service: T, border: Border): Watched<T> => {
  const calls = new Set<{ readonly name: string }>();
  const settled = (name: string, promise: PromiseLike<unknown>): Promise<unknown> => {
    const call = { name };
    calls.add(call);
    return new Promise((resolve, reject) => {
      const once = (settle: () => void) => {
        calls.delete(call);
        if (border.open()) settle();
      };
      promise.then(
        (value) => once(() => resolve(value)),
        (reason: unknown) => once(() => reject(border.leave(reason))),
      );
    });
  };
  const watched = new Proxy(service, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        const answer: unknown = Reflect.apply(value, target, given.map(border.enter));
        return isThenable(answer) ? settled(String(name), answer) : answer;
      };
    },
  });
  return { watched, unsettled: () => [...calls].map(({ name }) => name) };
};
