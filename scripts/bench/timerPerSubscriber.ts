/** What a subscriber gets. */
export interface SharedEvent {
  readonly time: number;
  readonly publisher: string;
  readonly event: string;
  readonly data: unknown;
}

/** The plainest bus that calls each subscriber in a timer of its own, and shares one payload among them. */
export const timerPerSubscriber = () => {
  const subscribers = new Map<string, ((event: SharedEvent) => unknown)[]>();
  return {
    subscribe(name: string, hear: (event: SharedEvent) => unknown): void {
      subscribers.set(name, [...(subscribers.get(name) ?? []), hear]);
    },
    publish(publisher: string, name: string, data: unknown): boolean {
      const event = `${publisher}.${name}`;
      const envelope = { time: Date.now(), publisher, event, data: data || {} };
      for (const hear of subscribers.get(event) ?? []) setTimeout(() => hear(envelope), 0);
      return true;
    },
  };
};
