import { type BehaviorSubject, type Observable, Subject } from 'rxjs';
import type { LaterDecisions, Rules, Step } from './draft.js';
import type { WebChatEvent } from './events.js';
import type { Occurrence, SessionInput } from './inputs.js';
import { SessionDisposed } from './sessionDisposed.js';
import type { SessionState } from './state.js';
import { transition } from './transition.js';

/** What an input led to, beside it. */
export interface Taken extends Step {
  readonly input: SessionInput;
}

/** One chat after the other: what happens goes in, what follows comes out. */
export interface Session {
  /** The state now. */
  readonly state: SessionState;
  /** Replays the state now. */
  readonly state$: Observable<SessionState>;
  /** Every input with what it led to, after the state has become so and before its events are published. */
  readonly steps$: Observable<Taken>;
  /** The number of a request that is being sent, in the order of sending. */
  nextRequest(): number;
  /** Takes in what happened; resolves with what it led to. `later`: decisions that load later than the engine. */
  take(occurrence: Occurrence, later?: LaterDecisions): Promise<Taken>;
  /** Ends the streams; whatever happens later is not taken in. */
  complete(): void;
}

/**
 * Runs work at once; or, if other work is running, after that. Settles with what it returns or throws; `then` follows before the next
 * work. Work that throws stops none of the work that waits after it (C1).
 */
const createQueue = () => {
  const queue: (() => void)[] = [];
  return <Value>(work: () => Value, then: (value: Value) => void): Promise<Value> =>
    new Promise((resolve, reject) => {
      const run = () => {
        try {
          const value = work();
          resolve(value);
          then(value);
        } catch (error) {
          reject(error);
        }
      };
      if (queue.push(run) > 1) return;
      // The loop also reaches work that is added while it runs.
      for (const next of queue) next();
      queue.length = 0;
    });
};

/**
 * The one queue and the one scan: inputs are taken in one after the other, also those
 * that a listener causes while an earlier one is being published.
 *
 * @param current$ where the state is, and will be; nobody else puts one in from here on
 */
export const createSession = (
  current$: BehaviorSubject<SessionState>,
  rules: Rules,
  now: () => number,
  publish: (event: WebChatEvent) => void,
): Session => {
  const steps$ = new Subject<Taken>();
  const inTurn = createQueue();
  let requests = 0;
  let over = false;
  const step = (input: SessionInput, later?: LaterDecisions): Taken => {
    if (over) throw new SessionDisposed();
    const taken = { input, ...transition(current$.value, input, rules, later) };
    if (taken.state !== current$.value) current$.next(taken.state);
    steps$.next(taken);
    return taken;
  };
  return {
    get state() {
      return current$.value;
    },
    state$: current$,
    steps$: steps$.asObservable(),
    nextRequest: () => ++requests,
    take(occurrence, later) {
      const input = { ...occurrence, at: now() };
      return inTurn(
        () => step(input, later),
        ({ events }) => events.forEach(publish),
      );
    },
    complete() {
      over = true;
      current$.complete();
      steps$.complete();
    },
  };
};
