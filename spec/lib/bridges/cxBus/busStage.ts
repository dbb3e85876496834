import type { BusEvent } from '../../../../lib/bridges/bus/bus.js';
import type { CxBusConnection } from '../../../../lib/bridges/cxBus/connectCxBus.js';
import { connectCxBus } from '../../../../lib/bridges/cxBus/connectCxBus.js';
import { CommandRejected } from '../../../../lib/commandRejected.js';
import type { WebChatServiceOptions } from '../../../../lib/options.js';
import { eventNames } from '../../../../streams/eventNames.js';
import type { Script } from '../../../../transports/scripted.js';
import { type Act, type Stage, stage, until } from '../../commands/stage.js';
import type { Command, PageBus, PagePlugin } from './buses.js';

/** A service over its scripted server, reached over a bus by a plugin of the page's. */
export interface BusAct extends Act {
  readonly connection: CxBusConnection;
  readonly page: PagePlugin;
  /** The service's own plugin. */
  readonly own: PagePlugin;
  /** What the page's plugin was told, in order. */
  readonly heard: readonly BusEvent[];
  /** The payloads of one event. */
  told(name: string): unknown[];
  /** Gives a command in the page's name, or in another's. */
  ask(command: string, data?: unknown, by?: PagePlugin): Promise<unknown>;
}

export interface BusStage extends Stage {
  connect(script?: Script, options?: Partial<WebChatServiceOptions>): BusAct;
  /** The same, with a chat that was begun over the bus. */
  talk(script?: Script, options?: Partial<WebChatServiceOptions>): Promise<BusAct>;
  /** What a command of the bus comes to. */
  outcome(command: Command): Promise<unknown>;
  /** Lets the bus deliver what it has. */
  deliver(): Promise<void>;
}

/** A promise whose rejection is an error again, as the tables of the reference want it: on the bus it is the bare sentence. */
export const asTyped = (outcome: Promise<unknown>): Promise<unknown> =>
  outcome.catch((reason: unknown) => {
    throw typeof reason === 'string' ? new CommandRejected(reason) : reason;
  });

/** Registers a plugin, and throws where the bus does not let it. */
export const pluginOn = (bus: PageBus, name: string): PagePlugin => {
  const plugin = bus.registerPlugin(name);
  if (!plugin) throw new Error(`The bus has a plugin ${name} already.`);
  plugin.ready();
  return plugin;
};

/** The stage of one `describe`, with a bus on it. */
export const busStage = (openBus: () => PageBus): BusStage => {
  const on = stage();
  const outcome: BusStage['outcome'] = async (command) => {
    let settled = false;
    const promise = new Promise((resolve, reject) => command.done(resolve).fail(reject));
    const note = () => {
      settled = true;
    };
    promise.then(note, note);
    // Buses need a few ms of virtual time; what loads code needs real time.
    await on.clock.tickAsync(4);
    await until(() => settled);
    return promise;
  };
  const connect: BusStage['connect'] = (script, options) => {
    const act = on.open(script, options);
    const bus = openBus();
    const owned: PagePlugin[] = [];
    const watched = {
      registerPlugin(name: string) {
        const plugin = bus.registerPlugin(name);
        if (plugin) owned.push(plugin);
        return plugin;
      },
    };
    const page = pluginOn(bus, 'Page');
    const heard: BusEvent[] = [];
    for (const name of eventNames) page.subscribe(`WebChatService.${name}`, (event) => heard.push(event));
    const connection = connectCxBus(act.service, watched);
    const [own] = owned;
    if (!own) throw new Error('It has registered no plugin.');
    return {
      ...act,
      connection,
      page,
      own,
      heard,
      told: (name) => heard.filter(({ event }) => event === `WebChatService.${name}`).map(({ data }) => data),
      ask: (command, data, by = page) => outcome(by.command(`WebChatService.${command}`, data)),
    };
  };
  return {
    ...on,
    get clock() {
      return on.clock;
    },
    connect,
    outcome,
    async talk(script, options) {
      const act = connect(script, options);
      await act.ask('startChat', { nickname: 'Jo' });
      await on.clock.tickAsync(3);
      return act;
    },
    async deliver() {
      for (let round = 0; round < 5; round++) {
        await on.clock.tickAsync(1);
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
};
