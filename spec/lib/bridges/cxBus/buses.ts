import type { BusEvent, ServableBus, ServingPlugin } from '../../../../lib/bridges/bus/bus.js';
import { createCxBus } from '../../../../lib/bridges/bus/createCxBus.js';
import { cxBusOfWidgets } from '../../../support/cxBusOfWidgets.js';

/** A plugin of the page's own, as far as these specs use it. */
export interface PagePlugin extends ServingPlugin {
  subscribe(event: string, subscriber: (event: BusEvent) => void): unknown;
  command(name: string, data?: unknown): Command;
  registry(): Record<string, { readonly events: readonly string[]; readonly commands: readonly string[] }>;
  data(key: string, value?: unknown): unknown;
}

/** What a command returns. */
export interface Command {
  done(callback: (value?: unknown) => void): Command;
  fail(callback: (reason?: unknown) => void): Command;
  state(): string;
}

/** A bus on which a page can have a plugin of its own. */
export interface PageBus extends ServableBus {
  registerPlugin(name: string): PagePlugin | false;
}

/** The buses that the service is to be served on. */
export const buses: readonly (readonly [title: string, open: () => PageBus])[] = [
  ['the bus of Genesys Widgets', () => cxBusOfWidgets()],
  ['our own bus', () => createCxBus()],
];
