import { attempt } from './attempt.js';
import type { BusDeferred } from './bus.js';

/** A function that gets every value. */
export type BusCallback = (...values: unknown[]) => unknown;
/** Functions, or lists of them; nothing at all is passed over. */
export type BusCallbacks = BusCallback | readonly BusCallbacks[] | null | undefined;

/**
 * What a command becomes: a Promise of the first value, and a deferred's promise. Its callbacks, functions or arrays of
 * them, get every value, when it settles and before anything else happens, or at once if it has; what they throw surfaces
 * as an uncaught error of its own. A rejection that nobody waits for is nobody's.
 */
export interface BusPromise extends Promise<unknown> {
  /** When it is resolved. */
  done(...callbacks: BusCallbacks[]): BusPromise;
  /** When it is rejected. */
  fail(...callbacks: BusCallbacks[]): BusPromise;
  /** When it is either. */
  always(...callbacks: BusCallbacks[]): BusPromise;
  /** When its handler notifies. */
  progress(...callbacks: BusCallbacks[]): BusPromise;
  /** Itself. */
  promise(): BusPromise;
  /** Where it stands. */
  state(): 'pending' | 'resolved' | 'rejected';
  /** `then`, with every value, and a promise of this kind. */
  pipe(onResolved?: BusCallback | null, onRejected?: BusCallback | null): BusPromise;
  /** `state()` is `resolved`. */
  isResolved(): boolean;
  /** `state()` is `rejected`. */
  isRejected(): boolean;
}

/** Settles a `BusPromise`. */
export interface Deferred extends BusDeferred {
  /** Tells those who asked for progress. */
  notify(...values: unknown[]): unknown;
  /** What callers get. */
  promise(): BusPromise;
}

type State = ReturnType<BusPromise['state']>;

const isCallback = (value: unknown): value is BusCallback => typeof value === 'function';

/** The callbacks that wait for each state, and what happens when it comes. */
const watchers = () => {
  let state: State = 'pending';
  let outcome: unknown[] = [];
  const waiting: Record<State, BusCallback[]> = { pending: [], resolved: [], rejected: [] };
  return {
    state: () => state,
    outcome: () => outcome,
    watch(states: readonly State[], callbacks: unknown[]): void {
      for (const callback of callbacks.flat(Number.POSITIVE_INFINITY).filter(isCallback)) {
        if (state === 'pending') for (const each of states) waiting[each].push(callback);
        else if (states.includes(state)) attempt(callback, ...outcome);
      }
    },
    /** `false` where it was settled before. */
    reach(reached: State, values: unknown[]): boolean {
      if (state !== 'pending') return false;
      state = reached;
      outcome = values;
      for (const callback of waiting[reached]) attempt(callback, ...values);
      return true;
    },
  };
};

/** Resolves with what a filter makes of all values; without one, settles with them. */
const throughTo =
  (resolve: BusCallback, values: () => unknown[]) => (filter: unknown, settle: BusCallback) => async () =>
    isCallback(filter) ? resolve(await filter(...values())) : settle(...values());

/** A command's promise, and what settles it: the first call counts. */
export const createDeferred = (): Deferred => {
  const { state, outcome, watch, reach } = watchers();
  let keep: (value: unknown) => void;
  let refuse: (reason: unknown) => void;
  const on =
    (...states: State[]) =>
    (...callbacks: unknown[]): BusPromise => {
      watch(states, callbacks);
      return promise;
    };
  const promise: BusPromise = Object.assign(
    new Promise<unknown>((resolve, reject) => {
      keep = resolve;
      refuse = reject;
    }),
    {
      done: on('resolved'),
      fail: on('rejected'),
      always: on('resolved', 'rejected'),
      progress: on('pending'),
      promise: () => promise,
      state,
      pipe(onResolved?: BusCallback | null, onRejected?: BusCallback | null): BusPromise {
        const { resolve, reject, promise: piped } = createDeferred();
        const through = throughTo(resolve, outcome);
        promise.then(through(onResolved, resolve), through(onRejected, reject)).catch(reject);
        return piped();
      },
      isResolved: () => state() === 'resolved',
      isRejected: () => state() === 'rejected',
    },
  );
  promise.catch(() => {});
  return {
    resolve: (...values) => reach('resolved', values) && keep(values[0]),
    reject: (...reasons) => reach('rejected', reasons) && refuse(reasons[0]),
    notify: (...values) => reach('pending', values),
    promise: () => promise,
  };
};
