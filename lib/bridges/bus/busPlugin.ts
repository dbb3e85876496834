import type { ServingPlugin } from './bus.js';
import type { BusFilter, calls } from './calls.js';
import { dataOf } from './dataOf.js';
import type { BusPromise } from './deferred.js';
import type { BusDatum, BusHandler, Member } from './members.js';
import { fullName, isText, shortName } from './names.js';
import type { Subscriber, topics } from './topics.js';

/** Events and commands of each plugin. */
export type BusRegistry = Record<string, { readonly events: string[]; readonly commands: string[] }>;

/** A plugin's side of the bus. Events and commands are named `Plugin.name`; the prefix `cx.plugin.` is passed over. */
export interface BusPlugin extends ServingPlugin {
  /**
   * Tells the subscribers, later and in order. Each gets a copy of the data of its own, made when it is first read:
   * don't edit in place what was published. `false` for no name.
   */
  publish(event: string, data?: unknown): boolean;
  /** `publish` */
  publishDirect(event: string, data?: unknown): boolean;
  /** Publishes, and once more to each later subscriber. */
  republish(event: string, data?: unknown): boolean;
  /**
   * Calls back with each event published from now on, theirs to change; `{ ...event }` is what can be posted or cloned.
   * The event's name; `false` without a callback.
   */
  subscribe(event: string, hear: Subscriber): string | false;
  /** Lets go of all callbacks of this plugin for an event, at once. `false` where nobody ever subscribed. */
  unsubscribe(event: string): boolean;
  /**
   * Calls a command, of this plugin if it is named without one. Rejects with the handler's reason, or a sentence:
   * there is no such plugin or command, or a filter gave no object.
   */
  command(name: string, options?: unknown): BusPromise;
  /** Filters a command's options, whoever calls it; where the last filter gives no object the command is rejected. */
  before(command: string, filter: BusFilter): boolean;
  /** Carries out a command of this plugin; the handler before it is let go of. */
  registerCommand(name: string, handler: BusHandler): boolean;
  registerEvents(names: string[]): boolean;
  /** Its name. */
  namespace(): string;
  /** The names of the plugins that hear each of its events. */
  subscribers(): Record<string, string[]>;
  /** Everything it has set. */
  data(): Record<string, BusDatum>;
  /** A value it has set, or another plugin, by `Plugin.key`. */
  data(key: string): unknown;
  /**
   * Sets a value, by reference; `undefined` and `null` set nothing. Publishes, where it is another than before, `data` and
   * `data.key`, and `data.key:value` where it is no object (a text in single quotes).
   */
  data(key: string, value: unknown): unknown;
  /** Events and commands of every plugin. */
  registry(): BusRegistry;
  ready(): boolean;
}

/** What the plugins of a bus share. */
export interface Shared {
  readonly members: ReadonlyMap<string, Member>;
  readonly topics: ReturnType<typeof topics>;
  readonly calls: ReturnType<typeof calls>;
  /** Hears what each plugin publishes and calls, by name. */
  note(plugin: string, what: string): void;
}

const isFunction = (value: unknown): boolean => typeof value === 'function';

const registryOf = (members: ReadonlyMap<string, Member>): BusRegistry =>
  Object.fromEntries(
    [...members].map(([name, { events, handlers }]) => [name, { events: [...events], commands: [...handlers.keys()] }]),
  );

const subscribersOf = (topics: Shared['topics']['all'], plugin: string): Record<string, string[]> =>
  Object.fromEntries(
    [...topics]
      .filter(([event]) => event.startsWith(`${plugin}.`))
      .map(([event, topic]) => [event, topic.subscriptions.map((each) => each.plugin)]),
  );

/** What a plugin gets of its bus. */
export const busPlugin = (own: Member, { members, topics, calls, note }: Shared): BusPlugin => {
  const { name } = own;
  const send = topics.publisher(name);
  const tell = (event: string, data: unknown, keep: boolean): boolean => {
    if (!isText(event)) return false;
    note(name, event);
    send(event, data, keep);
    return true;
  };
  const publish = (event: string, data?: unknown): boolean => tell(event, data, false);
  return {
    publish,
    publishDirect: publish,
    republish: (event, data) => tell(event, data, true),
    subscribe: (event, hear) => isText(event) && isFunction(hear) && topics.subscribe(name, shortName(event), hear),
    unsubscribe: (event) => isText(event) && topics.unsubscribe(name, shortName(event)),
    command(command, options) {
      const full = fullName(isText(command) ? command : '', name);
      note(name, full);
      return calls.command(name, full, options);
    },
    before: (command, filter) => isText(command) && isFunction(filter) && calls.before(fullName(command, name), filter),
    registerCommand(command, handler) {
      const fits = isText(command) && isFunction(handler);
      if (fits) own.handlers.set(command, handler);
      return fits;
    },
    registerEvents(names) {
      const fits = Array.isArray(names);
      if (fits) for (const each of names) own.events.add(String(each));
      return fits;
    },
    namespace: () => name,
    subscribers: () => subscribersOf(topics.all, name),
    data: dataOf(own, members, publish),
    registry: () => registryOf(members),
    ready: () => calls.ready(own),
  };
};
