import { type DeferredOfWidgets, deferredOfWidgets, type PromiseOfWidgets } from './deferredOfWidgets.js';

type Data = object;
type Before = (data: Data) => unknown;

/** One event, as a subscriber gets it: the payload is the publisher's own object, and everybody's. */
export interface EventOfWidgets {
  readonly time: number;
  readonly publisher: string;
  readonly event: string;
  readonly data: unknown;
}

/** One command, as its handler gets it. */
export interface CommandOfWidgets {
  readonly time: number;
  readonly commander: string;
  readonly command: string;
  readonly deferred: DeferredOfWidgets;
  readonly data: Data;
}

type Subscriber = (event: EventOfWidgets) => void;
type Handler = (call: CommandOfWidgets) => void;

/** A plugin's way to its bus. */
export interface PluginOfWidgets {
  publish(event: string, data?: unknown): boolean;
  publishDirect(event: string, data?: unknown): boolean;
  republish(event: string, data?: unknown): boolean;
  subscribe(event: string, subscriber: Subscriber): string | false;
  unsubscribe(event: string): boolean;
  command(name: string, data?: unknown): PromiseOfWidgets;
  before(name: string, change: Before): boolean;
  registerCommand(name: string, handler: Handler): void;
  registerEvents(names: readonly string[]): void;
  namespace(): string;
  subscribers(): Record<string, string[]>;
  registry(): Record<string, { events: string[]; commands: string[] }>;
  data(key?: string, value?: unknown): unknown;
  ready(): void;
}

interface Plugin {
  ready: boolean;
  readonly events: string[];
  readonly handlers: Map<string, Handler>;
  readonly buffered: CommandOfWidgets[];
  readonly data: Map<string, { last?: unknown; value: unknown; time: number }>;
}

interface Topic {
  readonly subscribers: { readonly plugin: string; readonly run: Subscriber }[];
  remembered?: { readonly data: unknown };
}

const cancelled = "Command was cancelled by a 'before' function.";
const notLoaded = 'Could not load plugin file in given location. Check your plugins path option.';

const soon = (work: () => void): void => void setTimeout(work, 0);

/** Plugins, topics and what goes between them. */
class Bus {
  readonly plugins = new Map<string, Plugin>();
  readonly #topics = new Map<string, Topic>();
  readonly #before = new Map<string, Before[]>();

  topic(name: string): Topic {
    const topic = this.#topics.get(name) ?? { subscribers: [] };
    this.#topics.set(name, topic);
    return topic;
  }

  /** A timer for each subscriber, one payload for all of them. */
  publish(publisher: string, event: string, data: unknown, to = this.topic(event).subscribers): boolean {
    for (const { run } of [...to]) soon(() => run({ time: Date.now(), publisher, event, data: data || {} }));
    return true;
  }

  unsubscribe(plugin: string, event: string): boolean {
    const topic = this.#topics.get(event);
    if (!topic) return false;
    const others = topic.subscribers.filter((each) => each.plugin !== plugin);
    topic.subscribers.splice(0, topic.subscribers.length, ...others);
    if (others.length === 0) this.#topics.delete(event);
    return true;
  }

  subscribers(plugin: string): Record<string, string[]> {
    const own = [...this.#topics].filter(([event]) => new RegExp(plugin).test(event));
    return Object.fromEntries(own.map(([event, { subscribers }]) => [event, subscribers.map((each) => each.plugin)]));
  }

  before(name: string, change: Before): boolean {
    this.#before.set(name, [...(this.#before.get(name) ?? []), change]);
    return true;
  }

  command(commander: string, command: string, given: unknown): PromiseOfWidgets {
    const deferred = deferredOfWidgets();
    let data = given || {};
    for (const change of this.#before.get(command) ?? []) data = (typeof data === 'object' && change(data)) || false;
    if (typeof data === 'object') this.#carryOut({ time: Date.now(), commander, command, deferred, data });
    else deferred.reject(cancelled);
    return deferred.promise();
  }

  #carryOut(call: CommandOfWidgets): void {
    const name = call.command.split('.')[0] ?? '';
    const plugin = this.plugins.get(name);
    if (!plugin) soon(() => call.deferred.reject(notLoaded));
    else if (plugin.ready || call.commander === name) this.run(plugin, call);
    else plugin.buffered.push(call);
  }

  /** A command that nobody knows stays pending for ever, and so does one whose handler throws. */
  run(plugin: Plugin, call: CommandOfWidgets): void {
    const handler = plugin.handlers.get(call.command.slice(call.command.indexOf('.') + 1));
    if (handler) soon(() => handler(call));
  }
}

const dataOf = (bus: Bus, name: string, own: Plugin): PluginOfWidgets['data'] => {
  const publish = (event: string, data: unknown) => bus.publish(name, `${name}.${event}`, data);
  const foreign = (key: string) => {
    const [plugin = '', ...rest] = key.split('.');
    return bus.plugins.get(plugin)?.data.get(rest.join('.'));
  };
  return (key, value) => {
    if (key === undefined) return Object.fromEntries(own.data);
    const known = own.data.get(key);
    if (value === undefined || value === null) return (known ?? foreign(key))?.value;
    if (known?.value === value) return value;
    const now = { ...(known && { last: known.value }), value, time: Date.now() };
    own.data.set(key, now);
    publish('data', Object.fromEntries(own.data));
    publish(`data.${key}`, now);
    publish(`data.${key}:${typeof value === 'string' ? `'${value}'` : value}`, now);
    return value;
  };
};

const interfaceOf = (bus: Bus, name: string, own: Plugin): PluginOfWidgets => {
  const publish: PluginOfWidgets['publish'] = (event, data) => bus.publish(name, `${name}.${event}`, data);
  return {
    publish,
    publishDirect: publish,
    republish(event, data) {
      bus.topic(`${name}.${event}`).remembered = { data };
      return publish(event, data);
    },
    subscribe(event, run) {
      if (typeof run !== 'function') return false;
      const topic = bus.topic(event);
      const subscriber = { plugin: name, run };
      topic.subscribers.push(subscriber);
      const [publisher = ''] = event.split('.');
      if (topic.remembered && bus.plugins.has(publisher))
        bus.publish(publisher, event, topic.remembered.data, [subscriber]);
      return event;
    },
    unsubscribe: (event) => bus.unsubscribe(name, event),
    command: (command, data) => bus.command(name, command.includes('.') ? command : `${name}.${command}`, data),
    before: (command, change) => bus.before(command, change),
    registerCommand: (command, handler) => void own.handlers.set(command, handler),
    registerEvents: (names) => void own.events.push(...names),
    namespace: () => name,
    subscribers: () => bus.subscribers(name),
    registry: () =>
      Object.fromEntries(
        [...bus.plugins].map(([plugin, { events, handlers }]) => [plugin, { events, commands: [...handlers.keys()] }]),
      ),
    data: dataOf(bus, name, own),
    ready() {
      own.ready = true;
      for (const call of own.buffered.splice(0)) bus.run(own, call);
    },
  };
};

/** The bus of a page with Genesys Widgets on it, as far as plugins see it. */
export interface CxBusOfWidgets {
  registerPlugin(name: unknown): PluginOfWidgets | false;
}

/** A bus with the manners of the CXBus of Genesys Widgets 9, the bad ones too; written from what it was seen to do. */
export const cxBusOfWidgets = (): CxBusOfWidgets => {
  const bus = new Bus();
  return {
    registerPlugin(name) {
      if (typeof name !== 'string' || bus.plugins.has(name)) return false;
      const own: Plugin = { ready: false, events: [], handlers: new Map(), buffered: [], data: new Map() };
      bus.plugins.set(name, own);
      own.handlers.set('COMMANDS', ({ deferred }) => deferred.resolve([...own.handlers.keys()]));
      own.handlers.set('EVENTS', ({ deferred }) => deferred.resolve(own.events));
      own.handlers.set('LOAD', ({ deferred }) => deferred.resolve());
      return interfaceOf(bus, name, own);
    },
  };
};
