import type { BusEvent } from '../../../../lib/bridges/bus/bus.js';
import type { BusPlugin, BusRegistry } from '../../../../lib/bridges/bus/busPlugin.js';
import { createCxBus } from '../../../../lib/bridges/bus/createCxBus.js';
import { type CxBusConnection, connectCxBus } from '../../../../lib/bridges/cxBus/connectCxBus.js';
import type { Row } from '../../shared/row.js';
import { apiNames } from '../../shared/servers.js';
import type { Live, LiveService } from '../liveService.js';
import { callRow, doneRow, eventRow, failRow } from './busRows.js';

/** A bus with whichever service is in use, and what this page, as a plugin of its own, does on it. */
export interface LiveBus {
  registry(): BusRegistry;
  /** Tells of the plugins, with the names of their events and commands. */
  showRegistry(): void;
  command(name: string, options?: object): void;
  /** Tells of an event from now on, also after the service was replaced. `false` where that is so already. */
  subscribe(topic: string): boolean;
  /** `false` where it was not told of. */
  unsubscribe(topic: string): boolean;
}

const service = 'WebChatService';

/** What this page is called on the bus. */
const self = 'Playground';

const connect = ({ service }: Live): readonly [BusPlugin, CxBusConnection] => {
  const bus = createCxBus();
  const connection = connectCxBus(service, bus);
  const plugin = bus.registerPlugin(self);
  if (!plugin) throw new Error(`A plugin ${self} is on the bus already.`);
  plugin.ready();
  return [plugin, connection];
};

/** Connects each service to a bus of its own, since a bus lets go of no plugin. Tells of all that goes over it. */
export const liveBus = ({ live$ }: LiveService, tell: (row: Row) => void): LiveBus => {
  let plugin: BusPlugin | undefined;
  let connection: CxBusConnection | undefined;
  let heard: Set<string> | undefined;
  const hear = (event: BusEvent): void => tell(eventRow(event));

  live$.subscribe((live) => {
    connection?.disconnect();
    const { transport, async } = live.choice;
    const summary = `a bus with ${service} over ${apiNames[transport]}${async ? ', asynchronous' : ''}`;
    tell({ at: Date.now(), kind: 'call', name: 'connectCxBus', summary, data: { transport, async } });
    [plugin, connection] = connect(live);
    heard ??= new Set(plugin.registry()[service]?.events.map((event) => `${service}.${event}`));
    for (const topic of heard) plugin.subscribe(topic, hear);
  });

  const registry = (): BusRegistry => plugin?.registry() ?? {};

  return {
    registry,
    showRegistry() {
      tell(callRow('CXBus.registry'));
      tell(doneRow('CXBus.registry', registry()));
    },
    command(name, options) {
      tell(callRow(name, options));
      plugin
        ?.command(name, options)
        .done((value: unknown) => tell(doneRow(name, value)))
        .fail((reason: unknown) => tell(failRow(name, reason)));
    },
    subscribe(topic) {
      if (heard?.has(topic)) return false;
      heard?.add(topic);
      tell({ at: Date.now(), kind: 'call', name: 'subscribe', summary: topic });
      plugin?.subscribe(topic, hear);
      return true;
    },
    unsubscribe(topic) {
      if (!heard?.delete(topic)) return false;
      tell({ at: Date.now(), kind: 'call', name: 'unsubscribe', summary: topic });
      plugin?.unsubscribe(topic);
      return true;
    },
  };
};
