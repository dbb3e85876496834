import type { BusEvent } from '../../../../lib/bridges/bus/bus.js';
import { connectCxBus } from '../../../../lib/bridges/cxBus/connectCxBus.js';
import { createWebChatService } from '../../../../lib/createWebChatService.js';
import type { WebChatService, WebChatServiceOptions } from '../../../../lib/index.js';
import { eventNames } from '../../../../streams/eventNames.js';
import { type JsonObject, objectOf } from '../../../../transports/json.js';
import type { Command, PageBus, PagePlugin } from './buses.js';
import { pluginOn } from './busStage.js';

/** A page that knows nothing but its bus. */
export interface BusVisit {
  /** For what the bus does not show: that the typed API is unharmed. */
  readonly service: WebChatService;
  readonly page: PagePlugin;
  /** The names of what was published, in order. */
  readonly names: readonly string[];
  /** The payload of the next event of that name that no earlier call took; rejects after 5 s. */
  when(name: string, fits?: (data: JsonObject) => boolean): Promise<JsonObject>;
  ask(command: string, data?: object): Promise<JsonObject>;
  leave(): Promise<void>;
}

const patience = 5000;

/** What a command comes to, its rejection too. */
const settled = (command: Command): Promise<JsonObject> =>
  new Promise((resolve, reject) => {
    command.done((value) => resolve(objectOf(value) ?? {})).fail(reject);
  });

/** Keeps what is heard until somebody asks for it. */
const listenTo = (page: PagePlugin) => {
  const names: string[] = [];
  const untaken: { readonly name: string; readonly data: JsonObject }[] = [];
  let look = (): void => {};
  const hear = ({ event, data }: BusEvent): void => {
    const name = event.replace('WebChatService.', '');
    names.push(name);
    untaken.push({ name, data: objectOf(data) ?? {} });
    look();
  };
  for (const name of eventNames) page.subscribe(`WebChatService.${name}`, hear);
  const when: BusVisit['when'] = (name, fits = () => true) =>
    new Promise((resolve, reject) => {
      const tooLate = setTimeout(() => reject(new Error(`No ${name}. Heard: ${names.join(', ')}.`)), patience);
      look = () => {
        const place = untaken.findIndex((event) => event.name === name && fits(event.data));
        const [found] = place < 0 ? [] : untaken.splice(place, 1);
        if (!found) return;
        clearTimeout(tooLate);
        resolve(found.data);
      };
      look();
    });
  return { names, when };
};

/** Opens a page with a service on a bus. */
export const openBusVisit = (bus: PageBus, options: WebChatServiceOptions): BusVisit => {
  const page = pluginOn(bus, 'Page');
  const heard = listenTo(page);
  const service = createWebChatService(options);
  const connection = connectCxBus(service, bus);
  return {
    service,
    page,
    ...heard,
    ask: (command, data) => settled(page.command(`WebChatService.${command}`, data)),
    async leave() {
      connection.disconnect();
      await service.dispose();
    },
  };
};
