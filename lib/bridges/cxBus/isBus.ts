import type { ServableBus } from '../bus/bus.js';

/** Whether it is a CXBus that one can serve on; one of another frame is. */
export const isBus = (given: unknown): given is ServableBus =>
  typeof Reflect.get(Object(given), 'registerPlugin') === 'function';
