/** What is called when a command settles or tells how far it is. */
export type Callback = (...values: readonly unknown[]) => unknown;

type Callbacks = readonly (Callback | readonly Callback[])[];

/** A clone of jQuery's promise, as Genesys Widgets have it: awaitable, but its `then` returns nothing. */
export interface PromiseOfWidgets {
  done(...callbacks: Callbacks): PromiseOfWidgets;
  fail(...callbacks: Callbacks): PromiseOfWidgets;
  always(...callbacks: Callbacks): PromiseOfWidgets;
  progress(...callbacks: Callbacks): PromiseOfWidgets;
  then(done?: Callback | null, fail?: Callback | null, progress?: Callback | null): void;
  pipe(done?: Callback | null, fail?: Callback | null, progress?: Callback | null): void;
  promise(): PromiseOfWidgets;
  state(): 'pending' | 'resolved' | 'rejected';
  isResolved(): boolean;
  isRejected(): boolean;
  debug(): void;
}

/** Its other side. */
export interface DeferredOfWidgets {
  resolve(...values: readonly unknown[]): void;
  reject(...reasons: readonly unknown[]): void;
  notify(...values: readonly unknown[]): void;
  promise(): PromiseOfWidgets;
}

/** Callbacks run at once where it has settled, and in the very step in which it settles; the first settlement counts. */
export const deferredOfWidgets = (): DeferredOfWidgets => {
  let state: 'pending' | 'resolved' | 'rejected' = 'pending';
  let outcome: readonly unknown[] = [];
  const waiting: { on: 'resolved' | 'rejected' | 'always'; run: Callback }[] = [];
  const watching: Callback[] = [];

  const settle =
    (to: 'resolved' | 'rejected') =>
    (...values: readonly unknown[]): void => {
      if (state !== 'pending') return;
      state = to;
      outcome = values;
      for (const { on, run } of waiting.splice(0)) if (on === to || on === 'always') run(...values);
    };
  const add =
    (on: 'resolved' | 'rejected' | 'always') =>
    (...callbacks: Callbacks): PromiseOfWidgets => {
      for (const run of callbacks.flat()) {
        if (state === 'pending') waiting.push({ on, run });
        else if (on === state || on === 'always') run(...outcome);
      }
      return promise;
    };
  const then: PromiseOfWidgets['then'] = (done, fail, progress) => {
    if (done) promise.done(done);
    if (fail) promise.fail(fail);
    if (progress) promise.progress(progress);
  };
  const promise: PromiseOfWidgets = {
    done: add('resolved'),
    fail: add('rejected'),
    always: add('always'),
    progress(...callbacks) {
      watching.push(...callbacks.flat());
      return promise;
    },
    then,
    pipe: then,
    promise: () => promise,
    state: () => state,
    isResolved: () => state === 'resolved',
    isRejected: () => state === 'rejected',
    debug: () => {},
  };
  return {
    resolve: settle('resolved'),
    reject: settle('rejected'),
    notify: (...values) => watching.forEach((run) => void run(...values)),
    promise: () => promise,
  };
};
