import type { CxBus } from './createCxBus.js';
import { type BusPromise, createDeferred } from './deferred.js';
import type { Deliver } from './deliveries.js';
import { whenPage } from './whenPage.js';

/** Does a bus's work later, and no sooner than the page has been read. Outside a page it is only later. */
const afterPage =
  (deliver: Deliver): Deliver =>
  (work) => {
    if (globalThis.document) whenPage(globalThis, 'DOMContentLoaded', () => deliver(work));
    else deliver(work);
  };

/** Runs a script in the page, and calls back: it ran, or there is no page; or it could not be loaded. */
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
