import type { PublishedEvent, WebChatEvent, WebChatEventName, WebChatEvents } from '../../streams/events.js';

/** The published event of a name. */
export type EventOf<Name extends WebChatEventName> = WebChatEvent & PublishedEvent<Name>;

/** What was published, in order. */
export interface Seen {
  readonly events: readonly WebChatEvent[];
  /** Their names, in the same order. */
  readonly names: readonly WebChatEventName[];
  /** The events of one name. */
  all<Name extends WebChatEventName>(name: Name): EventOf<Name>[];
}

export interface Recorder {
  readonly seen: Seen;
  /** The next event of that name that no earlier call took, come already or still to come. */
  when<Name extends WebChatEventName>(
    name: Name,
    fits?: (data: WebChatEvents[Name]) => boolean,
  ): Promise<EventOf<Name>>;
  record(event: WebChatEvent): void;
  /** Takes no more events, and says what somebody still waits for. */
  stop(): WebChatEventName[];
}

/** How long an event may be waited for. */
const patience = 10_000;

interface Waiting {
  readonly name: WebChatEventName;
  /** Takes the event if it fits. */
  offer(event: WebChatEvent): boolean;
  end(): void;
}

const isNamed = <Name extends WebChatEventName>(event: WebChatEvent, name: Name): event is EventOf<Name> =>
  event.name === name;

const seenOf = (events: readonly WebChatEvent[]): Seen => ({
  events,
  get names() {
    return events.map(({ name }) => name);
  },
  all: (name) => events.filter((event) => isNamed(event, name)),
});

/** Keeps what is published, so that a story can wait for it by name and compare the order afterwards. */
export const recorder = (): Recorder => {
  const events: WebChatEvent[] = [];
  const taken = new Set<WebChatEvent>();
  const waiting = new Set<Waiting>();
  const seen = seenOf(events);
  let recording = true;

  const when: Recorder['when'] = (name, fits = () => true) =>
    new Promise((resolve, reject) => {
      const offer = (event: WebChatEvent): boolean => {
        if (taken.has(event) || !isNamed(event, name) || !fits(event.data)) return false;
        taken.add(event);
        resolve(event);
        return true;
      };
      if (events.some(offer)) return;
      const tooLate = setTimeout(() => {
        waiting.delete(entry);
        reject(new Error(`${name} did not come within ${patience} ms. Seen: ${seen.names.join(', ')}.`));
      }, patience);
      const entry: Waiting = { name, offer, end: () => clearTimeout(tooLate) };
      waiting.add(entry);
    });

  return {
    seen,
    when,
    record(event) {
      if (!recording) return;
      events.push(event);
      const taker = [...waiting].find((entry) => entry.offer(event));
      taker?.end();
      if (taker) waiting.delete(taker);
    },
    stop() {
      recording = false;
      for (const entry of waiting) entry.end();
      return [...waiting].map(({ name }) => name);
    },
  };
};
