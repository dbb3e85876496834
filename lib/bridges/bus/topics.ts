import { attempt } from './attempt.js';
import type { BusEvent } from './bus.js';
import type { Deliver } from './deliveries.js';
import { envelopeOf, sealed } from './envelope.js';

/** Hears an event. What it throws surfaces as an uncaught error of its own. */
export type Subscriber = (event: BusEvent) => unknown;

interface Subscription {
  readonly plugin: string;
  readonly hear: Subscriber;
  live: boolean;
}

interface Topic {
  readonly name: string;
  subscriptions: readonly Subscription[];
  /** What later subscribers get. */
  kept?: BusEvent;
}

const topicIn = (topics: Map<string, Topic>, name: string): Topic => {
  const topic = topics.get(name) ?? { name, subscriptions: [] };
  topics.set(name, topic);
  return topic;
};

const letGo = (topic: Topic, plugin: string): void => {
  for (const each of topic.subscriptions) if (each.plugin === plugin) each.live = false;
  topic.subscriptions = topic.subscriptions.filter(({ live }) => live);
};

/** Who hears what: those who are subscribed when it is published, and still are when it arrives. */
export const topics = (deliver: Deliver) => {
  const all = new Map<string, Topic>();

  const send = (subscriptions: readonly Subscription[], event: BusEvent): void =>
    deliver(() => {
      for (const { live, hear } of subscriptions) if (live) attempt(hear, envelopeOf(event));
    });

  return {
    all,
    /** What a plugin publishes with. */
    publisher(plugin: string) {
      // Topics stay: to put the long name together each time would be a fifth of the cost.
      const own = new Map<string, Topic>();
      return (event: string, data: unknown, keep: boolean): void => {
        const topic = own.get(event) ?? (keep ? topicIn(all, `${plugin}.${event}`) : all.get(`${plugin}.${event}`));
        if (!topic) return;
        own.set(event, topic);
        const published = sealed(plugin, topic.name, data);
        if (keep) topic.kept = published;
        if (topic.subscriptions.length > 0) send(topic.subscriptions, published);
      };
    },
    subscribe(plugin: string, event: string, hear: Subscriber): string {
      const topic = topicIn(all, event);
      const mine = [{ plugin, hear, live: true }];
      topic.subscriptions = topic.subscriptions.concat(mine);
      if (topic.kept) send(mine, topic.kept);
      return event;
    },
    unsubscribe(plugin: string, event: string): boolean {
      const topic = all.get(event);
      if (topic) letGo(topic, plugin);
      return topic !== undefined;
    },
  };
};
