export * from '../bus/bus.js';
export type { BusPlugin } from '../bus/busPlugin.js';
export { type CxBus, type CxBusSettings, createCxBus } from '../bus/createCxBus.js';
export type { BusCallbacks, BusPromise } from '../bus/deferred.js';
export { fromWidgetsConfig } from '../widgets/fromWidgetsConfig.js';
export type { WidgetsSurroundings } from '../widgets/readWidgetsConfig.js';
export { type WidgetsCookiesOptions, widgetsCookies } from '../widgets/widgetsCookies.js';
export { type CxBusConnection, connectCxBus } from './connectCxBus.js';
