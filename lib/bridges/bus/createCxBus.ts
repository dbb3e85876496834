import { type BusPlugin, busPlugin } from './busPlugin.js';
import { calls } from './calls.js';
import { type BusPromise, createDeferred } from './deferred.js';
import { deliveries } from './deliveries.js';
import { loaders } from './loaders.js';
import { type Member, newMember } from './members.js';
import { isText } from './names.js';
import { topics } from './topics.js';

/** Options of {@link createCxBus}. */
export interface CxBusOptions {
  /** Runs a task soon, in a task of its own. @default setTimeout */
  readonly schedule?: (task: () => void) => void;
}

/** What `configure` takes; anything else in it is passed over. */
export interface CxBusSettings {
  /** Warns on the console of what each plugin publishes and calls, by name. @default false */
  readonly debug?: boolean;
}

/** What the first caller of `registerMaster` holds. */
export interface CxBusMaster {
  /** No plugin can be registered from here on. */
  lock(): void;
  /** Plugins can be registered again. */
  unlock(): void;
  /** The settings. */
  config(): CxBusSettings;
}

/**
 * A CXBus: what a page has as `CXBus`. Its calls are those of a plugin named "CXBus", and it has all that a plugin has,
 * since `onReady` of Genesys Widgets is handed a plugin, and pages use it as one.
 */
export interface CxBus extends BusPlugin {
  /** `false` for no name, one that is taken, or while the bus is locked. */
  registerPlugin(name: string): BusPlugin | false;
  /** For the first caller only. */
  registerMaster(): CxBusMaster | undefined;
  /** Takes what it knows of the settings, and resolves. */
  configure(settings?: CxBusSettings): BusPromise;
  /** Resolves after DOMContentLoaded, and never at once: plugins come with the page. */
  loadPlugin(name: string): BusPromise;
  /**
   * Runs a script in the page. Resolves when it ran, or if there is no page; rejects `Could not load file: <url>`. Settles after
   * DOMContentLoaded, and never at once.
   */
  loadFile(url: string): BusPromise;
  /** Resolves after DOMContentLoaded, and never at once: modules come with the page. */
  loadModule(name: string): BusPromise;
  /** Resolves. */
  registerModule(name: string, module?: unknown): BusPromise;
}

const resolved = (): BusPromise => {
  const { resolve, promise } = createDeferred();
  resolve();
  return promise();
};

/** What plugins come in by, and who first asks for it may close. */
const gate = (config: () => CxBusSettings) => {
  let isOpen = true;
  const move = (open: boolean) => (): void => {
    isOpen = open;
  };
  let master: CxBusMaster | undefined = { lock: move(false), unlock: move(true), config };
  return {
    isOpen: () => isOpen,
    registerMaster(): CxBusMaster | undefined {
      const given = master;
      master = undefined;
      return given;
    },
  };
};

/** The bus of Genesys Widgets 9, for pages without Genesys' files. Each has plugins of its own. */
export const createCxBus = ({ schedule = (task) => setTimeout(task) }: CxBusOptions = {}): CxBus => {
  let settings: CxBusSettings = { debug: false };
  const { isOpen, registerMaster } = gate(() => settings);
  const members = new Map<string, Member>();
  const deliver = deliveries(schedule);
  const note = (plugin: string, what: string): void => {
    // Behind a colon `data.key:value` has a value.
    if (settings.debug) console.warn(`CXBus: ${plugin}: ${what.replace(/:.*/s, '')}`);
  };
  const shared = { members, topics: topics(deliver), calls: calls(members, deliver), note };

  const join = (name: string): BusPlugin => {
    const member = newMember(name);
    members.set(name, member);
    return busPlugin(member, shared);
  };
  const own = join('CXBus');
  own.ready();

  return {
    ...own,
    registerPlugin: (name) => isOpen() && isText(name) && !members.has(name) && join(name),
    registerMaster,
    configure(given) {
      if (typeof given?.debug === 'boolean') settings = { debug: given.debug };
      return resolved();
    },
    ...loaders(deliver),
    registerModule: resolved,
  };
};
