import { isObject } from '../../../transports/json.js';
import type { Page } from './page.js';

/** Names that are read when an object is printed or awaited, or by a library such as Vue that checks whether the object is its own. */
export const isProbe = (name: string | symbol): boolean =>
  typeof name === 'symbol' || /^(then|toJSON|__.*)$/.test(name);

const steps = (path: string): string[] => String(path).split('.');

const isOwn = (holder: unknown, name: string): boolean => holder instanceof Object && Object.hasOwn(holder, name);

/** What lies at a path such as `main.lang`; `false` where there is nothing. */
const checkPath = (from: unknown, path: string): unknown => {
  let found = from;
  for (const name of steps(path)) {
    if (!isOwn(found, name)) return false;
    found = Reflect.get(Object(found), name);
  }
  return found;
};

/** Makes the objects on the way to a path that are missing, and puts the value there. */
const createPath = (from: object, path: string, value: unknown = {}): unknown => {
  const names = steps(path);
  let holder = from;
  for (const [place, name] of names.entries()) {
    if (name === '__proto__') throw new TypeError(`createPath: ${path} must not lead through __proto__`);
    const last = place === names.length - 1;
    const there: unknown = isOwn(holder, name) ? Reflect.get(holder, name) : undefined;
    const next = last ? value : there instanceof Object ? there : {};
    if (next !== there) Reflect.set(holder, name, next);
    holder = Object(next);
  }
  return value;
};

/** Calls back with the name, the value before and the value now, whenever a field is given another value. */
const watch = (holder: object, name: string, changed: (name: string, before: unknown, now: unknown) => void): void => {
  let value: unknown = Reflect.get(holder, name);
  Object.defineProperty(holder, name, {
    configurable: true,
    enumerable: true,
    get: () => value,
    set(next: unknown) {
      const before = value;
      value = next;
      if (next !== before) changed(name, before, next);
    },
  });
};

const units = ['Bytes', 'KB', 'MB', 'GB', 'TB'];

/** `1536` is `1.5 KB`. */
const bytesToSize = (bytes: number): string => {
  const power = bytes >= 1 ? Math.min(Math.floor(Math.log(bytes) / Math.log(1024)), units.length - 1) : 0;
  return `${Number((bytes / 1024 ** power).toFixed(1))} ${units[power]}`;
};

/** Hours and minutes, as the page's visitor writes them. */
const getFormattedTime = (time: Date | number | string = Date.now()): string =>
  new Date(time).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });

/**
 * The third argument of an extension: those helpers of Genesys Widgets that have nothing to do with its user interface.
 * Any other member throws a sentence that says so.
 */
export const commonOf = ({ console }: Pick<Page, 'console'>, main: unknown): object => {
  const config = isObject(main) ? main : {};
  const helpers = {
    config,
    checkPath,
    createPath,
    watch,
    bytesToSize,
    getFormattedTime,
    log: (...said: unknown[]) => console.log(...said),
    debug: (...said: unknown[]) => void (config.debug && console.log(...said)),
    error: (...said: unknown[]) => console.error(...said),
  };
  return new Proxy(helpers, {
    get(known, name) {
      if (name in known || isProbe(name)) return Reflect.get(known, name);
      const here = Object.keys(known).join(', ');
      throw new Error(
        `Common.${String(name)} belongs to the user interface of Genesys Widgets. Here there is: ${here}.`,
      );
    },
  });
};
