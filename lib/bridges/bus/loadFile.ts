import { type BusPromise, createDeferred } from './deferred.js';

/** Runs a script in the page. Resolves when it ran, or where there is no page; rejects `Could not load file: <url>`. */
export const loadFile = (url: string): BusPromise => {
  const { resolve, reject, promise } = createDeferred();
  const { document } = globalThis;
  if (document) {
    const script = document.createElement('script');
    script.onload = () => resolve();
    script.onerror = () => reject(`Could not load file: ${url}`);
    script.src = url;
    document.head.append(script);
  } else {
    resolve();
  }
  return promise();
};
