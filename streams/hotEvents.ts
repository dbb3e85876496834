import { defer, type Observable, Subject } from 'rxjs';
import { eventNames } from './eventNames.js';
import type { WebChatEvent, WebChatEventName, WebChatEvents } from './events.js';
import { merge } from './merge.js';

/** One hot stream an event, under its name and `$`. */
export type HotStreams = {
  readonly [Name in WebChatEventName as `${Name}$`]: Observable<WebChatEvents[Name]>;
};

/** Where events leave the pure part: whoever listens now gets them. */
export interface HotEvents {
  /** A stream each, made when first asked for. Only `ready$` replays. */
  readonly streams: HotStreams;
  /** All of them as one stream, in order. */
  readonly all$: Observable<WebChatEvent>;
  publish(event: WebChatEvent): void;
  /** Completes every stream, also those asked for later. */
  complete(): void;
}

/** A stream's two sides: where values go in, and what others may hold. */
type Tap = readonly [into: Subject<unknown>, stream$: Observable<unknown>];

const open = /* @__PURE__ */ Symbol();

interface Openable {
  readonly [open]: (name: string) => Tap;
}

let getters: object | undefined;

/** The getters of all services are the same ones, so that an idle service weighs next to nothing. */
const sharedGetters = (): object => {
  const descriptors: PropertyDescriptorMap = {};
  for (const name of eventNames) {
    descriptors[`${name}$`] = {
      enumerable: true,
      get(this: Openable) {
        return this[open](name)[1];
      },
    };
  }
  return Object.create(null, descriptors);
};

/** The only Subjects. A subscriber that throws hurts nobody else: RxJS reports it as an uncaught error of its own. */
export const createHotEvents = (): HotEvents => {
  const taps: Record<string, Tap> = {};
  const all = new Subject<WebChatEvent>();
  const ready: unknown[] = [];
  let over = false;
  const tap = (name: string): Tap => {
    const into = new Subject<unknown>();
    if (over) into.complete();
    const made: Tap = [into, name === 'ready' ? defer(() => merge(ready, into)) : into.asObservable()];
    taps[name] = made;
    return made;
  };
  getters ??= sharedGetters();
  return {
    streams: Object.create(getters, { [open]: { value: (name: string) => taps[name] ?? tap(name) } }),
    // In a function: a Subject shows its subscribers, and what they keep.
    all$: defer(() => all),
    publish(event) {
      if (over) return;
      if (event.name === 'ready') ready[0] = event.data;
      taps[event.name]?.[0].next(event.data);
      // Most services are heard by name alone, and even an unheard `next` has its price.
      if (all.observed) all.next(event);
    },
    complete() {
      over = true;
      for (const [into] of Object.values(taps)) into.complete();
      all.complete();
    },
  };
};
