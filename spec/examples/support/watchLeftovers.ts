interface Listener {
  readonly target: EventTarget;
  readonly type: string;
  readonly listener: unknown;
  readonly capture: boolean;
}

/** Timers that wait, by number; what gave them out. */
const timers = new Map<unknown, string>();
const listeners = new Set<Listener>();
const requests = new Set<string>();

/** Any function of the page. */
const functionAt = (name: string): ((...args: unknown[]) => unknown) => Reflect.get(Object(window), name);

const watchTimers = (start: 'setTimeout' | 'setInterval' | 'requestAnimationFrame', stop: string): void => {
  const once = start !== 'setInterval';
  Reflect.set(
    window,
    start,
    new Proxy(functionAt(start), {
      apply(original, self, [work, ...rest]) {
        const fired = (...args: unknown[]) => {
          if (once) timers.delete(id);
          return work(...args);
        };
        const id = Reflect.apply(original, self, [fired, ...rest]);
        timers.set(id, `${start} ${rest.join()}`);
        return id;
      },
    }),
  );
  Reflect.set(
    window,
    stop,
    new Proxy(functionAt(stop), {
      apply(original, self, args) {
        timers.delete(args[0]);
        return Reflect.apply(original, self, args);
      },
    }),
  );
};

const isCapture = (options: unknown): boolean =>
  typeof options === 'object' && options !== null ? Reflect.get(options, 'capture') === true : options === true;

const forget = (target: EventTarget, type: string, listener: unknown, capture: boolean): void => {
  for (const each of listeners) {
    const same = each.target === target && each.type === type && each.listener === listener;
    if (same && each.capture === capture) listeners.delete(each);
  }
};

const watchListeners = (): void => {
  const { prototype } = EventTarget;
  prototype.addEventListener = new Proxy(prototype.addEventListener, {
    apply(original, self, [type, listener, options]) {
      const target = self ?? window;
      const capture = isCapture(options);
      const gone = () => forget(target, type, listener, capture);
      gone();
      listeners.add({ target, type, listener, capture });
      if (options?.once) Reflect.apply(original, target, [type, gone, options]);
      options?.signal?.addEventListener('abort', gone, { once: true });
      return Reflect.apply(original, self, [type, listener, options]);
    },
  });
  prototype.removeEventListener = new Proxy(prototype.removeEventListener, {
    apply(original, self, [type, listener, options]) {
      forget(self ?? window, type, listener, isCapture(options));
      return Reflect.apply(original, self, [type, listener, options]);
    },
  });
};

const watchRequests = (): void => {
  window.fetch = new Proxy(window.fetch, {
    apply(original, self, [resource, init]) {
      const request = `${init?.method ?? 'GET'} ${resource}`;
      requests.add(request);
      return Reflect.apply(original, self, [resource, init]).finally(() => requests.delete(request));
    },
  });
};

watchTimers('setTimeout', 'clearTimeout');
watchTimers('setInterval', 'clearInterval');
watchTimers('requestAnimationFrame', 'cancelAnimationFrame');
watchListeners();
watchRequests();

/** While it is being developed with, Angular 22 listens for tools as long as the page lives. */
const ofAngular = 'devtoolstooldiscovery';

/** What has been begun on this page since this was imported, and has not ended. */
export const leftovers = (): string[] => [
  ...timers.values(),
  ...[...listeners]
    .filter(({ type }) => type !== ofAngular)
    .map(({ target, type }) => `${type} of ${Object.prototype.toString.call(target)}`),
  ...requests,
];
