export * from '../bus/bus.js';
export type { BusPlugin, BusRegistry } from '../bus/busPlugin.js';
export type { BusFilter } from '../bus/calls.js';
export {
  type CxBus,
  type CxBusMaster,
  type CxBusOptions,
  type CxBusSettings,
  createCxBus,
} from '../bus/createCxBus.js';
export type { BusCallback, BusCallbacks, BusPromise, Deferred } from '../bus/deferred.js';
export type { BusCall, BusDatum, BusHandler } from '../bus/members.js';
export type { Subscriber } from '../bus/topics.js';
export { fromWidgetsConfig } from '../widgets/fromWidgetsConfig.js';
export type { WidgetsSurroundings } from '../widgets/readWidgetsConfig.js';
export type { WidgetsCookieOptions } from '../widgets/siteCookies.js';
export type { Warn } from '../widgets/taking.js';
export { type WidgetsCookiesOptions, widgetsCookies } from '../widgets/widgetsCookies.js';
export { type CxBusConnection, connectCxBus } from './connectCxBus.js';
