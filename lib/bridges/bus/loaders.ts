import type { CxBus } from './createCxBus.js';
import { type BusPromise, createDeferred } from './deferred.js';
import type { Deliver } from './deliveries.js';
import { whenPage } from './whenPage.js';

/** Delivers later, and not before the page has been parsed. Outside a page it only delivers later. */
const afterPage =
  (deliver: Deliver): Deliver =>
  (work) => {
    if (globalThis.document) whenPage(globalThis, 'DOMContentLoaded', () => deliver(work));
    else deliver(work);
  };

/** Runs a script in the page. Calls `done` when it has run, or if there is no page; calls `failed` if it cannot be loaded. */
const runScript = (url: string, done: () => void, failed: () => void): void => {
  const { document } = globalThis;
  if (document) {
    const script = document.createElement('script');
    script.onload = done;
    script.onerror = failed;
    script.src = url;
    document.head.append(script);
  } else done();
};

/** Their promises settle after DOMContentLoaded and never at once: pages call them in the head, and use what comes below it. (B17) */
export const loaders = (deliver: Deliver): Pick<CxBus, 'loadPlugin' | 'loadFile' | 'loadModule'> => {
  const later = afterPage(deliver);
  const resolved = (): BusPromise => {
    const { resolve, promise } = createDeferred();
    later(resolve);
    return promise();
  };
  return {
    loadPlugin: resolved,
    loadModule: resolved,
    loadFile(url) {
      const { resolve, reject, promise } = createDeferred();
      const failed = () => reject(`Could not load file: ${url}`);
      runScript(
        url,
        () => later(resolve),
        () => later(failed),
      );
      return promise();
    },
  };
};
