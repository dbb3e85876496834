import { checkGiven } from '../../../transports/checkOptions.js';
import { CommandRejected } from '../../commandRejected.js';
import type { WebChatService } from '../../service.js';
import type { ServableBus } from '../bus/bus.js';
import { isBus } from './isBus.js';
import { pluginName } from './pluginName.js';
import { publishEvents } from './publishEvents.js';
import { serveCommands } from './serveCommands.js';

/** A service that is reached over a bus. */
export interface CxBusConnection {
  /** Publishes no more, and rejects the commands that come later. A bus lets go of no name: the plugin stays. */
  disconnect(): void;
}

const rejected = async (sentence: string): Promise<never> => {
  throw new CommandRejected(sentence);
};

/**
 * Makes a service the plugin `WebChatService` of the CXBus that is on the page: every command of the reference,
 * and every event. Disconnecting does not dispose of the service.
 *
 * @throws Error where the bus has such a plugin already or is locked
 * @throws TypeError that names what is no service or no bus
 * @example
 * connectCxBus(createWebChatService({ transport: gmsRest({ dataURL }) }), window._genesys.widgets.bus);
 */
export const connectCxBus = (service: WebChatService, bus: ServableBus): CxBusConnection => {
  checkGiven(
    'connectCxBus',
    { service: service ?? null, bus: bus ?? null },
    { service: { startChat: 'function' }, bus: [isBus, 'a CXBus, with registerPlugin'] },
  );
  const plugin = bus.registerPlugin(pluginName);
  if (!plugin) {
    const advice = 'keep the WebChatService of Genesys Widgets off the page, and connect once';
    throw new Error(`connectCxBus: the bus has a plugin ${pluginName} already, or is locked: ${advice}.`);
  }
  let connected = true;
  serveCommands(plugin, {
    service: async () => (connected ? service : rejected(`${pluginName} has been disconnected from this bus.`)),
    configure: () =>
      rejected(`${pluginName} was configured when it was made: give createWebChatService other options.`),
  });
  const stop = publishEvents(plugin, service);
  return {
    disconnect() {
      connected = false;
      stop();
    },
  };
};
